import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from '@jest/globals';
import { run, serve } from '../command.ts';
import { serveHttp } from '../servers/servers.ts';
import { folderWith } from '../../temporary-folder.ts';

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });
const id = { name: 'lampId', in: 'path', required: true, schema: { type: 'string' } };
const lamp = { $ref: '#/components/schemas/Lamp' };
const body = { required: true, content: { 'application/json': { schema: lamp } } };
const missing = { description: 'nobody has it' };

const LAMPS = {
  openapi: '3.1.0',
  info: { title: 'Lamps', version: '1' },
  paths: {
    '/lamps': {
      get: {
        operationId: 'listLamps',
        parameters: [{ name: 'twinId', in: 'query', schema: { type: 'string' } }],
        responses: { 200: json({ type: 'array', items: lamp }), 400: missing },
      },
      post: { operationId: 'createLamp', requestBody: body, responses: { 201: json(lamp), 400: missing } },
    },
    '/lamps/{lampId}': {
      parameters: [id],
      get: { operationId: 'readLamp', responses: { 200: json(lamp), 404: missing } },
      put: { operationId: 'changeLamp', requestBody: body, responses: { 200: json(lamp), 404: missing } },
      delete: { operationId: 'deleteLamp', responses: { 204: { description: 'gone' }, 404: missing } },
    },
    '/login': {
      post: {
        operationId: 'logIn',
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', properties: { password: { type: 'string' } } } },
          },
        },
        responses: { 204: { description: 'in' } },
      },
    },
  },
  components: {
    schemas: {
      Lamp: {
        type: 'object',
        required: ['name'],
        properties: {
          lampId: { type: 'string', readOnly: true },
          name: { type: 'string' },
          hue: { type: 'string' },
          watts: { type: 'integer' },
          twinId: { type: 'string' },
        },
      },
    },
  },
};

const OWN = { lampId: 'their-own-9', name: 'Hall', watts: 5 };

/** Another server of lamps: none of its lamps has a hue. Keeps what it is asked. */
async function serveLamps(watts: unknown = 5) {
  const lamps = new Map<string, object>([[OWN.lampId, { ...OWN, watts }]]);
  const asked: { line: string; body: string }[] = [];
  const { url } = await serveHttp(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    asked.push({ line: `${request.method} ${request.url}`, body: text });
    const answer = (status: number, value?: unknown) => {
      response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' });
      response.end(value === undefined ? '' : JSON.stringify(value));
    };
    const { pathname } = new URL(request.url ?? '', 'http://lamps');
    const sent = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    if (pathname === '/lamps' && request.method === 'GET') return answer(200, [...lamps.values()]);
    if (pathname === '/lamps') {
      const lampId = `made-here-${lamps.size}`;
      lamps.set(lampId, { lampId, name: sent['name'], watts });
      return answer(201, lamps.get(lampId));
    }
    const lampId = pathname.replace('/lamps/', '');
    if (!lamps.has(lampId)) return answer(404);
    if (request.method === 'DELETE') return lamps.delete(lampId) && answer(204);
    if (request.method === 'PUT') lamps.set(lampId, { lampId, name: sent['name'], watts });
    return answer(200, lamps.get(lampId));
  });
  return { url, asked, lamps };
}

const folder = folderWith({
  'lamps.json': JSON.stringify(LAMPS, undefined, 2),
  'fixtures/lamps.json': JSON.stringify([
    { lampId: 'recorded-1', name: 'Attic', hue: 'red', watts: 7 },
    { lampId: 'recorded-2', name: 'Cellar', hue: 'blue', watts: 9 },
  ]),
});

/** Uses the mock as a front end does, and returns the identifier of the lamp that it has made. */
async function recordUse(file: string): Promise<string> {
  const mock = await serve(['lamps.json', '--fixtures', 'fixtures', '--journal', file], { cwd: folder });
  const send = async (method: string, path: string, value?: unknown) => {
    const response = await fetch(`${mock.url}${path}`, {
      method,
      ...(value !== undefined && {
        body: JSON.stringify(value),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await response.text();
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
  await send('GET', '/lamps');
  await send('GET', '/lamps/recorded-1');
  await send('GET', '/lamps?twinId=recorded-1');
  await send('PUT', '/lamps/recorded-2', { name: 'Basement' });
  const { lampId } = await send('POST', '/lamps', { name: 'Porch', hue: 'green', watts: 3 });
  const made = String(lampId);
  await send('GET', `/lamps/${made}`);
  await send('PUT', `/lamps/${made}`, { name: 'Garden', hue: 'green', watts: 3, twinId: made });
  await send('POST', '/login', { password: 'canary-password' });
  await send('GET', '/nowhere?key=canary-key');
  await mock.stop();
  return made;
}

function parity(url: string, file: string, ...args: readonly string[]) {
  const all = ['parity', 'lamps.json', '--fixtures', 'fixtures', '--target', url, '--used', file, ...args];
  return run(all, { cwd: folder });
}

describe('stuntdouble parity --used', () => {
  test('sends what was used with the items of the target, and says what its responses lack', async () => {
    const made = await recordUse('used.har');
    const { url, asked, lamps } = await serveLamps();
    const { code, stdout } = await parity(url, 'used.har', '--json', 'used.json');
    const lines = asked.map(({ line }) => line);
    expect(lines).toContain('GET /lamps/their-own-9');
    expect(lines).toContain('GET /lamps?twinId=their-own-9');
    const change = asked.find(({ line }) => line === 'PUT /lamps/made-here-1');
    expect(JSON.parse(change?.body ?? '{}')).toEqual({
      name: expect.stringMatching(/^Garden/),
      hue: 'green',
      watts: 3,
      twinId: 'made-here-1',
    });
    expect(stdout).toContain('✗ readLamp 200: /hue: string in the recording, never there on the target');
    expect(stdout).toContain('✗ listLamps 200: /*/hue: string in the recording');
    expect(stdout).toContain('– not sent: it writes to what the recording did not create');
    expect(stdout).toContain('PUT /lamps/recorded-2');
    expect(code).toBe(1);
    const everything = JSON.stringify(asked);
    for (const one of [made, 'recorded-', 'canary-']) expect(everything).not.toContain(one);
    expect([...lamps.keys()]).toEqual([OWN.lampId]);
  }, 60_000);

  test('sends and shows no secret, and nothing that the suite would send', async () => {
    await recordUse('secret.har');
    const { url, asked } = await serveLamps();
    const { stdout } = await parity(url, 'secret.har', '--json', 'secret.json');
    const report = readFileSync(join(folder, 'secret.json'), 'utf8');
    expect(stdout + report + JSON.stringify(asked)).not.toContain('canary');
    expect(stdout).toContain('its body held a secret, which is masked');
    expect(stdout).toContain('GET /nowhere?key\n');
    expect(asked.length).toBeLessThanOrEqual(12);
    const ajv = new Ajv2020({ allErrors: true });
    addFormats.default(ajv);
    const schema = new URL('../../../schemas/parity-report.schema.json', import.meta.url);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    validate(JSON.parse(report));
    expect(validate.errors ?? []).toEqual([]);
  }, 60_000);

  test('sends no credential that a browser has recorded', async () => {
    const request = {
      method: 'POST',
      url: 'https://lamps.example.com/v2/login?next=1',
      postData: { mimeType: 'application/json', text: '{"password":"canary-browser"}' },
    };
    const entry = { request, response: { status: 204, content: {} } };
    writeFileSync(join(folder, 'browser.har'), JSON.stringify({ log: { entries: [entry] } }));
    const { url, asked } = await serveLamps();
    const { code, stdout, stderr } = await parity(url, 'browser.har');
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('POST /v2/login?next: its body has a credential: /password');
    expect(stdout + stderr).not.toContain('canary');
    expect(asked).toEqual([]);
  });

  test('tells other types, and writes nothing where it may only read', async () => {
    await recordUse('types.har');
    const { url, asked } = await serveLamps('5');
    const { stdout } = await parity(url, 'types.har', '--safety', 'read-only');
    expect(stdout).toContain('readLamp 200: /watts: number in the recording, string on the target');
    expect(stdout).toContain('– not sent: it writes, and the run is read-only');
    expect(asked.every(({ line }) => line.startsWith('GET '))).toBe(true);
  }, 60_000);

  test('finds nothing on a second process of the mock that was recorded', async () => {
    await recordUse('same.har');
    const second = await serve(['lamps.json', '--fixtures', 'fixtures'], { cwd: folder });
    const { code, stdout } = await parity(second.url, 'same.har');
    await second.stop();
    expect(stdout).not.toContain('✗');
    expect(stdout).toMatch(/Differences +none/);
    expect(code).toBe(0);
  }, 60_000);

  test('refuses a file that is no archive', async () => {
    writeFileSync(join(folder, 'none.har'), '{"log":{}}');
    const none = await parity('http://127.0.0.1:9', 'none.har');
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none.har: this is no HTTP archive'),
    });
    const gone = await parity('http://127.0.0.1:9', 'gone.har');
    expect(gone).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no such file') });
  });
});
