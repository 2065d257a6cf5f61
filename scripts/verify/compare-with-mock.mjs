// Compares a server with the mock of its description, corrects the description, and compares them again.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

/**
 * Runs `stuntdouble parity` twice, the second time with the overlay that the first has written, each time on a server of its
 * own. `known`: whose fault each difference is, and why, by its id. Returns faults as sentences, and the parity before
 * and after.
 */
export async function compareWithMock({ name, args, known, withTarget, signal }) {
  const overlay = `reports/${name}.overlay.yaml`;
  rmSync(overlay, { force: true });
  const run = (more, file) => withTarget((url) => parity([...args, '--target', url, ...more], file, signal));
  const before = await run(['--write-overlay', overlay], `reports/${name}.parity.json`);
  const after = await run(['--overlay', overlay], `reports/${name}.parity-after.json`);
  const faults = [...unlike(before, known), ...stillThere(before, after)];
  if (shareOf(after) <= shareOf(before)) faults.push('the overlay does not raise the parity');
  return { faults, before: textOf(before), after: textOf(after) };
}

async function parity(args, file, signal) {
  rmSync(file, { force: true });
  const child = spawn(process.execPath, ['dist/cli.cjs', 'parity', ...args, '--json', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    signal,
  });
  await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return JSON.parse(readFileSync(file, 'utf8')).reports[0];
}

/** Returns the differences that are not known with their verdict, and those that are known and not there any more. */
function unlike({ differences }, known) {
  const told = new Map(differences.filter(({ fails }) => fails).map(({ id, verdict }) => [id, verdict]));
  const other = [...told].filter(([id, verdict]) => known[id]?.split(':')[0] !== verdict);
  const gone = Object.keys(known).filter((id) => !told.has(id));
  return [
    ...other.map(([id, verdict]) => `parity: not known: ${id} (${verdict})`),
    ...gone.map((id) => `parity: known, and not there any more: ${id}`),
  ];
}

/** Returns the corrected differences that the second comparison still has. */
function stillThere(before, after) {
  const corrected = before.differences.filter(({ correction }) => correction !== undefined);
  const found = new Set(after.differences.map(({ id }) => id));
  return corrected
    .filter(({ id }) => found.has(id))
    .map(({ id }) => `parity: corrected, and still there: ${id}`);
}

function shareOf({ parity: { same, seen } }) {
  return same / seen;
}

function textOf({ parity: { same, seen } }) {
  return `${same} of ${seen}`;
}
