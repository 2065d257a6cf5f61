import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { once } from '../../../src/base/memoise.ts';
import { folderWith } from '../../temporary-folder.ts';
import { run } from '../command.ts';
import { serveHttp } from '../servers/servers.ts';

const LAMP = {
  openapi: '3.1.0',
  info: { title: 'Lamp', version: '1' },
  paths: {
    '/lamp': {
      get: {
        operationId: 'readLamp',
        responses: {
          200: {
            description: 'a lamp',
            content: {
              'application/json': { schema: { type: 'object', properties: { on: { type: 'boolean' } } } },
            },
          },
        },
      },
    },
  },
};

const folder = folderWith({ 'lamp.json': JSON.stringify(LAMP, undefined, 2), 'other.json': { reports: 1 } });

const here = (...args: readonly string[]) => run(args, { cwd: folder });

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Runs the suite and the comparison on a server whose lamp is neither on nor off. */
const reported = once(async () => {
  const { url } = await serveHttp((request, response) => {
    if (request.method !== 'GET') return response.writeHead(405, { allow: 'GET' }).end();
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{"on":"<maybe>"}');
  });
  const tested = await here('test', 'lamp.json', '--target', url, '--json', 'r.json', '--html', 'r.html');
  const compared = await here('parity', 'lamp.json', '--target', url, '--json', 'p.json', '--html', 'p.html');
  return { tested, compared };
});

test('a report is printed again as the command printed it', async () => {
  const { tested, compared } = await reported();
  expect(tested.stdout).toContain('body /on must be boolean');
  expect(await here('show', 'r.json')).toEqual({ code: 0, stdout: tested.stdout, stderr: '' });
  expect(await here('show', 'p.json')).toEqual({ code: 0, stdout: compared.stdout, stderr: '' });
});

test('a page of a report is the one that the command wrote', async () => {
  await reported();
  expect((await here('show', 'r.json', '--html', 'shown/r.html')).code).toBe(0);
  expect(read('shown/r.html')).toBe(read('r.html'));
  expect(read('r.html')).toContain('&lt;maybe&gt;');
  await here('show', 'p.json', '--html', 'shown/p.html');
  expect(read('shown/p.html')).toBe(read('p.html'));
  expect(read('p.html')).toMatch(/chip differs"><a href="#parity-1-1">200</);
});

test('a run and a comparison are shown on one page', async () => {
  await reported();
  await here('show', 'r.json', 'p.json', '--html', 'both.html');
  expect(read('both.html')).toMatch(/id="run-1"[^]*id="parity-1"/);
});

test('what is no report is told', async () => {
  await reported();
  const old = JSON.parse(read('r.json')) as { reports: [{ run: unknown }] };
  delete old.reports[0].run;
  const { code, stderr } = await run(['show', 'old.json'], { cwd: folderWith({ 'old.json': old }) });
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/old\.json: .* of this version: \/reports\/0 .*run/),
  ]);
  expect((await here('show', 'other.json')).stderr).toContain('other.json: this is no report');
  expect((await here('show', 'lamp.yaml')).stderr).toContain('there is no such file');
  expect((await here('show')).code).toBe(2);
});
