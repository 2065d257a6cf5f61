import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { randomFor } from '../../../src/base/random.ts';
import type { Behaviour } from '../../../src/mock/behaviour/behaviour.ts';
import { RepeatedReads } from '../../../src/mock/behaviour/repeated-reads.ts';
import type { Handled } from '../../../src/mock/choose/serve-request.ts';
import { NO_BODY, type HeaderFields, type RawRequest } from '../../../src/http/message.ts';
import { createMockOf, type Mock } from '../../../src/mock/mock.ts';
import type { MockSnapshot } from '../../../src/mock/state/mock-snapshot.ts';
import { Reads } from '../../../src/mock/state/reads.ts';
import type { Store } from '../../../src/mock/state/store.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import type { RequestLike } from '../../../src/mock/server/functions/request-like.ts';
import { ask } from '../ask.ts';
import { departments, STAFF } from '../departments.ts';
import { get, mockShop, tokenFor } from '../oauth/shop.ts';
import { describeThings, mockThings, thingsBehaviours } from '../things.ts';

const clock = new Date('2024-05-06T07:08:09Z');

const mockDepartments = (): MockApp =>
  createMock({ descriptions: loadDescriptionSync(departments(), { name: 'departments' }), clock });

describe('a read that comes again', () => {
  /** Asks both mocks, the second one for something new each time; returns what both have answered. */
  async function askBoth(apps: readonly [MockApp, MockApp], request: RequestLike, count: number) {
    const [repeating, forgetting] = apps;
    const headers = { ...request.headers, 'x-count': String(count) };
    return [await ask(repeating, request), await ask(forgetting, { ...request, headers })] as const;
  }

  test('gets what one that never came before gets, whatever happens between', async () => {
    const random = randomFor(1, 'repeated reads');
    const pick = <One>(list: readonly One[]) => list[random.below(list.length)] as One;
    const apps = [mockDepartments(), mockDepartments()] as const;
    const known: string[] = ['none'];
    const spaces = ['', 'a', 'b'];
    const queries = ['', '?count=2', '?count=2&offset=1', '?sort=name', '?sort=-name', '?name=Two'];
    const targets = () =>
      pick([() => `/departments${pick(queries)}`, () => `/departments/${pick(known.slice(-4))}`])();
    const snapshots = await Promise.all(apps.map((app) => app.snapshot()));
    const seen = new Set<number>();
    for (let count = 0; count < 1_500; count += 1) {
      const space = pick(spaces);
      const headers = {
        ...pick([STAFF, STAFF, STAFF, { 'x-auth-token': 't' }]),
        ...(space !== '' && { 'x-stuntdouble-namespace': space }),
        ...pick([{}, {}, { accept: 'application/json' }, { origin: 'https://example.com' }]),
        ...pick([{}, {}, {}, {}, {}, {}, { prefer: 'code=200' }, { 'x-stuntdouble-fault': '503' }]),
      };
      const body = { name: pick(['One', 'Two', 'Three']) };
      const kind = random.below(100);
      const request = (): RequestLike => {
        if (kind < 75) return { target: targets(), headers };
        if (kind < 85) return { method: 'POST', target: '/departments', headers, body };
        if (kind < 90) return { method: 'PUT', target: `/departments/${pick(known)}`, headers, body };
        return { method: 'DELETE', target: `/departments/${pick(known)}`, headers };
      };
      if (kind === 98) for (const app of apps) await app.reset(space === '' ? undefined : space);
      if (kind === 99)
        for (const [index, app] of apps.entries()) await app.restore(snapshots[index] as MockSnapshot, space);
      if (kind === 97 && space === 'a')
        for (const app of apps) app.setAnswers('readDepartment', [{ status: 404 }]);
      const [one, other] = await askBoth(apps, request(), count);
      expect(one).toEqual(other);
      seen.add(one.status);
      const { id } = (one.body ?? {}) as { readonly id?: string };
      if (id !== undefined) known.push(id);
    }
    expect([...seen].toSorted((left, right) => left - right)).toEqual([200, 201, 204, 400, 401, 404, 503]);
  });
});

/** A mock whose list counts how often its behaviour runs. */
function counting(listThings: Behaviour, isPure: boolean) {
  const calls: number[] = [];
  const app = mockThings({
    behaviours: { isPure },
    operations: {
      listThings: (request, tx) => {
        calls.push(calls.length);
        return listThings(request, tx);
      },
    },
  });
  return { app, calls };
}

const list = { target: '/things' };
const create = { method: 'POST', target: '/things', body: { name: 'one' } };

describe('the behaviour of a read', () => {
  const repeated = async (app: MockApp, request: RequestLike = list) => {
    for (let count = 0; count < 5; count += 1) await ask(app, request);
  };

  test('runs three times for the same request where it is pure: most targets never come again', async () => {
    const { app, calls } = counting(thingsBehaviours.listThings, true);
    await repeated(app);
    expect(calls).toHaveLength(3);
    await repeated(app, { ...list, headers: { accept: 'application/json' } });
    expect(calls).toHaveLength(5);
  });

  test('runs again once something that it has read has changed', async () => {
    const { app, calls } = counting(thingsBehaviours.listThings, true);
    await repeated(app);
    const { body } = await ask(app, create);
    expect((await ask(app, list)).body).toEqual([body]);
    await repeated(app);
    expect(calls).toHaveLength(4);
    await app.reset();
    expect((await ask(app, list)).body).toEqual([]);
  });

  test('is left out where another namespace has settings', async () => {
    const { app, calls } = counting(thingsBehaviours.listThings, true);
    app.setFaults({ fail: '503:100%' }, 'other');
    await repeated(app);
    expect(calls).toHaveLength(3);
    expect((await ask(app, { ...list, headers: { 'x-stuntdouble-namespace': 'other' } })).status).toBe(503);
  });

  test.each<[string, Behaviour, boolean]>([
    ['it is not said to be pure', thingsBehaviours.listThings, false],
    [
      'it asks for the time',
      (_, tx) => ({ status: 200, body: [{ id: tx.now().toISOString(), name: '' }] }),
      true,
    ],
    ['it draws a number', (_, tx) => ({ status: 200, body: [{ id: String(tx.random()), name: '' }] }), true],
    ['it refuses', () => ({ status: 404, reason: 'there are none' }), true],
  ])('runs each time where %s', async (_, behaviour, isPure) => {
    const { app, calls } = counting(behaviour, isPure);
    await repeated(app);
    expect(calls).toHaveLength(5);
  });

  test('runs each time for a request with a body or a preference', async () => {
    const { app, calls } = counting(thingsBehaviours.listThings, true);
    await repeated(app, { ...list, body: '{}', headers: { 'content-type': 'application/json' } });
    await repeated(app, { ...list, headers: { prefer: 'wait=0' } });
    expect(calls).toHaveLength(10);
  });
});

describe('a repeated read', () => {
  test('is in the journal each time', async () => {
    const app = mockThings({ behaviours: { isPure: true } });
    for (let count = 0; count < 5; count += 1) await ask(app, list);
    expect(app.requests().map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200]);
  });

  test('gets a fault that is switched on, and nothing of it later', async () => {
    const app = mockThings({ behaviours: { isPure: true } });
    const statuses = async () => [(await ask(app, list)).status, (await ask(app, list)).status];
    expect(await statuses()).toEqual([200, 200]);
    app.setFaults({ fail: '503:100%' });
    expect(await statuses()).toEqual([503, 503]);
    await app.reset();
    expect(await statuses()).toEqual([200, 200]);
  });

  test('is refused once its token has expired', async () => {
    const app = mockShop({ clock });
    const token = await tokenFor(app);
    const status = async () => (await get(app, '/orders', token)).status;
    expect([await status(), await status(), await status()]).toEqual([200, 200, 200]);
    app.setClock({ advance: 3_601_000 });
    expect(await status()).toBe(401);
  });

  test('is answered by the APIs of now after a reload, also one that began before it', async () => {
    const apiWith = (name: string, wait?: Promise<void>) => ({
      description: describeThings(),
      behaviours: {
        isPure: true,
        operations: {
          listThings: async () => {
            await wait;
            return { status: 200, body: [{ id: '1', name }] };
          },
        } as Record<string, Behaviour>,
      },
    });
    const nameIn = async (mock: Mock) => {
      const { body } = await mock.handle({
        method: 'GET',
        target: '/things',
        headers: { 'x-key': 'k' },
        body: new Uint8Array(),
      });
      return (JSON.parse(new TextDecoder().decode(body as Uint8Array)) as { name: string }[])[0]?.name;
    };
    let go: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => {
      go = resolve;
    });
    const mock = createMockOf([apiWith('old', waiting)]);
    const before = [nameIn(mock), nameIn(mock)];
    await mock.reload([apiWith('new')]);
    go?.();
    expect(await Promise.all(before)).toEqual(['old', 'old']);
    expect([await nameIn(mock), await nameIn(mock), await nameIn(mock)]).toEqual(['new', 'new', 'new']);
  });
});

describe('what is remembered', () => {
  const response = { status: 200, headers: {}, body: 'x'.repeat(100_000) };
  const facts = { operation: undefined, violations: [], reason: undefined };
  const read = (target: string, headers: HeaderFields = {}): RawRequest => ({
    method: 'GET',
    target,
    headers,
    body: NO_BODY,
  });

  /** Keeps a response as often as it takes until it is found again; returns whether it was. */
  function remembers(reads: RepeatedReads<Handled>, request: RawRequest): boolean {
    for (let count = 0; count < 3; count += 1)
      reads.keep(request, { response, facts: { ...facts, reads: new Reads({} as Store, '') } });
    return reads.find(request) !== undefined;
  }

  test('is bounded: what was not asked for again is forgotten', () => {
    const reads = new RepeatedReads<Handled>();
    const always = read('/always');
    remembers(reads, always);
    for (let count = 0; count < 200; count += 1) {
      expect(remembers(reads, read(`/${count}`))).toBe(true);
      expect(reads.find(always)).toBeDefined();
    }
    expect(reads.find(read('/0'))).toBeUndefined();
  });

  test('is told apart by all header fields, also where there are many', () => {
    const reads = new RepeatedReads<Handled>();
    const callers = Array.from({ length: 8 }, (_, index) => read('/', { 'x-key': String(index) }));
    expect(callers.map((caller) => remembers(reads, caller))).toEqual(callers.map(() => true));
    expect(callers.every((caller) => reads.find(caller) !== undefined)).toBe(true);
    expect(remembers(reads, read('/', { 'x-key': '8' }))).toBe(true);
    expect(reads.find(read('/', { 'x-key': '9' }))).toBeUndefined();
    expect(reads.find({ ...read('/', { 'x-key': '8' }), scheme: 'https' })).toBeUndefined();
  });
});
