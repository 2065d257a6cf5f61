import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PETS } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers.ts';

const folder = folderWith({
  'pets.json': { ...PETS, servers: [{ url: 'https://pets.example.com/api/v1' }] },
});

const suite = (...args: string[]) => run(['test', 'pets.json', ...args], { cwd: folder });

/** Finds nothing. */
const serveNothing = () =>
  serveHttp((_, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  });

describe('a run that reaches nothing', () => {
  test('fails, names the base path, and has it in the report', async () => {
    const { url } = await serveNothing();
    const { code, stdout } = await suite('--target', url, '--json', 'report.json');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'not reached, listPets: nothing was answered but 404: the description has the base path /api/v1',
    );
    expect(stdout).toContain(`--target ${url}/api/v1`);
    expect(stdout).not.toMatch(/✓ (?!other methods)/);
    const { reports } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
      readonly reports: readonly { readonly reach: readonly { readonly kind: string }[] }[];
    };
    expect(reports[0]?.reach.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'notReached'));
  });

  test('has no findings to replay but those of cases', async () => {
    const { url } = await serveNothing();
    await suite('--target', url, '--operation', 'getPet', '--json', 'one.json');
    const { code, stdout } = await run(['replay', '--report', join(folder, 'one.json')], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'the report has no findings\n' });
  });

  test.each(['90', '120%', 'all'])('needs a share as its floor: %p', async (share) => {
    const { code, stderr } = await suite('--min-reach', share);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('give a share such as 90%'),
    });
  });
});
