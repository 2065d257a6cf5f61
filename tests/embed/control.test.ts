import { describe, expect, test } from '@jest/globals';
import { createFetch } from '../../src/embed/fetch.ts';
import { handlers } from '../../src/embed/msw.ts';
import type { StreamedEvent, Subscription } from '../../src/page/store/connection.ts';
import { TASKS } from './api.ts';

const BASE = 'http://localhost';

function listening(heard: StreamedEvent[], states: string[]): Subscription {
  return {
    namespace: '',
    history: 10,
    onEvents: (events) => void heard.push(...events),
    onState: (state) => void states.push(state),
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  expect(holds()).toBe(true);
}

const titled = (title: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ title }),
});

describe('the control of a mock without a server', () => {
  test('tells what happens, with what was before, until it is stopped', async () => {
    const mockFetch = createFetch(TASKS, { base: BASE, memory: 'empty' });
    await mockFetch('/v1/tasks', titled('Wash'));
    const heard: StreamedEvent[] = [];
    const states: string[] = [];
    const stop = mockFetch.control.subscribe(listening(heard, states));
    await until(() => heard.length > 1);
    await mockFetch('/v1/tasks', titled(''));
    await until(() => heard.length > 2);
    stop();
    await mockFetch('/v1/tasks', titled('Iron'));
    expect(heard.map(({ type, status }) => [type, status])).toEqual([
      ['hello', undefined],
      ['exchange', 201],
      ['exchange', 400],
    ]);
    expect(states).toEqual(['open']);
  });

  test('says why a request was refused, and lets another one fail', async () => {
    const mockFetch = createFetch(TASKS, { base: BASE, memory: 'empty' });
    const { request } = mockFetch.control;
    await mockFetch('/v1/tasks', titled(''));
    const { body } = await request({ path: '/exchange', query: { id: 1 } });
    expect(body).toMatchObject({ response: { status: 400 }, why: { rules: [{ pointer: '/title' }] } });
    const set = await request({ method: 'POST', path: '/faults', body: { fail: '503:100%' } });
    expect(set.status).toBe(200);
    expect((await mockFetch('/v1/tasks', titled('Wash'))).status).toBe(503);
    expect(await request({ method: 'POST', path: '/faults', body: 7 })).toMatchObject({ status: 400 });
  });

  test('keeps to a namespace', async () => {
    const { control } = createFetch(TASKS, { base: BASE, memory: 'empty' });
    const faults = { method: 'POST', path: '/faults', body: { fail: '503:100%' } } as const;
    await control.request({ ...faults, namespace: 'a' });
    const settings = async (namespace: string) =>
      (await control.request({ path: '/settings', namespace })).body;
    expect(await settings('a')).toMatchObject({ faults: { fail: '503:100%' } });
    expect(await settings('')).toMatchObject({ faults: {} });
  });

  test('belongs to handlers of MSW, too', async () => {
    const { control } = handlers(TASKS);
    expect(await control.request({ path: '/operations' })).toMatchObject({
      status: 200,
      body: {
        operations: [{ id: 'listTasks' }, { id: 'createTask' }, { id: 'readTask' }, { id: 'deleteTask' }],
      },
    });
  });

  test('says that a description cannot be served', async () => {
    const { control, ready } = createFetch({ openapi: '3.1.0' });
    await expect(ready).rejects.toThrow();
    const states: string[] = [];
    control.subscribe(listening([], states));
    await until(() => states.length > 0);
    expect(states).toEqual(['refused']);
    await expect(control.request({ path: '/settings' })).rejects.toThrow();
  });
});
