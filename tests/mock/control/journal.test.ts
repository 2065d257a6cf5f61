import { describe, expect, test } from '@jest/globals';
import { VerificationError } from '../../../src/mock/control/journal/verify-exchanges.ts';
import { createJournal } from '../../../src/mock/control/journal/journal.ts';
import { NO_BODY } from '../../../src/http/message.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { harErrors } from '../../contract/report/formats/published-schemas.ts';
import { ask } from '../ask.ts';
import { serveMock } from '../server/serve-mock.ts';
import { mockThings } from '../things.ts';

const start = async (app: MockApp) => (await serveMock(app)).url;

const create = (app: MockApp, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  ask(app, { method: 'POST', target: '/things', body, headers });

const inSpace = (namespace: string) => ({ 'x-stuntdouble-namespace': namespace });

describe('app.requests', () => {
  test('shows what was sent, and what came of it', async () => {
    const app = mockThings();
    await create(app, { name: 'one' });
    await ask(app, { target: '/things?limit=2&tag=a%20b&tag=c' });
    expect(app.requests()).toEqual([
      expect.objectContaining({
        id: 1,
        operation: 'createThing',
        method: 'POST',
        path: '/things',
        query: {},
        headers: { 'content-type': 'application/json' },
        body: { name: 'one' },
        reason: null,
        violations: [],
        response: expect.objectContaining({ status: 201, body: { id: expect.any(String), name: 'one' } }),
      }),
      expect.objectContaining({ id: 2, query: { limit: '2', tag: ['a b', 'c'] }, body: null }),
    ]);
  });

  test('shows refused requests with their reasons, and those that no operation has', async () => {
    const app = mockThings();
    await create(app, {});
    await ask(app, { target: '/nowhere' });
    const [refused, unmatched] = app.requests();
    expect(refused).toMatchObject({ operation: 'createThing', response: { status: 400 } });
    expect(refused?.violations.join()).toContain('name');
    expect(unmatched).toMatchObject({ operation: null, reason: 'there is no GET /nowhere' });
  });

  test('finds them by operation, status and text, and the last ones', async () => {
    const app = mockThings();
    for (const name of ['one', 'two', 'three']) await create(app, { name });
    await ask(app, { target: '/things' });
    await ask(app, { target: '/nowhere' });
    const ids = (filter: Parameters<MockApp['requests']>[0]) => app.requests(filter).map(({ id }) => id);
    expect(ids({ operation: 'createThing' })).toEqual([1, 2, 3]);
    expect(ids({ operation: 'GET /things' })).toEqual([4]);
    expect(ids({ operation: 'none' })).toEqual([5]);
    expect(ids({ status: '4xx' })).toEqual([5]);
    expect(ids({ status: 201 })).toEqual([1, 2, 3]);
    expect(ids({ text: 'TWO' })).toEqual([2, 4]);
    expect(ids({ after: 2, limit: 2 })).toEqual([4, 5]);
  });

  test('keeps namespaces apart; a reset forgets those of a namespace, or all of them', async () => {
    const app = mockThings();
    for (const name of ['a', 'b', 'c']) await create(app, { name }, inSpace(name));
    const namesIn = (namespace: string) => app.requests({ namespace }).map(({ body }) => body);
    expect([app.requests(), namesIn('a'), namesIn('b')]).toEqual([[], [{ name: 'a' }], [{ name: 'b' }]]);
    await app.reset('a');
    expect([namesIn('a'), namesIn('b')]).toEqual([[], [{ name: 'b' }]]);
    await app.reset();
    expect([namesIn('b'), namesIn('c')]).toEqual([[], []]);
  });

  test('keeps the last 1,000, and none where it is switched off', async () => {
    const app = mockThings();
    const off = mockThings({ journalSize: 0 });
    for (let count = 0; count < 1_003; count += 1) await ask(app, { target: '/nowhere' });
    await ask(off, { target: '/nowhere' });
    const kept = app.requests();
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([1_000, 4, 1_003]);
    expect(off.requests()).toEqual([]);
  });

  test('keeps 64 kB of each body, and says how long it was', async () => {
    const app = mockThings();
    const name = 'ä'.repeat(100_000);
    await create(app, { name });
    const [entry] = app.requests();
    expect(entry?.cut).toEqual({ request: 200_011, response: expect.any(Number) });
    const { body } = entry ?? {};
    expect(body).toMatch(/^\{"name":"ä+$/);
    expect(new TextEncoder().encode(String(body)).length).toBeLessThanOrEqual(65_536);
  });
});

describe('secrets are masked in the journal', () => {
  const secrets = ['canary-header-1', 'canary-body-2', 'canary-cut-3', 'canary-form-4', 'canary-known-5'];

  test('wherever they were sent', async () => {
    const app = mockThings({
      fixtures: {
        identities: [
          { id: 'ann', credentials: { key: 'canary-header-1' } },
          { id: 'bob', credentials: { key: 'canary-known-5' } },
        ],
      },
      auth: true,
    });
    const headers = { 'x-key': 'canary-header-1' };
    await create(app, { name: 'canary-header-1', password: 'canary-body-2' }, headers);
    await create(app, { name: 'canary-body-2 and canary-known-5' }, headers);
    const filling = ' '.repeat(70_000);
    await create(app, { token: 'canary-cut-3', name: `canary-cut-3 ${filling}` }, headers);
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    await create(app, 'client_secret=canary-form-4&name=canary-form-4', form);
    const texts = [JSON.stringify(app.requests()), app.har()];
    const verdict = () => app.verify({ body: { name: 'canary-body-2' }, times: 3 });
    expect(verdict).toThrow(VerificationError);
    try {
      verdict();
    } catch (error) {
      texts.push(String(error));
    }
    for (const secret of secrets) {
      for (const text of texts) expect(text).not.toContain(secret);
    }
    expect(texts[0]).toContain('*** and ***');
  });

  test('also where what is kept of a body ends within one', async () => {
    const app = mockThings();
    const token = 'canary-'.padEnd(400, 'x');
    const headers = { authorization: `Bearer ${token}` };
    for (const shift of [100, 200, 300]) {
      await create(app, { name: `${'-'.repeat(69_632 - shift)}${token}` }, headers);
      await create(app, { name: `${'-'.repeat(65_536 - shift)}${token}` }, headers);
    }
    expect(JSON.stringify(app.requests())).not.toContain('canary');
    expect(app.har()).not.toContain('canary');
  });
});

describe('app.verify', () => {
  test('returns the exchanges that were expected', async () => {
    const app = mockThings();
    await create(app, { name: 'one', size: 1, tags: [{ a: 1, b: 2 }] }, { 'X-Trace': '7' });
    await create(app, { name: 'two' });
    await ask(app, { target: '/things?limit=2&tag=x' });
    expect(app.verify({ operation: 'createThing', times: 2 })).toHaveLength(2);
    expect(app.verify({ operation: 'createThing', body: { tags: [{ b: 2 }] }, times: 1 })).toHaveLength(1);
    expect(app.verify({ headers: { 'x-TRACE': '7' } })).toHaveLength(1);
    expect(app.verify({ method: 'get', path: '/things', query: { limit: 2 }, status: '2xx' })).toHaveLength(
      1,
    );
    expect(app.verify({ operation: 'deleteThing', times: 0 })).toEqual([]);
    expect(app.verify({ operation: 'createThing', times: { atLeast: 1, atMost: 2 } })).toHaveLength(2);
  });

  test('compares credentials as they were sent', async () => {
    const app = mockThings();
    await ask(app, { target: '/things', headers: { authorization: 'Bearer secret-token' } });
    expect(app.verify({ headers: { authorization: 'Bearer secret-token' } })).toHaveLength(1);
    expect(() => app.verify({ headers: { authorization: 'Bearer other' } })).toThrow('none came');
  });

  test('says what came instead, the nearest first', async () => {
    const app = mockThings();
    await ask(app, { target: '/things' });
    await create(app, { name: 'other', size: 3 });
    await create(app, { name: 'one', size: 2 });
    const failure = () =>
      app.verify({ operation: 'createThing', body: { name: 'one', size: 3, more: true } });
    expect(failure).toThrow(
      [
        'expected at least 1 of {"operation":"createThing","body":{"name":"one","size":3,"more":true}}: none came',
        'POST /things got 201: body/size is 2, not 3; body/more is missing',
        'POST /things got 201: body/name is "other", not "one"; body/more is missing',
      ]
        .toSorted((a, b) => Number(a.includes('got')) - Number(b.includes('got')))
        .join('\n  '),
    );
    expect(failure).toThrow(/got 200: it is listThings/);
  });

  test('refuses what is no expectation', () => {
    const app = mockThings();
    expect(() => app.verify({ times: -1 })).toThrow('/times');
    expect(() => app.verify({ status: 'good' })).toThrow('/status');
    expect(() => app.verify({ operationId: 'x' } as never)).toThrow('there is no such member');
  });
});

describe('over HTTP', () => {
  const post = (url: string, body: unknown, headers = {}) =>
    fetch(`${url}/_stuntdouble/verify`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  test('the journal is listed, found in, written as an archive, and cleared', async () => {
    const app = mockThings();
    const url = await start(app);
    await fetch(`${url}/things?limit=1`, { headers: inSpace('a') });
    await fetch(`${url}/nowhere`, { headers: inSpace('a') });
    const get = async (query: string) =>
      (await (await fetch(`${url}/_stuntdouble/${query}`, { headers: inSpace('a') })).json()) as {
        exchanges: { path: string }[];
      };
    expect(await get('journal')).toEqual({ namespace: 'a', exchanges: app.requests({ namespace: 'a' }) });
    expect((await get('journal?status=4xx')).exchanges).toMatchObject([{ path: '/nowhere' }]);
    expect((await get('journal?text=limit&limit=5')).exchanges).toHaveLength(1);
    const har = (await get('journal.har')) as unknown as { log: { entries: { comment?: string }[] } };
    expect(harErrors(har)).toEqual([]);
    expect(har.log.entries.map(({ comment }) => comment)).toEqual(['listThings', undefined]);
    const refused = await fetch(`${url}/_stuntdouble/journal?status=bad`);
    expect(refused.status).toBe(400);
    const cleared = await fetch(`${url}/_stuntdouble/journal`, { method: 'DELETE', headers: inSpace('a') });
    expect([cleared.status, app.requests({ namespace: 'a' })]).toEqual([200, []]);
  });

  test('verification responds with 200, and with 409 that says what came instead', async () => {
    const app = mockThings();
    const url = await start(app);
    await fetch(`${url}/things`, { headers: inSpace('a') });
    const met = await post(url, { operation: 'listThings', times: 1 }, inSpace('a'));
    expect([met.status, await met.json()]).toEqual([
      200,
      { verified: true, found: app.requests({ namespace: 'a' }) },
    ]);
    const unmet = await post(url, { operation: 'createThing' }, inSpace('a'));
    expect([unmet.status, await unmet.json()]).toEqual([
      409,
      expect.objectContaining({
        verified: false,
        detail: expect.stringContaining('GET /things got 200: it is listThings'),
        nearest: [expect.objectContaining({ differences: ['it is listThings'] })],
      }),
    ]);
    expect((await post(url, { times: 'often' })).status).toBe(400);
    expect((await post(url, 7)).status).toBe(400);
    expect((await post(url, { body: 'x'.repeat(1_048_576) })).status).toBe(413);
  });

  test('control requests are not in the journal', async () => {
    const app = mockThings();
    const url = await start(app);
    await fetch(`${url}/_stuntdouble/state`);
    await post(url, {});
    expect(app.requests()).toEqual([]);
  });
});

describe('a journal', () => {
  const event = (target: string, body: Uint8Array = NO_BODY) => ({
    request: { method: 'POST', target, headers: {}, body },
    response: { status: 200, headers: {}, body: NO_BODY },
    operation: undefined,
    violations: [],
    reason: undefined,
  });

  test('keeps no more than its bytes, and forgets in the namespace that was not used for longest', () => {
    const journal = createJournal({ exchanges: 1_000, bytes: 1_000_000 });
    const record = (namespace: string, target: string) =>
      journal.record(event(target, new Uint8Array(30_000)), { namespace, milliseconds: 1 });
    for (let count = 0; count < 20; count += 1) record('old', `/${count}`);
    for (let count = 0; count < 20; count += 1) record('new', `/${count}`);
    const sizes = ['old', 'new'].map((namespace) =>
      journal.of(namespace).reduce((sum, { requestBody }) => sum + requestBody.length, 0),
    );
    expect(sizes[0]).toBeGreaterThan(300_000);
    expect(sizes[1]).toBe(600_000);
    expect((sizes[0] ?? 0) + (sizes[1] ?? 0)).toBeLessThanOrEqual(1_000_000);
    expect(journal.of('old')[0]?.target).toBe('/8');
  });

  test('counts what header fields take', () => {
    const journal = createJournal({ exchanges: 1_000, bytes: 100_000 });
    const long = { ...event('/'), request: { ...event('/').request, headers: { a: 'x'.repeat(16_000) } } };
    for (let count = 0; count < 50; count += 1) journal.record(long, { namespace: '', milliseconds: 1 });
    expect(journal.of('')).toHaveLength(6);
  });
});
