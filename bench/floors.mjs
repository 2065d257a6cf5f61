// A bounded check for CI: the mock still reaches 80 % of the shares that `npm run bench` found, which are in reached.json:
// those of bare node:http, and of the mock itself where a file keeps its state. The servers take turns, so that a load of the machine meets both. What is below its floor is measured
// again: only what stays below it is a failure. Is run by run.mjs.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBundled } from './measure/bundled.mjs';
import { measureInferred } from './measure/inferred.mjs';
import { measurePersist } from './measure/persist.mjs';
import { sharesOf } from './report/shares.mjs';

/** The part of what was reached that is still enough. */
const ENOUGH = 0.8;

/** What is below its floor is measured so often. */
const ATTEMPTS = 3;

/** What is measured, by the first word of its name in reached.json. */
const MEASURES = {
  inferred: { of: 'bare node:http', measure: (only) => measureInferred({ ...OPTIONS, folder, only }) },
  bundled: { of: 'bare node:http', measure: (only) => measureBundled({ ...OPTIONS, folder, only }) },
  persist: {
    of: 'the same without a file',
    measure: () => measurePersist({ folder, rounds: 3, count: 2560, warmUp: 1000 }),
  },
};

const OPTIONS = { isShort: true, rounds: 3, count: 1024, warmUp: 6000 };

const reached = JSON.parse(readFileSync(new URL('reached.json', import.meta.url), 'utf8'));
const file = process.argv[process.argv.indexOf('--floors') + 1];
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-floors-'));
const best = new Map();
try {
  for (let attempt = 0; attempt < ATTEMPTS && below().length > 0; attempt += 1) {
    const names = below();
    for (const [name, share] of await shares(names)) best.set(name, Math.max(share, best.get(name) ?? 0));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const name of Object.keys(reached)) {
  const [share, floor] = [best.get(name), reached[name] * ENOUGH];
  const { of } = MEASURES[name.split(' ', 1)[0]];
  process.stdout.write(`${name}: ${share.toFixed(2)} of ${of}, at least ${floor.toFixed(2)}\n`);
}
const failed = below();
const reason = failed.length === 0 ? undefined : `below its floor: ${failed.join(', ')}`;
if (file !== undefined)
  writeFileSync(file, JSON.stringify({ kind: reason === undefined ? 'passed' : 'failed', reason }));
process.exitCode = reason === undefined ? 0 : 1;

/** Returns the names of what has not reached its floor so far. */
function below() {
  return Object.keys(reached).filter((name) => (best.get(name) ?? 0) < reached[name] * ENOUGH);
}

/** Measures what has one of the names, and returns its shares. */
async function shares(names) {
  const found = [];
  for (const [kind, { measure }] of Object.entries(MEASURES)) {
    const prefix = `${kind} `;
    const only = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    if (only.length > 0) found.push(...sharesOf(prefix, await measure(only)));
  }
  return found;
}
