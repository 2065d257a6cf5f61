import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { http, HttpResponse } from 'msw';
import { defaultNetworkOptions, setupServer } from 'msw/node';
import { handlers, network } from '../../src/embed/msw.ts';
import { TASKS } from './api.ts';

const BASE = 'https://tasks.example.com/v1';
const tasks = handlers(TASKS, { memory: 'empty', origin: 'https://tasks.example.com' });
const server = setupServer(
  ...tasks,
  http.all('*', () => new HttpResponse('not ours')),
);

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(async () => {
  server.resetHandlers();
  await tasks.reset();
});
afterAll(() => {
  server.close();
});

describe('handlers for MSW', () => {
  test('respond to fetch, and remember', async () => {
    const sent = { title: 'Wash' };
    const created = await fetch(`${BASE}/tasks`, {
      method: 'POST',
      body: JSON.stringify(sent),
      headers: { 'content-type': 'application/json' },
    });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    expect(await (await fetch(`${BASE}/tasks/${id}`)).json()).toMatchObject({ id, ...sent });
    expect((await fetch(`${BASE}/tasks/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(`${BASE}/tasks/${id}`)).status).toBe(404);
  });

  test('refuse what breaks the description', async () => {
    expect((await fetch(`${BASE}/tasks`)).status).toBe(401);
    expect((await fetch(`${BASE}/tasks`, { headers: { cookie: 'session=1' } })).status).toBe(200);
    expect((await fetch(`${BASE}/tasks/1`, { method: 'PUT' })).status).toBe(405);
  });

  test('leave other paths and origins to other handlers', async () => {
    expect(await (await fetch(`${BASE}/users`)).text()).toBe('not ours');
    expect(await (await fetch('https://other.example.com/v1/tasks')).text()).toBe('not ours');
  });

  test('stand behind handlers that a test adds', async () => {
    server.use(http.get(`${BASE}/tasks/:id`, () => new HttpResponse(null, { status: 503 })));
    expect((await fetch(`${BASE}/tasks/1`)).status).toBe(503);
  });
});

describe('a network of MSW', () => {
  const origin = 'https://network.example.com';

  test('has the mock, and handlers that come before it', async () => {
    server.close();
    const first = http.get(`${origin}/v1/tasks/first`, () => HttpResponse.json({ id: 'first' }));
    const options = {
      memory: 'empty',
      origin,
      handlers: [first],
      sources: defaultNetworkOptions.sources,
    } as const;
    const defined = await network(TASKS, { ...options, context: { quiet: true } });
    defined.enable();
    const body = JSON.stringify({ title: 'Wash' });
    const headers = { 'content-type': 'application/json' };
    const created = await fetch(`${origin}/v1/tasks`, { method: 'POST', body, headers });
    const { id } = (await created.json()) as { id: string };
    expect([created.status, (await fetch(`${origin}/v1/tasks/${id}`)).status]).toEqual([201, 200]);
    expect(await (await fetch(`${origin}/v1/tasks/first`)).json()).toEqual({ id: 'first' });
    defined.use(http.get(`${origin}/v1/tasks/:id`, () => new HttpResponse(null, { status: 503 })));
    expect((await fetch(`${origin}/v1/tasks/${id}`)).status).toBe(503);
    defined.resetHandlers();
    await defined.reset();
    expect((await fetch(`${origin}/v1/tasks/${id}`)).status).toBe(404);
    expect(await defined.control.request({ path: '/journal' })).toMatchObject({
      body: { exchanges: [{ operation: 'readTask', response: { status: 404 } }] },
    });
    defined.disable();
  });
});
