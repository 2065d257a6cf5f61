import { describe, expect, test } from '@jest/globals';
import { defineBehaviours } from '../../src/mock/behaviour/behaviour.ts';
import { createFetch, embed } from '../../src/embed/fetch.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { TASKS } from './api.ts';

const BASE = 'https://tasks.example.com/v1';
const SESSION = { headers: { cookie: 'session=1' } };

function post(body: unknown): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

describe('a fetch that a mock responds to', () => {
  test('remembers what requests change, and is put back', async () => {
    const mockFetch = createFetch(TASKS, { memory: 'empty' });
    const created = await mockFetch(`${BASE}/tasks`, post({ title: 'Wash' }));
    expect(created.status).toBe(201);
    const task = (await created.json()) as { id: string };
    expect(task).toMatchObject({ title: 'Wash', done: false });
    expect(await (await mockFetch(`${BASE}/tasks`, SESSION)).json()).toEqual([task]);

    const saved = await mockFetch.snapshot();
    const gone = await mockFetch(`${BASE}/tasks/${task.id}`, { method: 'DELETE' });
    expect([gone.status, gone.body]).toEqual([204, null]);
    expect((await mockFetch(`${BASE}/tasks/${task.id}`)).status).toBe(404);
    await mockFetch.restore(saved);
    expect((await mockFetch(`${BASE}/tasks/${task.id}`)).status).toBe(200);
    await mockFetch.reset();
    expect(await (await mockFetch(`${BASE}/tasks`, SESSION)).json()).toEqual([]);
  });

  test('takes what fetch takes: a request, a URL, a relative address', async () => {
    const mockFetch = createFetch(TASKS, { base: BASE });
    const [one] = (await (await mockFetch(new Request(`${BASE}/tasks`, SESSION))).json()) as { id: string }[];
    const same = await Promise.all(
      [new URL(`${BASE}/tasks/${one?.id}`), `/v1/tasks/${one?.id}`].map((address) => mockFetch(address)),
    );
    for (const response of same) expect(await response.json()).toEqual(one);
  });

  test('refuses what breaks the description', async () => {
    const mockFetch = createFetch(TASKS, { base: BASE });
    expect((await mockFetch('/v1/tasks', post({ title: '' }))).status).toBe(400);
    expect((await mockFetch('/v1/tasks')).status).toBe(401);
    expect((await mockFetch('/v1/tasks', { method: 'PATCH' })).status).toBe(405);
    expect((await mockFetch('/v1/tsks')).status).toBe(404);
  });

  test('leaves paths that the description does not have to another fetch', async () => {
    const asked: string[] = [];
    const otherwise: typeof fetch = async (request) => {
      asked.push((request as Request).url);
      return new Response('other');
    };
    const mockFetch = createFetch(TASKS, { otherwise });
    expect(await (await mockFetch('http://localhost/logo.svg')).text()).toBe('other');
    expect((await mockFetch(`${BASE}/tasks`, { method: 'PATCH' })).status).toBe(405);
    expect(asked).toEqual(['http://localhost/logo.svg']);
  });

  test('rejects as fetch does once it is aborted', async () => {
    const endless = defineBehaviours({ operations: { readTask: () => new Promise(() => undefined) } });
    const mockFetch = createFetch(TASKS, { base: BASE, behaviours: endless });
    const stop = new AbortController();
    const pending = mockFetch('/v1/tasks/1', { signal: stop.signal });
    stop.abort();
    await expect(pending).rejects.toThrow('aborted');
    await expect(mockFetch('/v1/tasks/1', { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  test('takes a loaded description', async () => {
    const mockFetch = createFetch(loadDescriptionSync(TASKS), { base: BASE });
    expect((await mockFetch('/v1/tasks', SESSION)).status).toBe(200);
  });

  test('HEAD has the fields of GET and no body', async () => {
    const mockFetch = createFetch(TASKS, { base: BASE });
    const [head, get] = await Promise.all([
      mockFetch('/v1/tasks', { ...SESSION, method: 'HEAD' }),
      mockFetch('/v1/tasks', SESSION),
    ]);
    expect(head.status).toBe(200);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(await head.text()).toBe('');
  });

  test('keeps its state over reloads of the page', async () => {
    const kept = new Map<string, string>();
    const sessionStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    };
    Object.assign(globalThis, { sessionStorage });
    const reloaded = (name?: string) =>
      createFetch(TASKS, { base: BASE, memory: 'empty', persist: 'sessionStorage', ...(name && { name }) });
    const created = await reloaded()('/v1/tasks', post({ title: 'Wash' }));
    const { id } = (await created.json()) as { id: string };
    const again = reloaded();
    expect(await (await again(`/v1/tasks/${id}`)).json()).toMatchObject({ title: 'Wash' });
    expect((await reloaded('other')(`/v1/tasks/${id}`)).status).toBe(404);
    const item = { id, title: 'Iron', done: true };
    const place = { api: 'api', collection: 'tasks', id };
    const edited = await again.control.request({ method: 'PUT', path: '/items', body: { ...place, item } });
    expect(edited.status).toBe(200);
    expect(await (await reloaded()(`/v1/tasks/${id}`)).json()).toEqual(item);
    await again.reset();
    expect((await reloaded()(`/v1/tasks/${id}`)).status).toBe(404);
    kept.set('stuntdouble:api', '{"":{"apis":5}}');
    expect((await reloaded()('/v1/tasks', SESSION)).status).toBe(200);
    Reflect.deleteProperty(globalThis, 'sessionStorage');
  });

  test('tells what is wrong with a description or fixtures', async () => {
    const broken = createFetch({ openapi: '3.1.0', info: {}, paths: {} });
    await expect(broken.ready).rejects.toThrow('there is nothing to serve');
    await expect(broken('http://localhost/')).rejects.toThrow('there is nothing to serve');
    const wrong = createFetch(TASKS, { fixtures: { tasks: [{ title: 'without an identifier' }] } });
    await expect(wrong.ready).rejects.toThrow('tasks');
  });
});

describe('whether an address is served', () => {
  const origin = 'https://tasks.example.com';

  test('is told without a wait where no path can have it: what the mock needs may be asked for through it', async () => {
    const mock = embed(TASKS);
    const told: string[] = [];
    const making = mock.ready.then(() => told.push('ready'));
    for (const path of ['/', '/chunk-AB12.js', '/assets/tasks.js', '/v1/tasks.js', '/v1/tasks/a/b'])
      told.push(`${path}: ${await mock.serves(origin + path)}`);
    await making;
    expect(told).toEqual([
      '/: false',
      '/chunk-AB12.js: false',
      '/assets/tasks.js: false',
      '/v1/tasks.js: false',
      '/v1/tasks/a/b: false',
      'ready',
    ]);
  });

  test.each([
    ['/v1/tasks', true],
    ['/tasks', true],
    ['/tasks/a%2Fb', true],
    ['/v2/tasks', false],
    ['/v2/other/tasks/7', false],
  ])('%s: %p', async (path, expected) => {
    expect(await embed(TASKS).serves(origin + path)).toBe(expected);
    const description = loadDescriptionSync(TASKS, { name: 'tasks' });
    expect(await embed(description).serves(origin + path)).toBe(expected);
  });
});
