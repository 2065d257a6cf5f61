import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ctrfErrors, sarifErrors } from '../../contract/report/formats/published-schemas.ts';
import { PETS } from '../../contract/pets.ts';
import { folderWith } from '../../temporary-folder.ts';
import { run } from '../command.ts';
import { serveHttp } from '../servers/servers.ts';

const folder = folderWith({ 'api/pets.json': JSON.stringify(PETS, undefined, 2) });

const read = (file: string) => readFileSync(join(folder, file), 'utf8');

test('a run writes all reports that it is asked for, with places from where it was started', async () => {
  const { url } = await serveHttp((_, response) => {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{}');
  });
  const files = ['--sarif', 'out/a.sarif', '--ctrf', 'out/a.json', '--markdown', 'out/a.md'];
  const { code } = await run(['test', 'api/pets.json', '--target', url, ...files], { cwd: folder });
  expect(code).toBe(1);
  const log = JSON.parse(read('out/a.sarif')) as object;
  expect(sarifErrors(log)).toEqual([]);
  expect(JSON.stringify(log)).toContain('"artifactLocation":{"uri":"api/pets.json"}');
  expect(JSON.stringify(log)).toMatch(/"startLine":[2-9]\d*/);
  expect(ctrfErrors(JSON.parse(read('out/a.json')))).toEqual([]);
  expect(read('out/a.md')).toMatch(/^## . Pets 1: /u);
});

test('a report that cannot be written is found before anything is sent', async () => {
  const args = [
    'test',
    'api/pets.json',
    '--target',
    'http://127.0.0.1:1',
    '--sarif',
    'api/pets.json/a.sarif',
  ];
  const { code, stderr } = await run(args, { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('cannot be written there') });
});
