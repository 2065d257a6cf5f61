import { gzipSync } from 'node:zlib';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import express from 'express';
import { describe, expect, test } from '@jest/globals';
import { createControl } from '../../../src/mock/server/control/control.ts';
import type { Json } from '../../../src/base/json.ts';
import { serveMock } from './serve-mock.ts';
import { mockThings, type ThingsOptions } from '../things.ts';

async function start(options: ThingsOptions = {}): Promise<string> {
  return (await serveMock(mockThings({ clock: new Date(0), ...options }))).url;
}

interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Json;
}

/** `fetch` would not send a `Host` of ours. */
function send(
  url: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: object; body?: string } = {},
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers: { ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text,
          body: /json/.test(response.headers['content-type'] ?? '') ? (JSON.parse(text) as Json) : null,
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const inSpace = (namespace: string) => ({ 'x-stuntdouble-namespace': namespace });

function create(url: string, name: string, headers: object = {}): Promise<Received> {
  return send(`${url}/things`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ name }),
  });
}

describe('/_stuntdouble/', () => {
  test('lists its paths, the APIs, and the source of each response', async () => {
    const url = await start();
    expect((await send(`${url}/_stuntdouble`)).text).toContain('/_stuntdouble/restore');
    const { status, headers, body } = await send(`${url}/_stuntdouble/apis`);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      apis: [
        {
          name: 'things',
          title: 'Things',
          version: '1',
          operations: expect.arrayContaining([
            { id: 'createThing', method: 'POST', path: '/things', answeredBy: 'behaviour' },
          ]),
        },
      ],
    });
  });

  test('shows the state of a namespace, and the names of all namespaces', async () => {
    const url = await start();
    await create(url, 'one', inSpace('a'));
    await create(url, 'two', inSpace('b'));
    const { body } = await send(`${url}/_stuntdouble/state`, { headers: inSpace('a') });
    expect(body).toEqual({
      namespace: 'a',
      namespaces: ['a', 'b'],
      apis: { things: { things: [{ id: expect.any(String), name: 'one' }] } },
    });
  });

  test('takes a snapshot, and restores the namespace from it', async () => {
    const url = await start();
    await create(url, 'one', inSpace('a'));
    const saved = await send(`${url}/_stuntdouble/snapshot`, { method: 'POST', headers: inSpace('a') });
    const made = await create(url, 'two', inSpace('a'));
    const restored = await send(`${url}/_stuntdouble/restore`, {
      method: 'POST',
      headers: { ...json, ...inSpace('a') },
      body: saved.text,
    });
    expect([restored.status, restored.body]).toEqual([200, { namespace: 'a' }]);
    expect((await create(url, 'two', inSpace('a'))).text).toBe(made.text);
  });

  test('restores a compressed snapshot', async () => {
    const url = await start();
    const saved = await send(`${url}/_stuntdouble/snapshot`);
    const answer = await fetch(`${url}/_stuntdouble/restore`, {
      method: 'POST',
      headers: { ...json, 'content-encoding': 'gzip' },
      body: gzipSync(saved.text),
    });
    expect(answer.status).toBe(200);
  });

  test('reports what is wrong with a snapshot', async () => {
    const url = await start();
    const restore = (body: string) => send(`${url}/_stuntdouble/restore`, { method: 'POST', body });
    expect(await restore('{')).toMatchObject({ status: 400, text: expect.stringContaining('valid JSON') });
    expect(await restore('{"apis":{"x":{"collections":{},"random":[0,0,0,0]}}}')).toMatchObject({
      status: 400,
      text: expect.stringContaining('no API of this name'),
    });
  });

  test('resets one namespace or all of them', async () => {
    const url = await start();
    const list = async (name: string) => (await send(`${url}/things`, { headers: inSpace(name) })).body;
    await Promise.all(['a', 'b', 'c'].map((name) => create(url, name, inSpace(name))));
    await send(`${url}/_stuntdouble/reset`, { method: 'POST', headers: inSpace('a') });
    expect([await list('a'), await list('b')]).toEqual([[], [{ id: expect.any(String), name: 'b' }]]);
    await send(`${url}/_stuntdouble/reset?all=true`, { method: 'POST' });
    expect([await list('b'), await list('c')]).toEqual([[], []]);
  });

  test('gives 404 and 405 for unknown paths and methods', async () => {
    const url = await start();
    expect((await send(`${url}/_stuntdouble/nothing`)).status).toBe(404);
    const { status, headers } = await send(`${url}/_stuntdouble/reset`);
    expect([status, headers.allow]).toEqual([405, 'POST']);
    expect((await send(`${url}/_stuntdoubles`)).text).toContain('there is no GET /_stuntdoubles');
  });

  test.each([
    ['curl', 'application/x-www-form-urlencoded'],
    ['fetch', 'text/plain;charset=UTF-8'],
  ])('a body of which %s says by itself that it is %s is read as JSON', async (_, type) => {
    const url = await start();
    const body = JSON.stringify({ set: '2030-01-01T00:00:00Z' });
    const headers = { 'content-type': type };
    const { status } = await send(`${url}/_stuntdouble/clock`, { method: 'POST', headers, body });
    expect(status).toBe(200);
  });

  test('refuses what is not described, and says why', async () => {
    const url = await start();
    const post = (path: string, body: unknown, headers: object = json) =>
      send(`${url}/_stuntdouble${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const xml = { 'content-type': 'application/xml' };
    const answer = { operation: 'createThing', answers: { status: [503] } };
    const refused = await Promise.all([
      post('', {}),
      post('/clock', { advance: '1h' }, xml),
      send(`${url}/_stuntdouble/faults`, { method: 'POST' }),
      post('/reset?all=yes', {}),
      post('/reset?all=true&all=true', {}),
      post('/clock', { free: 'yes' }),
      post('/clock', { set: '2024-01-01', runs: 'yes' }),
      post('/clock', { advance: '1h', runs: true }),
      post('/clock', { advance: ['1h'] }),
      post('/scenario', { name: null, all: true }),
      post('/answers', answer),
      post('/verify', { status: [200] }),
    ]);
    const texts = refused.map(({ status, body }) => `${status} ${(body as { detail: string }).detail}`);
    expect(texts).toEqual([
      '405 POST is not allowed here; allowed are HEAD, GET',
      "415 the body has to be JSON, and its media type to say so: 'Content-Type: application/json'",
      '400 the body is missing: send JSON',
      '400 all: give true or false, once',
      '400 all: give true or false, once',
      '400 /free: give true',
      '400 /runs: give true or false',
      '400 /runs: there is no such member beside advance',
      '400 /advance: give milliseconds, or a time such as 90s, 5m, 2h or 30d',
      '400 /all: there is no such member; there are name',
      '400 /answers/status: give one from 200 to 599',
      '400 /status: give one such as 404 or "4xx"',
    ]);
  });

  test('can be disabled', async () => {
    const url = await start({ control: false });
    const { status, text } = await send(`${url}/_stuntdouble/apis`);
    expect([status, text]).toEqual([404, expect.stringContaining('there is no GET /_stuntdouble/apis')]);
  });

  test('keeps 200 namespaces separate', async () => {
    const url = await start();
    const names = Array.from({ length: 200 }, (_, index) => `n${index}`);
    const found = await Promise.all(
      names.map(async (name, index) => {
        const headers = inSpace(name);
        await create(url, `${name} before`, headers);
        if (index % 2 === 0) await send(`${url}/_stuntdouble/reset`, { method: 'POST', headers });
        await create(url, `${name} after`, headers);
        const { body } = await send(`${url}/things`, { headers });
        return (body as { name: string }[]).map((thing) => thing.name);
      }),
    );
    const expected = names.map((name, index) =>
      index % 2 === 0 ? [`${name} after`] : [`${name} before`, `${name} after`],
    );
    expect(found).toEqual(expected);
  });

  test('works when the mock is mounted in another app', async () => {
    const outer = express();
    outer.use('/vendor', express.json(), mockThings());
    const server = outer.listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      server.once('listening', resolve);
    });
    const { port } = server.address() as { port: number };
    const { status } = await send(`http://127.0.0.1:${port}/vendor/_stuntdouble/reset`, { method: 'POST' });
    server.close();
    expect(status).toBe(200);
  });
});

describe('control is refused', () => {
  test.each([
    ['to a page of another site', { origin: 'https://evil.example' }],
    ['to a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['to a page without an origin', { origin: 'null' }],
    ['to an image or a form of another site', { 'sec-fetch-site': 'cross-site' }],
    ['to a page of the same site, but another origin', { 'sec-fetch-site': 'same-site' }],
    ['to a page that the mock itself has sent', { 'sec-fetch-site': 'same-origin' }],
    ['to a page of the mock in an old browser', { referer: 'http://127.0.0.1/page' }],
    ['to a browser, though its user has typed the address', { 'sec-fetch-site': 'none' }],
    ['under a name that was rebound to this machine', { host: 'evil.example:3000' }],
    ['under a name that only begins like an address', { host: '127.0.0.1.evil.example' }],
    ['under a rebound name, also to its own page', { host: 'evil.example', origin: 'http://evil.example' }],
    ['to whom a proxy asks for', { 'x-forwarded-for': '192.0.2.1' }],
  ])('%s', async (_, headers) => {
    const url = await start();
    await create(url, 'kept');
    for (const path of ['reset', 'snapshot', 'restore', 'verify']) {
      const answer = await send(`${url}/_stuntdouble/${path}`, { method: 'POST', headers });
      expect(answer.status).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    for (const path of ['state', 'journal', 'journal.har', 'events']) {
      expect((await send(`${url}/_stuntdouble/${path}`, { headers })).status).toBe(403);
    }
    expect((await send(`${url}/things`)).text).toContain('kept');
  });

  test('to a preflight', async () => {
    const url = await start();
    const { status, headers } = await send(`${url}/_stuntdouble/reset`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(403);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('but not to programs, under any name of this machine', async () => {
    const url = await start();
    const { port } = new URL(url);
    const good = [{ host: `localhost:${port}` }, { host: 'app.localhost' }, { host: '[::1]:3000' }];
    for (const headers of good) {
      expect((await send(`${url}/_stuntdouble/reset`, { method: 'POST', headers })).status).toBe(200);
    }
  });
});

describe('a caller from another machine', () => {
  const mock = mockThings().mock;
  const ask = async (token: string | undefined, headers: Readonly<Record<string, string>>) => {
    const control = createControl(mock, token);
    const answer = await control({
      method: 'POST',
      target: '/_stuntdouble/reset',
      headers: { host: 'mock.example', ...headers },
      remoteAddress: '192.0.2.7',
      readBody: async () => new Uint8Array(),
    });
    return answer?.status;
  };

  test('needs the token', async () => {
    expect(await ask(undefined, {})).toBe(403);
    expect(await ask('hush', {})).toBe(403);
    expect(await ask('hush', { authorization: 'Bearer hus' })).toBe(403);
    expect(await ask('hush', { authorization: 'Bearer hushhush' })).toBe(403);
    expect(await ask('hush', { authorization: 'Bearer hush' })).toBe(200);
  });

  test('is refused as a page of another site, though it has the token', async () => {
    expect(await ask('hush', { authorization: 'Bearer hush', origin: 'https://evil.example' })).toBe(403);
  });

  test('is refused with an empty token', () => {
    expect(() => mockThings({ controlToken: '' })).toThrow('an empty token would let anybody in');
  });
});
