import { describe, expect, test } from '@jest/globals';
import { run, serve } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { json } from '../../description/described.ts';

const Pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: { responses: { 200: { description: 'All.', content: json({ type: 'array', items: Pet }) } } },
      post: {
        requestBody: { content: json(Pet) },
        responses: { 201: { description: 'Made.', content: json(Pet) } },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: { 200: { description: 'One.', content: json(Pet) } } },
    },
    '/odd': {
      get: { responses: { 200: { description: 'Odd.', content: json(Pet, { example: { id: 'one' } }) } } },
    },
  },
};

async function served(options: readonly string[]) {
  const folder = folderWith({ 'pets.json': PETS });
  const { url, stop } = await serve(['pets.json', '--quiet', ...options], { cwd: folder });
  const get = async (path: string) => (await fetch(url + path)).json();
  const create = () =>
    fetch(`${url}/pets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 77, name: 'Tom' }),
    });
  return { url, get, create, stop };
}

describe('the inferred state of a mock', () => {
  test('starts with a few items', async () => {
    const { get, create, stop } = await served([]);
    await create();
    const all = (await get('/pets')) as unknown[];
    expect(all.length).toBeGreaterThan(1);
    expect(all).toContainEqual({ id: 77, name: 'Tom' });
    await stop();
  });

  test('starts with nothing: --empty', async () => {
    const { get, create, stop } = await served(['--empty']);
    expect(await get('/pets')).toEqual([]);
    await create();
    expect(await get('/pets')).toEqual([{ id: 77, name: 'Tom' }]);
    await stop();
  });

  test('does not exist: --stateless', async () => {
    const { get, create, stop } = await served(['--stateless']);
    const before = await get('/pets');
    await create();
    expect(await get('/pets')).toEqual(before);
    await stop();
  });

  test('cannot be both empty and stateless', async () => {
    const folder = folderWith({ 'pets.json': PETS });
    const { code, stderr } = await run(['mock', 'pets.json', '--empty', '--stateless'], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining('--empty and --stateless: give one of them')]);
  });
});

describe('an example that breaks its schema', () => {
  test('is replaced, except with --examples-as-is', async () => {
    const [usual, asIs] = await Promise.all([served([]), served(['--examples-as-is'])]);
    expect(await usual.get('/odd')).toMatchObject({ id: expect.any(Number), name: expect.any(String) });
    expect(await asIs.get('/odd')).toEqual({ id: 'one' });
    await Promise.all([usual.stop(), asIs.stop()]);
  });
});

describe('the control endpoint', () => {
  test('is enabled, needs a token behind a proxy, and can be disabled', async () => {
    const [open, closed] = await Promise.all([served(['--control-token', 'hush']), served(['--no-control'])]);
    const asked = (url: string, headers: Record<string, string> = {}) =>
      fetch(`${url}/_stuntdouble/apis`, { headers }).then(({ status }) => status);
    const via = { 'x-forwarded-for': '192.0.2.1' };
    expect(await asked(open.url)).toBe(200);
    expect(await asked(open.url, via)).toBe(403);
    expect(await asked(open.url, { ...via, authorization: 'Bearer hush' })).toBe(200);
    expect(await asked(closed.url)).toBe(404);
    await Promise.all([open.stop(), closed.stop()]);
  });

  test('refuses an empty token', async () => {
    const { code, stderr } = await run(['mock', '--control-token=']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--control-token: an empty one')]);
  });
});
