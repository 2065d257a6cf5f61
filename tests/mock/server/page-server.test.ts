import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { listenPage } from '../../../src/mock/server/control/page/page-server.ts';
import { ask } from '../ask.ts';
import { serveMock, untilOver } from './serve-mock.ts';
import { mockThings, type ThingsOptions } from '../things.ts';

async function start(options: ThingsOptions = {}, controlToken?: string) {
  const app = mockThings(options);
  const { url, close } = await serveMock(app);
  const page = await untilOver(listenPage(app.mock, { url, controlToken }, { port: 0 }));
  return { app, url, page: page.url, close };
}

/** `fetch` would not send a `Host` or `Sec-Fetch-Site` of ours. */
function open(url: string, headers: object = {}, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers: { ...headers } }, resolve);
    outgoing.on('error', reject).end();
  });
}

async function statusOf(url: string, headers: object = {}, method = 'GET'): Promise<number | undefined> {
  const response = await open(url, headers, method);
  response.destroy();
  return response.statusCode;
}

/** Reads lines of JSON as they come. */
async function* linesOf(response: IncomingMessage): AsyncGenerator<Record<string, unknown>> {
  let rest = '';
  for await (const piece of response.setEncoding('utf8')) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Record<string, unknown>;
  }
}

async function read(
  lines: AsyncGenerator<Record<string, unknown>>,
  count: number,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  while (found.length < count) {
    const { value, done } = await lines.next();
    if (done === true) break;
    found.push(value);
  }
  return found;
}

describe('the page', () => {
  test('is public and empty, may run its own script alone, and be framed by nobody', async () => {
    const { page, app } = await start();
    await ask(app, { method: 'POST', target: '/things', body: { name: 'a thing of the state' } });
    const response = await fetch(page);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('a thing of the state');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^ ;]+'; style-src 'sha256-[^ ;]+';/);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  test('has no other paths, and is read alone', async () => {
    const { page } = await start();
    expect(await statusOf(`${page}/things`)).toBe(404);
    expect(await statusOf(`${page}/`, {}, 'POST')).toBe(405);
    expect(await statusOf(`${page}/`, {}, 'HEAD')).toBe(200);
  });

  test('controls the mock, as programs of this machine may', async () => {
    const { page } = await start();
    const { host } = new URL(page);
    const own = { host, origin: page, 'sec-fetch-site': 'same-origin' };
    expect(await statusOf(`${page}/_stuntdouble/reset`, own, 'POST')).toBe(200);
    expect(await statusOf(`${page}/_stuntdouble/state`, { host })).toBe(200);
  });

  test.each([
    ['to a page of another site', { origin: 'https://evil.example' }],
    ['to a page that the mock has sent', { origin: 'http://127.0.0.1:1' }],
    ['to such a page, by its site', { 'sec-fetch-site': 'same-site' }],
    ['to a page without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['under a rebound name', { host: 'evil.example' }],
    ['under a rebound name, to its own page', { host: 'evil.example', 'sec-fetch-site': 'same-origin' }],
    ['to whom a proxy asks for', { via: '1.1 proxy' }],
  ])('its control is refused %s', async (_, headers) => {
    const { page } = await start();
    for (const path of [
      '',
      '/apis',
      '/state',
      '/snapshot',
      '/journal',
      '/journal.har',
      '/events',
      '/answers',
    ])
      expect([path, await statusOf(`${page}/_stuntdouble${path}`, headers)]).toEqual([path, 403]);
    for (const path of ['/reset', '/restore', '/verify', '/faults', '/clock', '/scenario', '/answers'])
      expect([path, await statusOf(`${page}/_stuntdouble${path}`, headers, 'POST')]).toEqual([path, 403]);
  });

  test('takes the token where it is reached by another name', async () => {
    const { page } = await start({}, 'hush');
    const named = { host: 'devbox:3001', 'sec-fetch-site': 'same-origin' };
    expect(await statusOf(`${page}/`, named)).toBe(200);
    expect(await statusOf(`${page}/_stuntdouble/state`, named)).toBe(403);
    expect(await statusOf(`${page}/_stuntdouble/state`, { ...named, authorization: 'Bearer hush' })).toBe(
      200,
    );
  });
});

describe('events', () => {
  test('tell each exchange in a line, and what is set', async () => {
    const { app, page, url } = await start();
    await ask(app, { target: '/things' });
    const response = await open(`${page}/_stuntdouble/events?history=10`);
    const lines = linesOf(response);
    expect(await read(lines, 2)).toEqual([
      { type: 'hello', namespace: '', url, version: expect.any(String) },
      expect.objectContaining({ type: 'exchange', id: 1, target: '/things', status: 200 }),
    ]);
    await ask(app, { method: 'POST', target: '/things', body: { name: 'one' } });
    await ask(app, { target: '/nothing' });
    app.setFaults({ fail: '503:100%' });
    await ask(app, { target: '/things' });
    expect(await read(lines, 4)).toEqual([
      expect.objectContaining({
        operation: 'createThing',
        answeredBy: 'behaviour',
        changes: 1,
      }),
      expect.objectContaining({ operation: null, answeredBy: 'none', status: 404 }),
      { type: 'settings' },
      expect.objectContaining({ status: 503, answeredBy: 'fault', fault: '503' }),
    ]);
    response.destroy();
  });

  test('are those of one namespace, or of all', async () => {
    const { app, page } = await start();
    const one = await open(`${page}/_stuntdouble/events`, { 'x-stuntdouble-namespace': 'one' });
    const all = await open(`${page}/_stuntdouble/events?all=true`);
    const [ofOne, ofAll] = [linesOf(one), linesOf(all)];
    await Promise.all([read(ofOne, 1), read(ofAll, 1)]);
    for (const namespace of ['', 'one', 'two'])
      await ask(app, { target: '/things', headers: { 'x-stuntdouble-namespace': namespace } });
    expect((await read(ofAll, 3)).map(({ namespace }) => namespace)).toEqual(['', 'one', 'two']);
    expect((await read(ofOne, 1)).map(({ namespace }) => namespace)).toEqual(['one']);
    one.destroy();
    all.destroy();
  });

  test('never show secrets', async () => {
    const { app, page } = await start();
    const response = await open(`${page}/_stuntdouble/events`);
    const lines = linesOf(response);
    await read(lines, 1);
    await ask(app, { target: '/things?api_key=hush-hush-hush' });
    const [line] = await read(lines, 1);
    expect(JSON.stringify(line)).not.toContain('hush-hush');
    response.destroy();
  });

  test('keep nothing for a page that was closed, and little for one that does not read', async () => {
    const { app, page } = await start();
    const { events } = app.mock;
    const slow = await open(`${page}/_stuntdouble/events`);
    await new Promise((resolve) => slow.once('readable', resolve));
    expect(events.count).toBe(1);
    const target = `/things?tag=${'x'.repeat(900)}`;
    for (let count = 0; count < 12_000; count += 1) await ask(app, { target });
    const lines = linesOf(slow);
    const told: Record<string, unknown>[] = [];
    for await (const line of lines) {
      told.push(line);
      if (line['id'] === 12_000) break;
    }
    const missed = told.filter(({ type }) => type === 'missed').map(({ count }) => Number(count));
    expect(missed.length).toBeGreaterThan(0);
    expect(told.length + missed.reduce((sum, count) => sum + count, 0)).toBe(12_001 + missed.length);
    slow.destroy();
    await expectSoon(() => events.count === 0);
  });

  test('end when the mock stops', async () => {
    const { page, close } = await start();
    const response = await open(`${page}/_stuntdouble/events`);
    const ended = new Promise((resolve) => response.once('end', resolve));
    response.resume();
    await close();
    await ended;
  });
});

async function expectSoon(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isTrue(); tries += 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  expect(isTrue()).toBe(true);
}
