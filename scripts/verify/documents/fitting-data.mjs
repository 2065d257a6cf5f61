// Leaves out of a `--data` what its description does not allow, since the command refuses that.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the command says of a value: its operation, and the body or the parameter. */
const REFUSED = /: \/operations\/([^/\s]+)\/(?:(body)\b|parameters\/([^/:\s]+))/g;

/** Returns the values that the description in a file allows; `data` is `{ operations }`. */
export function fittingData(file, data) {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-data-'));
  try {
    const values = join(folder, 'data.json');
    writeFileSync(values, JSON.stringify(data));
    const args = ['dist/cli.cjs', 'test', file, '--data', values, '--list'];
    const { status, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    });
    return status === 2 ? without(data, [...stderr.matchAll(REFUSED)]) : data;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function without({ operations }, refused) {
  const left = structuredClone(operations);
  for (const [, operation, body, parameter] of refused) {
    if (body !== undefined) delete left[operation]?.body;
    else delete left[operation]?.parameters?.[parameter];
  }
  return { operations: left };
}
