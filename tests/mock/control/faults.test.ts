import { get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { randomFor } from '../../../src/base/random.ts';
import { parseFailRates } from '../../../src/mock/control/faults/fail-rates.ts';
import { parseFailure } from '../../../src/mock/control/faults/fault.ts';
import { drawDelay, parseLatency } from '../../../src/mock/control/faults/latency.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { ask } from '../ask.ts';
import { serveMock } from '../server/serve-mock.ts';
import { mockThings } from '../things.ts';

const start = async (app: MockApp) => (await serveMock(app)).url;

const asking = (fault: string) => ({ 'x-stuntdouble-fault': fault });

const inSpace = (namespace: string) => ({ 'x-stuntdouble-namespace': namespace });

async function statuses(app: MockApp, count: number, headers = {}): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    found.push((await ask(app, { target: '/things', headers })).status);
  }
  return found;
}

/** What a client gets: also of a response that ends too early. */
interface Got {
  readonly status?: number | undefined;
  readonly headers?: IncomingHttpHeaders;
  readonly text?: string;
  readonly error?: string | undefined;
  readonly pieces?: number;
}

function fetchRaw(url: string, headers: object, timeout = 5_000): Promise<Got> {
  return new Promise((resolve) => {
    const outgoing = httpGet(url, { headers: { ...headers }, agent: false }, (response) => {
      let text = '';
      let pieces = 0;
      const done = (error?: string) =>
        resolve({ status: response.statusCode, headers: response.headers, text, error, pieces });
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        pieces += 1;
      });
      response.on('end', () => done());
      response.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code }));
    outgoing.setTimeout(timeout, () => outgoing.destroy(Object.assign(new Error(), { code: 'PATIENCE' })));
  });
}

describe('a latency', () => {
  const draws = (text: string) => {
    const latency = parseLatency(text);
    if (typeof latency === 'string') throw new Error(latency);
    const random = randomFor(1, text);
    return Array.from({ length: 4_000 }, () => drawDelay(latency, random)).toSorted((a, b) => a - b);
  };

  test('is a time, or evenly from a range', () => {
    expect(new Set(draws('1.5s'))).toEqual(new Set([1_500]));
    const range = draws('100-800ms');
    expect(range[0]).toBeGreaterThanOrEqual(100);
    expect(range.at(-1)).toBeLessThanOrEqual(800);
    expect(Math.abs((range[2_000] ?? 0) - 450)).toBeLessThan(30);
  });

  test('has the percentiles that were given', () => {
    const drawn = draws('p50=80,p99=900');
    expect(Math.abs((drawn[2_000] ?? 0) - 80)).toBeLessThan(10);
    expect(Math.abs((drawn[3_960] ?? 0) - 900)).toBeLessThan(200);
  });

  test.each(['', 'fast', '-5ms', '800-100ms', '61s', 'p50=0,p99=1', 'p50=9,p99=8', '1e3', '5m'])(
    'is not %p',
    (text) => {
      expect(parseLatency(text)).toEqual(expect.any(String));
    },
  );
});

test.each(['5', '5%%', '101%', '60%,50%', '999:1%', 'boom:1%', '503', ''])(
  'the shares of failures are not %p',
  (text) => {
    expect(parseFailRates(text)).toEqual(expect.any(String));
  },
);

test.each(['99', '600', 'drip=p50=1,p99=2', 'drip=', 'resets', '503;retry-after=soon'])(
  'a failure is not %p',
  (text) => {
    expect(parseFailure(text)).toEqual(expect.any(String));
  },
);

describe('failures', () => {
  test('come as often as was said, in seeded order, and the same after a reset', async () => {
    const app = mockThings({ faults: { fail: '503:20%,429:10%' } });
    const first = await statuses(app, 300);
    const count = (status: number) => first.filter((one) => one === status).length;
    expect(count(503)).toBeGreaterThan(40);
    expect(count(503)).toBeLessThan(80);
    expect(count(429)).toBeGreaterThan(15);
    expect(count(429)).toBeLessThan(45);
    await app.reset();
    expect(await statuses(app, 300)).toEqual(first);
    expect(await statuses(mockThings({ seed: 2, faults: { fail: '503:20%,429:10%' } }), 300)).not.toEqual(
      first,
    );
  });

  test('do not depend on latency, and no generated value depends on them', async () => {
    const plain = mockThings();
    const failing = mockThings({ faults: { fail: '50%' } });
    const slow = mockThings({ faults: { fail: '50%', latency: '0-1ms' } });
    expect(await statuses(slow, 40)).toEqual(await statuses(failing, 40));
    const made = async (app: MockApp) => {
      for (;;) {
        const { status, body } = await ask(app, { method: 'POST', target: '/things', body: { name: 'one' } });
        if (status === 201) return body;
      }
    };
    expect(await made(failing)).toEqual(await made(plain));
  });

  test('have the shape that the operation documents, a reason, and Retry-After; they change nothing', async () => {
    const app = mockThings({ faults: { operations: { createThing: { fail: '429:100%' } } } });
    const { status, headers, body } = await ask(app, {
      method: 'POST',
      target: '/things',
      body: { name: 'x' },
    });
    expect([status, headers['retry-after'], headers['x-stuntdouble-fault']]).toEqual([429, '1', '429']);
    expect(body).toMatchObject({ title: 'Too Many Requests', status: 429, detail: 'fault: 429' });
    expect((await ask(app, { target: '/things' })).body).toEqual([]);
    expect(app.requests({ operation: 'createThing' })[0]?.reason).toBe('fault: 429');
  });

  test('are those of the operation where it has some, by its id or its method and path', async () => {
    const app = mockThings({
      faults: { fail: '100%', operations: { 'GET /things': { fail: '0%' }, getThing: { fail: '404:100%' } } },
    });
    const seen = await Promise.all(
      ['/things', '/things/1', '/nowhere'].map(async (target) => (await ask(app, { target })).status),
    );
    expect(seen).toEqual([200, 404, 404]);
    const put = await ask(app, { method: 'PUT', target: '/echo', body: 1 });
    expect(put.status).toBe(500);
  });

  test('belong to the namespace: to its settings, its snapshots and its reset', async () => {
    const app = mockThings();
    app.setFaults({ fail: '50%' }, 'a');
    const before = await statuses(app, 20, inSpace('a'));
    expect([before.includes(500), await statuses(app, 5, inSpace('b'))]).toEqual([true, Array(5).fill(200)]);
    const saved = JSON.parse(JSON.stringify(await app.snapshot('a'))) as Awaited<
      ReturnType<MockApp['snapshot']>
    >;
    const next = await statuses(app, 20, inSpace('a'));
    await app.restore(saved, 'a');
    expect(await statuses(app, 20, inSpace('a'))).toEqual(next);
    await app.restore(saved, 'c');
    expect(await statuses(app, 20, inSpace('c'))).toEqual(next);
    await app.reset('a');
    expect(await statuses(app, 20, inSpace('a'))).toEqual(Array(20).fill(200));
    app.setFaults({ fail: '100%' });
    expect([await statuses(app, 1, inSpace('a')), await statuses(app, 1, inSpace('c'))]).toEqual([
      [500],
      [500],
    ]);
    await app.reset();
    expect(await statuses(app, 1, inSpace('c'))).toEqual([200]);
  });

  test('a snapshot of before there were settings can be restored, and one of later versions is refused', async () => {
    const app = mockThings();
    const { apis } = await app.snapshot('a');
    app.setFaults({ fail: '100%' }, 'a');
    await app.restore({ apis }, 'a');
    expect(await statuses(app, 1, inSpace('a'))).toEqual([200]);
    await expect(app.restore({ version: 99, apis }, 'a')).rejects.toThrow('/version: 99');
    await expect(app.restore({ version: 2, apis, settings: { faults: { fail: 7 } } }, 'a')).rejects.toThrow(
      '/fail',
    );
  });

  test('are refused where they cannot be', () => {
    expect(() => mockThings({ faults: { fail: 'often' } })).toThrow('/fail');
    expect(() => mockThings().setFaults({ operations: { nothing: { fail: '1%' } } })).toThrow(
      '/operations/nothing: there is no such operation',
    );
    expect(() => mockThings().setFaults({ later: true } as never)).toThrow('there is no such setting');
  });
});

describe('a request may ask for', () => {
  test('a delay, and for another status', async () => {
    const app = mockThings();
    const start_ = performance.now();
    const late = await ask(app, { target: '/things', headers: asking('delay=80ms') });
    expect(performance.now() - start_).toBeGreaterThan(75);
    expect([late.status, late.headers['x-stuntdouble-fault']]).toEqual([200, 'delay=80ms']);
    const failed = await ask(app, { target: '/things', headers: asking('delay=1ms, 503;retry-after=7') });
    expect([failed.status, failed.headers['retry-after']]).toEqual([503, '7']);
    expect((await ask(app, { target: '/things', headers: asking('302') })).status).toBe(302);
  });

  test('nothing that does not exist', async () => {
    const { status, body } = await ask(mockThings(), { target: '/things', headers: asking('explode') });
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({ detail: expect.stringContaining('reset') }),
    ]);
  });

  test('a reset of the connection, and no response, also without HTTP', async () => {
    const app = mockThings();
    const url = await start(app);
    expect(await fetchRaw(`${url}/things`, asking('reset'))).toEqual({ error: 'ECONNRESET' });
    expect(await fetchRaw(`${url}/things`, asking('no-response'), 100)).toEqual({ error: 'PATIENCE' });
    await expect(ask(app, { target: '/things', headers: asking('reset') })).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    await expect(ask(app, { target: '/things', headers: asking('no-response') })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    expect(app.requests().map(({ reason }) => reason)).toContain('fault: reset');
  });

  test('a body that is cut, malformed, empty or slow', async () => {
    const app = mockThings();
    await ask(app, { method: 'POST', target: '/things', body: { name: 'n'.repeat(200) } });
    const url = await start(app);
    const whole = await fetchRaw(`${url}/things`, {});
    const cut = await fetchRaw(`${url}/things`, asking('cut'));
    expect(cut).toMatchObject({ status: 200, error: 'ECONNRESET' });
    expect(whole.text).toContain(cut.text);
    expect(cut.text?.length).toBeGreaterThan(50);
    const malformed = await fetchRaw(`${url}/things`, asking('malformed'));
    expect(() => JSON.parse(malformed.text ?? '') as unknown).toThrow(SyntaxError);
    expect(malformed.headers?.['content-type']).toBe('application/json');
    expect(await fetchRaw(`${url}/things`, asking('empty'))).toMatchObject({ status: 200, text: '' });
    const started = performance.now();
    const slow = await fetchRaw(`${url}/things`, asking('drip=300ms'));
    expect(performance.now() - started).toBeGreaterThan(250);
    expect([slow.text, slow.error]).toEqual([whole.text, undefined]);
    expect(slow.pieces).toBeGreaterThan(5);
  });

  test('a page may read that there was a fault', async () => {
    const headers = { ...asking('503'), origin: 'http://localhost:1' };
    const answer = await ask(mockThings(), { target: '/things', headers });
    expect(String(answer.headers['access-control-expose-headers'])).toMatch(/X-Stuntdouble-Fault/i);
  });
});

const JSON_BODY = { 'content-type': 'application/json' };

test('control requests have no fault, and set them', async () => {
  const app = mockThings({ faults: { fail: '100%' } });
  const url = await start(app);
  const control = (init: RequestInit = {}, query = '') => fetch(`${url}/_stuntdouble/faults${query}`, init);
  const shown = await control({ headers: { ...asking('reset'), ...inSpace('a') } });
  expect([shown.status, await shown.json()]).toEqual([200, { namespace: 'a', faults: { fail: '100%' } }]);
  const set = await control({
    method: 'POST',
    body: '{"fail":"429:100%"}',
    headers: { ...JSON_BODY, ...inSpace('a') },
  });
  expect([set.status, await statuses(app, 1, inSpace('a')), await statuses(app, 1)]).toEqual([
    200,
    [429],
    [500],
  ]);
  expect((await control({ method: 'POST', body: '{"fail":1}', headers: JSON_BODY })).status).toBe(400);
  expect((await control({ method: 'POST', body: '[]', headers: JSON_BODY })).status).toBe(400);
  await control({ method: 'DELETE' }, '?all=true');
  expect([await statuses(app, 1, inSpace('a')), await statuses(app, 1)]).toEqual([[200], [200]]);
});
