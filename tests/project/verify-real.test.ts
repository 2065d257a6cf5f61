import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { folderWith } from '../temporary-folder.ts';

const root = new URL('../../', import.meta.url);

/** Runs the script where there is no server, and nothing to install one with. */
function verify(...args: string[]) {
  const script = fileURLToPath(new URL('scripts/verify-real.mjs', root));
  const env = { ...process.env, PATH: folderWith({}) };
  return promisify(execFile)(process.execPath, [script, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
}

describe('npm run verify:real', () => {
  test('says of each server that cannot be had that it was not run, and why', async () => {
    const { code, stdout } = await verify('alertmanager', 'etcd');
    expect(stdout).toMatch(/^verify:real alertmanager: not run: (no prometheus-alertmanager|there is no)/m);
    expect(stdout).toMatch(/^verify:real etcd: not run: (no etcd-server|there is no)/m);
    expect(code).toBe(0);
    const outcome: unknown = JSON.parse(readFileSync(new URL('reports/verify-etcd.json', root), 'utf8'));
    expect(outcome).toMatchObject({ kind: 'not run', reason: expect.any(String) });
  });

  test('refuses the name of a server that it does not know', async () => {
    expect(await verify('etcdd')).toMatchObject({
      code: 2,
      stderr: 'there is no server etcdd: give one of alertmanager, etcd, spector, autorest\n',
    });
  });
});
