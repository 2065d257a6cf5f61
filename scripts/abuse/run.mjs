// Abuses the mock: raw requests over sockets, many connections, many namespaces, behaviours that misbehave, faults, listeners
// to the events, a stop under load, and many requests with the journal on. It must not crash, hang, answer 5xx that was not asked for, lose an
// item, show a foreign one, or grow. With --bounded, everything is smaller, and takes less than 75 s.
// npm run abuse -- [--bounded] [--only NAME]… [--json FILE]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { abuseBehaviours } from './behaviours.mjs';
import { abuseConnections } from './connections.mjs';
import { abuseEvents } from './events.mjs';
import { abuseFaults } from './faults.mjs';
import { growMemory } from './memory.mjs';
import { illness, startMock } from './mock-process.mjs';
import { abuseNamespaces } from './namespaces.mjs';
import { abuseRaw } from './raw.mjs';
import { stopUnderLoad } from './stop.mjs';

const {
  values: { bounded: isBounded = false, json, only },
} = parseArgs({
  options: {
    bounded: { type: 'boolean' },
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});

const ABUSES = {
  raw: abuseRaw,
  connections: abuseConnections,
  namespaces: abuseNamespaces,
  behaviours: abuseBehaviours,
  faults: abuseFaults,
  events: abuseEvents,
  stop: stopUnderLoad,
  memory: growMemory,
};

const failed = [];
for (const [name, abuse] of Object.entries(ABUSES)) {
  if (only !== undefined && !only.includes(name)) continue;
  const { figures, failures, seconds } = await attempt(abuse);
  process.stdout.write(`${failures.length === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${figures} (${seconds} s)\n`);
  for (const failure of failures.slice(0, 20)) process.stdout.write(`    ${failure}\n`);
  if (failures.length > 0) failed.push(`${name}: ${failures[0]}`);
}
if (json !== undefined) {
  const outcome = failed.length === 0 ? { kind: 'passed' } : { kind: 'failed', reason: failed.join('; ') };
  writeFileSync(json, JSON.stringify(outcome));
}
process.exitCode = failed.length === 0 ? 0 : 1;

/** Abuses a mock that is started for it, and looks whether it still serves. */
async function attempt(abuse) {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-abuse-'));
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
  try {
    const mock = await startMock(folder);
    const { figures, failures, isStopped = false } = await abuse(mock, { isBounded });
    const ill = isStopped ? undefined : await illness(mock);
    const code = isStopped ? 0 : await mock.stop();
    const ends = [
      ...(ill === undefined ? [] : [`afterwards: ${ill}`]),
      ...(code === 0 ? [] : [`it ended with ${code}`]),
    ];
    return { figures, failures: [...failures, ...ends], seconds: seconds() };
  } catch (error) {
    return { figures: 'broken off', failures: [error.stack ?? String(error)], seconds: seconds() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
