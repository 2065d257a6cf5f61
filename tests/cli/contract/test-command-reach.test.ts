import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PETS } from '../../contract/pets.ts';
import { sent } from '../../contract/run/small-server.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

const folder = folderWith({
  'pets.json': { ...PETS, servers: [{ url: 'https://pets.example.com/api/v1' }] },
});

const none = { description: 'nothing' };

/** A list, and a create that is refused. */
const KEYS = {
  openapi: '3.1.0',
  info: { title: 'Keys', version: '1' },
  paths: {
    '/keys': {
      get: { operationId: 'listKeys', responses: { 204: none } },
      post: { operationId: 'cutKey', ...sent({ type: 'object' }), responses: { 201: none, 400: none } },
    },
  },
};

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

  test.each([
    ['90%', 1, 'unreached: 1 of 2 operations reached: --min-reach wants 90%'],
    ['50%', 0, 'passed'],
  ])('fails below its floor alone: %s', async (share, status, verdict) => {
    const { url } = await serveHttp(({ method }, response) => {
      response.writeHead(method === 'GET' ? 204 : 400).end();
    });
    const refusing = folderWith({ 'keys.json': KEYS });
    const args = ['test', 'keys.json', '--target', url, '--phase', 'boundaries', '--min-reach', share];
    const { code, stdout } = await run(args, { cwd: refusing });
    expect({ code, stdout }).toEqual({ code: status, stdout: expect.stringContaining(verdict) });
  });

  test.each(['90', '120%', 'all'])('needs a share as its floor: %p', async (share) => {
    const { code, stderr } = await suite('--min-reach', share);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('give a share such as 90%'),
    });
  });

  test('fails below a floor of its coverage, and says by how much', async () => {
    const { url } = await serveHttp(({ method }, response) => {
      response.writeHead(method === 'GET' ? 204 : 400).end();
    });
    const refusing = folderWith({ 'keys.json': KEYS });
    const args = ['test', 'keys.json', '--target', url, '--phase', 'boundaries', '--min-reach', '50%'];
    const { code, stdout } = await run([...args, '--min-coverage', 'constraints=80%'], { cwd: refusing });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining(
        'uncovered: 0 of 2 constraints of requests kept and broken: --min-coverage wants constraints=80%',
      ),
    });
  });

  test.each([
    ['constraint=80%', 'give NAME=SHARE, such as constraints=80%'],
    ['constraints', 'give NAME=SHARE, such as constraints=80%'],
    ['statuses=120%', 'give a share such as 90%'],
  ])('needs a name and a share as a floor of its coverage: %p', async (floor, sentence) => {
    const { code, stderr } = await suite('--min-coverage', floor);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(sentence) });
  });
});
