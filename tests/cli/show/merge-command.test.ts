import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { once } from '../../../src/base/memoise.ts';
import type { PublishedReport } from '../../../src/contract/report/published-report.ts';
import { folderWith, write } from '../../temporary-folder.ts';
import { run } from '../command.ts';
import { serveHttp } from '../servers/servers.ts';

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const LAMP = {
  type: 'object',
  required: ['id', 'watts'],
  properties: { id: { type: 'string' }, watts: { type: 'integer' }, hue: { type: 'string' } },
};

const LAMPS = {
  openapi: '3.1.0',
  info: { title: 'Lamps', version: '1' },
  paths: {
    '/lamps': {
      get: {
        operationId: 'listLamps',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }],
        responses: {
          200: json({ type: 'array', items: { $ref: '#/components/schemas/Lamp' } }),
          400: { description: 'no' },
        },
      },
      post: {
        operationId: 'addLamp',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['watts'],
                properties: { watts: { type: 'integer', minimum: 1 } },
              },
            },
          },
        },
        responses: { 201: json({ $ref: '#/components/schemas/Lamp' }), 400: { description: 'no' } },
      },
    },
    '/lamps/{id}': {
      parameters: [ID],
      get: {
        operationId: 'getLamp',
        responses: { 200: json({ $ref: '#/components/schemas/Lamp' }), 404: { description: 'gone' } },
      },
      delete: {
        operationId: 'removeLamp',
        responses: { 204: { description: 'gone' }, 404: { description: 'gone' } },
      },
    },
    '/switch': {
      post: {
        operationId: 'switchAll',
        responses: { 200: json({ type: 'object' }), 418: { description: 'a teapot' } },
      },
    },
    '/locked': {
      get: {
        operationId: 'readLocked',
        responses: { 200: json({ type: 'object' }), 400: { description: 'no' } },
      },
    },
  },
  components: { schemas: { Lamp: LAMP } },
};

const folder = folderWith({ 'lamps.json': JSON.stringify(LAMPS, undefined, 2) });

const here = (...args: readonly string[]) => run(args, { cwd: folder });

const read = (name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as { reports: PublishedReport[]; shard?: unknown };

/** A new server, whose lamps have a hue that is no text, and that knows what it was told. */
async function serveLamps(): Promise<string> {
  const lamps = new Map<string, object>();
  const { url } = await serveHttp(async (request, response) => {
    let text = '';
    for await (const part of request) text += String(part);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://lamps');
    const [, path = '', id] = pathname.split('/');
    const answer = answers(lamps, {
      id,
      limit: Number(searchParams.get('limit') ?? '10'),
      made: watts(text),
    });
    const what = `${request.method} /${path}${id === undefined ? '' : '/{}'}`;
    const [status, body] = answer[what]?.() ?? [405, {}];
    response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  return url;
}

interface Asked {
  readonly id: string | undefined;
  readonly limit: number;
  readonly made: number | undefined;
}

function answers(lamps: Map<string, object>, { id = '', limit, made }: Asked) {
  const lamp = lamps.get(id);
  const all: Readonly<Record<string, () => readonly [number, unknown?]>> = {
    'GET /lamps': () => (limit > 0 ? [200, [...lamps.values()].slice(0, limit)] : [400]),
    'POST /lamps': () => {
      if (made === undefined) return [400];
      const added = { id: `l${lamps.size}-${Math.abs(made)}`, watts: made, hue: 7 };
      lamps.set(added.id, added);
      return [201, added];
    },
    'POST /switch': () => [200, {}],
    'GET /locked': () => [400],
    'GET /lamps/{}': () => (lamp === undefined ? [404] : [200, lamp]),
    'DELETE /lamps/{}': () => [lamps.delete(id) ? 204 : 404],
  };
  return all;
}

function watts(text: string): number | undefined {
  try {
    const body = JSON.parse(text) as { watts?: unknown };
    return typeof body.watts === 'number' ? body.watts : undefined;
  } catch {
    return undefined;
  }
}

async function tested(name: string, ...args: readonly string[]) {
  const options = ['--target', await serveLamps(), '--mark', 'k7', '--json', name, ...args];
  return here('test', 'lamps.json', ...options);
}

/** Runs the suite as a whole, and in three shards, each on a server of its own; the address is the same in all reports. */
const runs = once(async () => {
  const whole = await tested('whole.json');
  const codes: (number | null)[] = [];
  for (const index of [1, 2, 3]) codes.push((await tested(`${index}.json`, '--shard', `${index}/3`)).code);
  const target = 'http://lamps.example.com';
  for (const name of ['whole.json', '1.json', '2.json', '3.json']) {
    const text = readFileSync(join(folder, name), 'utf8').replace(/http:\/\/127\.0\.0\.1:\d+/g, target);
    write(join(folder, name), text);
  }
  return { whole, codes };
});

/** Returns a report without its times, and without the number of requests, since each shard learns by itself. */
function steady({ run: { leftovers }, counts, ...report }: PublishedReport) {
  return { ...report, counts: { ...counts, requests: 0 }, leftovers: leftovers.length };
}

test('the shards of a run are merged into the report of the whole run', async () => {
  const { whole } = await runs();
  const merged = await here('merge', '3.json', '1.json', '2.json', '--json', 'merged.json');
  expect(merged.code).toBe(whole.code);
  const [one, other] = [read('merged.json').reports.map(steady), read('whole.json').reports.map(steady)];
  expect(other[0]?.findings.length).toBeGreaterThan(2);
  expect(one).toEqual(other);
  expect(read('merged.json').shard).toBeUndefined();
});

test('each shard has the plan of the whole run, and fails for its own findings alone', async () => {
  const { codes } = await runs();
  const reports = [1, 2, 3].map((index) => read(`${index}.json`).reports[0]);
  const plans = reports.map((report) => report?.plan);
  expect(new Set([...plans, read('whole.json').reports[0]?.plan]).size).toBe(1);
  const isBad = reports.map((report) =>
    report?.findings.some(({ fails, check }) => fails && check !== 'reached'),
  );
  expect(codes).toEqual(isBad.map((bad) => (bad === true ? 1 : 0)));
  expect(reports.some((report) => report?.findings.some(({ check }) => check === 'reached'))).toBe(true);
  expect(reports[2]?.cases.some(({ operationId }) => operationId === 'switchAll')).toBe(true);
});

test('a merged report is written in all formats', async () => {
  await runs();
  const files = [
    '--html',
    'm.html',
    '--junit',
    'm.xml',
    '--sarif',
    'm.sarif',
    '--ctrf',
    'm.ctrf',
    '--markdown',
    'm.md',
  ];
  await here('merge', '1.json', '2.json', '3.json', ...files);
  const texts = files
    .filter((name) => name.startsWith('m.'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const text of texts) expect(text).toContain('readLocked');
});

test('what are not all shards of one run are refused', async () => {
  await runs();
  expect((await here('merge', '1.json', '3.json')).stderr).toContain('missing: shard 2/3');
  expect((await here('merge', '1.json', '2.json', '2.json')).stderr).toMatch(
    /2\.json: shard 2\/3 again.*\n.*shard 3\/3/,
  );
  expect((await here('merge', 'whole.json')).stderr).toContain('the report of no shard');
  await tested('4.json', '--shard', '3/3', '--seed', '2');
  const other = await here('merge', '1.json', '2.json', '4.json');
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('another seed than 1.json: 2, not 1'),
  ]);
  expect((await here('test', 'lamps.json', '--shard', '4/3')).stderr).toContain('--shard 4/3');
});
