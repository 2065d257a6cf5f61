import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from '@jest/globals';
import { run, serve } from '../command.ts';
import { serveHttp } from '../servers/servers.ts';
import { folderWith } from '../../temporary-folder.ts';

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });

const LAMPS = {
  openapi: '3.1.0',
  info: { title: 'Lamps', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/light': {
      get: {
        operationId: 'readLight',
        parameters: [
          { name: 'room', in: 'query', schema: { enum: ['hall', 'attic', 'cellar'] } },
          { name: 'watts', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
        ],
        responses: {
          200: json({
            type: 'object',
            required: ['on'],
            properties: { on: { type: 'boolean' }, hue: { type: 'string' } },
          }),
          400: { description: 'refused' },
          401: { description: 'who?' },
        },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

const KEY = 'canary-3b7f';

/** A server that shows a colour, which the description does not speak of, and no hue. */
function serveLamps(on: unknown = true) {
  return serveHttp((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://lamps');
    const [room, watts] = [searchParams.get('room'), searchParams.get('watts')];
    if (request.headers['x-key'] !== KEY) return response.writeHead(401).end();
    const isRoom = room === null || ['hall', 'attic', 'cellar'].includes(room);
    const isCount = watts === null || (/^\d+$/.test(watts) && Number(watts) >= 1 && Number(watts) <= 100);
    if (request.method !== 'GET') return response.writeHead(405, { allow: 'GET' }).end();
    if (!isRoom || !isCount) return response.writeHead(400).end();
    response.writeHead(200, { 'content-type': 'application/json' });
    return response.end(JSON.stringify({ on, colour: `red, not ${KEY}` }));
  });
}

const folder = folderWith({ 'lamps.json': JSON.stringify(LAMPS, undefined, 2) });

async function parity(url: string, ...args: readonly string[]) {
  const all = ['parity', 'lamps.json', '--target', url, '--header', `X-Key: ${KEY}`, ...args];
  return run(all, { cwd: folder });
}

/** How many seeds of the suite the mock is compared with itself for. Where nobody says so, the second has not all cases. */
const GIVEN = process.env['PARITY_SEEDS'];
const SEEDS = Number(GIVEN ?? 2);

describe('stuntdouble parity', () => {
  // PARITY_SEEDS=20 npm test -- tests/cli/parity takes some minutes
  test(
    'finds nothing between the bundled APIs and a second process of their mock, whatever the seed',
    async () => {
      const mock = await serve([]);
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const few = GIVEN === undefined && seed > 1 ? ['--max-cases', '300'] : [];
        const { code, stdout } = await run(['parity', '--target', mock.url, '--seed', String(seed), ...few]);
        expect(stdout.match(/passed: 100 % the same/g)).toHaveLength(2);
        expect(stdout.match(/Differences +none/g)).toHaveLength(2);
        expect(code).toBe(0);
        await fetch(`${mock.url}/_stuntdouble/reset`, { method: 'POST' });
      }
      await mock.stop();
    },
    240_000 * SEEDS,
  );

  test('shows both responses, the line of the description and the correction, and never a credential', async () => {
    const { url } = await serveLamps();
    const { code, stdout, stderr } = await parity(url, '--json', 'report.json');
    expect(code).toBe(1);
    expect(stdout).toContain('✗ description too weak or wrong  readLight 200: shape /colour');
    expect(stdout).toMatch(/target +always there in \d+ responses: string/);
    expect(stdout).toMatch(/mock +never there in \d+ responses/);
    expect(stdout).toMatch(/described lamps\.json:\d+/);
    expect(stdout).toMatch(/correct +- target: \$\.paths\['\/light'\]\.get\.responses\['200'\]/);
    expect(stdout).toContain('shape /hue');
    expect(stdout).toMatch(/again +stuntdouble parity lamps\.json --operation readLight /);
    const report = readFileSync(join(folder, 'report.json'), 'utf8');
    expect(stdout + stderr + report).not.toContain(KEY);
    const ajv = new Ajv2020({ allErrors: true });
    addFormats.default(ajv);
    const schema = new URL('../../../schemas/parity-report.schema.json', import.meta.url);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    validate(JSON.parse(report));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('passes with a least share that is met, and fails with one that is not', async () => {
    const { url } = await serveLamps();
    const enough = await parity(url, '--min-parity', '50%');
    expect(enough.stdout).toMatch(/Parity +passed: .* 50 % wanted/);
    expect(enough.code).toBe(0);
    const more = await parity(url, '--min-parity', '90%');
    expect(more.stdout).toMatch(/Parity +failed: /);
    expect(more.code).toBe(1);
  });

  test('writes an overlay with which the differences are gone', async () => {
    const { url } = await serveLamps();
    const { stdout } = await parity(url, '--write-overlay', 'corrections.yaml');
    expect(stdout).toContain('2 corrections written to corrections.yaml');
    const again = await parity(url, '--overlay', 'corrections.yaml', '--write-overlay', 'none.yaml');
    expect(again.stdout).toMatch(/Differences +\d+ cannot tell\n/);
    expect(again.stdout).toContain('no correction that an overlay can make: none.yaml is not written');
    expect(existsSync(join(folder, 'none.yaml'))).toBe(false);
    expect(again.code).toBe(0);
  });

  test('writes no fault of the server into an overlay', async () => {
    const { url } = await serveLamps('yes');
    const { stdout } = await parity(url, '--write-overlay', 'server.yaml');
    expect(stdout).toContain('✗ server  readLight 200: body /on');
    expect(existsSync(join(folder, 'server.yaml'))).toBe(false);
  });

  test('sends nothing that is given for the target to another mock', async () => {
    const { url } = await serveLamps();
    const keys: unknown[] = [];
    const mock = await serveHttp((request, response) => {
      keys.push(request.headers['x-key']);
      return response.writeHead(401).end();
    });
    await parity(url, '--mock', mock.url, '--mock-header', 'X-Key: of-the-mock', '--max-cases', '5');
    expect(keys).toContain('of-the-mock');
    expect(keys).not.toContain(KEY);
  });

  test('has 3 as its exit code for a target that cannot be reached, and 2 for options that do not fit', async () => {
    expect((await parity('http://127.0.0.1:9')).code).toBe(3);
    const { code, stderr } = await run(['parity', 'lamps.json', '--mock-header', 'X-Key: a'], {
      cwd: folder,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('--target: give the URL of the server that the mock is compared with');
    expect(stderr).toContain('--mock-header and --mock-identity are for a mock at a URL: give --mock URL');
    const two = await run(['parity', '--target', 'http://127.0.0.1:9', '--write-overlay', 'a.yaml']);
    expect(two.code).toBe(2);
    expect(two.stderr).toContain('--write-overlay: an overlay is for one description');
  });
});
