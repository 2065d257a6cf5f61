import { describe, expect, test } from '@jest/globals';
import { run, serve } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { json } from '../../description/described.ts';

const Pet = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const odd = { oneOf: [{ type: 'string' }, { type: 'string' }] };
const DESCRIPTION = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: { description: 'All.', content: json({ type: 'array', items: Pet }) } },
      },
      post: {
        requestBody: { content: json(Pet) },
        responses: { 201: { description: 'Made.', content: json(Pet) } },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: { 200: { description: 'One.', content: json(Pet) } } },
    },
    '/odd': { get: { responses: { 200: { description: 'Odd.', content: json(odd) } } } },
  },
};

async function served(...options: readonly string[]) {
  const cwd = folderWith({ 'pets.json': DESCRIPTION });
  return serve(['pets.json', ...options], { cwd });
}

describe('stuntdouble mock', () => {
  test('--items: a collection starts with this many items', async () => {
    const { url, stop } = await served('--items', '7');
    expect(await (await fetch(`${url}/pets`)).json()).toHaveLength(7);
    await stop();
  });

  test.each([
    [['--items', '-1'], /--items/],
    [['--items', 'many'], /--items/],
    [['--items', '3', '--empty'], /--items: leave it out/],
    [['--items', '3', '--stateless'], /--items: leave it out/],
    [['--latency', 'slow'], /--latency slow: give a time/],
    [['--fail', '5'], /--fail 5: '5': give shares/],
    [['--journal-size', 'all'], /--journal-size/],
  ])('refuses %j', async (options, message) => {
    const { code, stderr } = await run(['mock', ...options]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('--latency and --fail: responses are late, and fail; --journal-size: fewer exchanges are kept', async () => {
    const { url, stop } = await served('--latency', '50ms', '--fail', '503:100%', '--journal-size', '1');
    const start = performance.now();
    const { status, headers } = await fetch(`${url}/pets`);
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    expect(performance.now() - start).toBeGreaterThan(45);
    await fetch(`${url}/pets/1`);
    const journal = await (await fetch(`${url}/_stuntdouble/journal`)).json();
    expect(journal).toMatchObject({ exchanges: [{ path: '/pets/1', reason: 'fault: delay=50ms, 503' }] });
    await stop();
  });

  test('settings in a file: scenarios, faults of operations, and what is served', async () => {
    const settings = {
      descriptions: 'pets.json',
      operations: { 'GET /pets/{id}': { fail: '418:100%' } },
      scenario: 'empty',
      scenarios: {
        empty: { fixtures: './none' },
        outage: { faults: { fail: '503:100%' }, answers: { 'POST /pets': { status: 402, times: 1 } } },
      },
    };
    const cwd = folderWith({
      'pets.json': DESCRIPTION,
      'settings/stuntdouble.config.json': { ...settings, descriptions: '../pets.json' },
      'settings/none/pets.json': [],
    });
    const { url, stop } = await serve(['--config', 'settings/stuntdouble.config.json'], { cwd });
    const pets = await fetch(`${url}/pets`);
    expect([pets.headers.get('x-stuntdouble-scenario'), await pets.json()]).toEqual(['empty', []]);
    expect((await fetch(`${url}/pets/1`)).status).toBe(418);
    await fetch(`${url}/_stuntdouble/scenario`, { method: 'POST', body: '{"name":"outage"}' });
    expect((await fetch(`${url}/pets`)).status).toBe(503);
    await stop();
  });

  test.each([
    [{ scenarios: { boom: { faults: { fail: 'x' } } } }, /scenario 'boom': \/fail/],
    [{ scenarios: { boom: { fixtures: './nowhere' } } }, /scenario 'boom': .*there is no such folder/],
    [{ scenarios: { boom: { fixtures: { pets: [{ id: 'x' }] } } } }, /cannot be served/],
    [{ scenario: 'boom' }, /there is no scenario boom/],
    [{ latency: 'slow' }, /--latency slow/],
    [{ scenarios: { boom: { code: 5 } } }, /\/scenarios\/boom: there is no setting code/],
  ])('settings in a file: refuses %j', async (settings, message) => {
    const cwd = folderWith({ 'pets.json': DESCRIPTION, 'stuntdouble.config.json': settings });
    const { code, stderr } = await run(['mock', 'pets.json', '--port', '0'], { cwd });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/\n +at /);
  });

  test('--strict-values: a schema that nothing fits is answered with 501, not with the nearest value', async () => {
    const [near, strict] = [await served(), await served('--strict-values')];
    expect((await fetch(`${near.url}/odd`)).status).toBe(200);
    expect((await fetch(`${strict.url}/odd`)).status).toBe(501);
    await Promise.all([near.stop(), strict.stop()]);
  });

  test('--lenient: an invalid request is answered, and the log says what is wrong', async () => {
    const { url, stop, says } = await served('--lenient');
    const response = await fetch(`${url}/pets?page=two`);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-stuntdouble-violations')).toContain('/page');
    await says(/answered although query \/page must be integer/);
    await stop();
  });

  test('lists them in its help', async () => {
    const { stdout } = await run(['mock', '--help']);
    for (const option of ['--items N', '--strict-values', '--lenient']) expect(stdout).toContain(option);
  });
});
