// A bounded check for CI: the mock still reaches 80 % of the shares of bare node:http that `npm run bench` found, which are
// in reached.json. The servers take turns, so that a load of the machine meets both. What is below its floor is measured
// again: only what stays below it is a failure. Leaves the outcome in a file: `node floors.mjs FILE`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBundled } from './bundled.mjs';
import { measureInferred } from './inferred.mjs';
import { sharesOf } from './shares.mjs';

/** The part of what was reached that is still enough. */
const ENOUGH = 0.8;

/** What is below its floor is measured so often. */
const ATTEMPTS = 3;

const OPTIONS = { rounds: 3, count: 1024, warmUp: 6000 };

const reached = JSON.parse(readFileSync(new URL('reached.json', import.meta.url), 'utf8'));
const [file] = process.argv.slice(2);
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
  process.stdout.write(`${name}: ${share.toFixed(2)} of bare node:http, at least ${floor.toFixed(2)}\n`);
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
  const wanted = (prefix) =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const options = (prefix) => ({ folder, isShort: true, only: wanted(prefix), ...OPTIONS });
  const found = [];
  if (wanted('inferred ').length > 0)
    found.push(...sharesOf('inferred ', await measureInferred(options('inferred '))));
  if (wanted('bundled ').length > 0)
    found.push(...sharesOf('bundled ', await measureBundled(options('bundled '))));
  return found;
}
