import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { AWKWARD } from '../../../../faults/awkward/awkward-lab.ts';
import { labTarget } from '../../../../faults/lab/lab-target.ts';
import { realClock, virtualClock } from '../../../../faults/server/clock.ts';
import { serve, type Served } from '../../../../faults/server/serve.ts';
import { NO_BODY, type RawRequest } from '../../../../src/http/message.ts';

let served: Served;

beforeEach(async () => {
  served = await serve(AWKWARD.rightServer(realClock()).handle);
});

afterEach(() => {
  jest.useRealTimers();
  served.close();
});

test('over HTTP, an operation hangs as long as the client waits', async () => {
  const signal = AbortSignal.timeout(300);
  await expect(fetch(`${served.url}/reports/rebuild`, { method: 'POST', signal })).rejects.toThrow(/timeout/);
});

test.each([
  ['/events', /^id: 1\nevent: campus\ndata: \{"number":1,/],
  ['/logs', /^\{"line":1,"level":"info",/],
  ['/reports/live', /^\{"figures":\[0$/],
])('over HTTP, the first bytes of %s arrive while the response is still open', async (path, start) => {
  const ending = new AbortController();
  const { status, body } = await fetch(`${served.url}${path}`, { signal: ending.signal });
  const { value, done } = (await body?.getReader().read()) ?? {};
  expect([status, done]).toEqual([200, false]);
  expect(new TextDecoder().decode(value)).toMatch(start);
  ending.abort();
});

test('over HTTP, a server that was shut down refuses connections', async () => {
  expect((await fetch(`${served.url}/admin/shutdown`, { method: 'POST' })).status).toBe(202);
  await expect(fetch(`${served.url}/servers`)).rejects.toThrow();
});

test('as a target in this process, waiting takes no time, and a rate limit is waited for', async () => {
  const clock = virtualClock();
  const target = labTarget('awkward', AWKWARD.rightServer(clock).handle, clock);
  const send = (method: string, path: string) => {
    const request: RawRequest = { method, target: path, headers: {}, body: NO_BODY };
    return target.send(request);
  };
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }); // no timer of this process ever ends
  const before = clock.now();
  for (const [method, path] of [
    ['POST', '/reports/rebuild'],
    ['GET', '/reports/live'],
  ] as const) {
    expect(await send(method, path)).toMatchObject({ kind: 'late' });
  }
  for (const path of ['/events', '/logs']) {
    expect(await send('GET', path)).toMatchObject({ kind: 'answered', response: { status: 200 } });
  }
  for (const limited of [undefined, undefined, undefined, 1]) {
    const sent = await send('GET', '/quotes/today');
    expect(sent).toMatchObject({ kind: 'answered', response: { status: 200 } });
    expect(sent.limited).toBe(limited);
  }
  expect(await send('POST', '/admin/shutdown')).toMatchObject({ response: { status: 202 } });
  expect((await send('GET', '/servers')).kind).toBe('unreachable');
  expect(clock.now() - before).toBeGreaterThan(50_000);
  expect(jest.getTimerCount()).toBe(0);
});
