import { describe, expect, test } from '@jest/globals';
import type { Behaviour } from '../../../src/mock/behaviour/behaviour.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { serveMock } from '../server/serve-mock.ts';
import { ask } from '../ask.ts';
import { collection } from '../inferred/collection.ts';
import { ref } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';
import { mockThings, type ThingsOptions } from '../things.ts';

const inSpace = (namespace: string) => ({ 'x-stuntdouble-namespace': namespace });

const NEW_YEAR = '2024-01-01T00:00:00.000Z';

const echo: Behaviour = (_request, tx) => ({ status: 200, body: tx.now().toISOString() });

const mockClock = (options: ThingsOptions = {}) => mockThings({ ...options, operations: { echo } });

async function now(app: MockApp, namespace = ''): Promise<string> {
  const request = { method: 'PUT', target: '/echo', body: 1, headers: inSpace(namespace) };
  return String((await ask(app, request)).body);
}

/** How far a time is from the real one, in seconds. */
const distance = (time: string) => Math.abs(Date.parse(time) - Date.now()) / 1000;

describe('the clock of a namespace', () => {
  test('is set, advanced and freed, apart from those of others', async () => {
    const app = mockClock();
    app.setClock({ set: NEW_YEAR }, 'a');
    expect([await now(app, 'a'), await now(app, 'a')]).toEqual([NEW_YEAR, NEW_YEAR]);
    app.setClock({ advance: '36h' }, 'a');
    expect(await now(app, 'a')).toBe('2024-01-02T12:00:00.000Z');
    expect(distance(await now(app, 'b'))).toBeLessThan(30);
    app.setClock({ free: true }, 'a');
    expect(distance(await now(app, 'a'))).toBeLessThan(30);
  });

  test('goes on from where it was set, or ahead of the real time', async () => {
    const app = mockClock();
    app.setClock({ set: new Date(NEW_YEAR), runs: true }, 'a');
    const first = await now(app, 'a');
    const second = await now(app, 'a');
    expect(first.startsWith('2024-01-01T00:00')).toBe(true);
    expect(Date.parse(second)).toBeGreaterThan(Date.parse(first));
    app.setClock({ advance: 3_600_000 }, 'b');
    expect(Math.abs(distance(await now(app, 'b')) - 3_600)).toBeLessThan(30);
  });

  test('of all namespaces: each advances from its own time', async () => {
    const app = mockClock({ clock: new Date(NEW_YEAR) });
    app.setClock({ set: '2030-06-01' }, 'a');
    app.setClock({ advance: '1d' });
    expect([await now(app), await now(app, 'a')]).toEqual([
      '2024-01-02T00:00:00.000Z',
      '2030-06-02T00:00:00.000Z',
    ]);
    await app.reset();
    expect([await now(app), await now(app, 'a')]).toEqual([NEW_YEAR, NEW_YEAR]);
  });

  test('belongs to its snapshots, and a reset puts it back', async () => {
    const app = mockClock();
    app.setClock({ set: NEW_YEAR }, 'a');
    const saved = await app.snapshot('a');
    app.setClock({ advance: '1h' }, 'a');
    await app.restore(saved, 'b');
    expect([await now(app, 'a'), await now(app, 'b')]).toEqual(['2024-01-01T01:00:00.000Z', NEW_YEAR]);
    await app.reset('b');
    expect(distance(await now(app, 'b'))).toBeLessThan(30);
    await expect(app.restore({ ...saved, settings: { clock: { stoppedAt: 'soon' } } })).rejects.toThrow(
      '/clock',
    );
  });

  test.each([
    [{}, 'give one of set'],
    [{ set: NEW_YEAR, free: true }, 'give one of set'],
    [{ set: 'tomorrow' }, '/set'],
    [{ set: 5 }, '/set'],
    [{ advance: '-1h' }, '/advance'],
    [{ advance: -1 }, '/advance'],
    [{ advance: '999999999d' }, '9999'],
    [7, 'give one of set'],
  ])('is not changed by %j', (change, message) => {
    const app = mockClock();
    expect(() => app.setClock(change as never)).toThrow(message);
  });
});

test('the times that the mock makes up for items follow', async () => {
  const Note = {
    type: 'object',
    required: ['id', 'text', 'createdAt'],
    properties: {
      id: { type: 'string', readOnly: true },
      text: { type: 'string' },
      createdAt: { type: 'string', format: 'date-time', readOnly: true },
    },
  };
  const app = mockPaths(collection(ref('Note'), { path: '/notes' }), { schemas: { Note } });
  app.setClock({ set: NEW_YEAR }, 'a');
  const { body } = await clientOf(app, inSpace('a')).post('/notes', { text: 'one' });
  expect(Date.parse(String((body as { createdAt?: string }).createdAt))).toBe(Date.parse(NEW_YEAR));
});

test('over HTTP it is shown and changed', async () => {
  const app = mockClock();
  const { url } = await serveMock(app);
  const control = (body?: string, query = '') =>
    fetch(`${url}/_stuntdouble/clock${query}`, {
      headers: { 'content-type': 'application/json', ...inSpace('a') },
      ...(body !== undefined && { method: 'POST', body }),
    });
  expect(await (await control()).json()).toMatchObject({ namespace: 'a', clock: null });
  const set = await control(`{"set":"${NEW_YEAR}"}`);
  expect([set.status, await set.json()]).toEqual([
    200,
    { namespace: 'a', now: NEW_YEAR, clock: { stoppedAt: NEW_YEAR } },
  ]);
  expect(await now(app, 'a')).toBe(NEW_YEAR);
  expect((await control('{"set":"soon"}')).status).toBe(400);
  await control('{"set":"2025-05-05"}', '?all=true');
  expect(await now(app, 'b')).toBe('2025-05-05T00:00:00.000Z');
});
