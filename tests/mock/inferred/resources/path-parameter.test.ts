import { describe, expect, test } from '@jest/globals';
import { answers, NOTHING, pathParameter, ref, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths } from '../described.ts';

const App = {
  type: 'object',
  required: ['name'],
  properties: { id: { type: 'string' }, name: { type: 'string' } },
};

describe('a path parameter that nobody describes', () => {
  const paths = {
    '/apps': { post: { requestBody: takes(App), responses: { '200': answers(App) } } },
    '/apps/{app_id}': {
      get: { responses: { '200': answers(App), '404': NOTHING } },
      put: {
        parameters: [pathParameter('app_id')],
        requestBody: takes(App),
        responses: { '200': answers(App) },
      },
    },
    '/apps/{app_id}/logs': { get: { responses: { '200': answers({ type: 'object' }), '404': NOTHING } } },
    '/teams/{team}/apps/{app}': { get: { responses: { '200': answers(App) } } },
  };

  test('identifies an item by the text in the path', async () => {
    const { get, post, put } = clientOf(mockPaths(paths));
    const { id } = bodyOf(await post('/apps', { name: 'one' }));
    expect((await get(`/apps/${String(id)}`)).body).toEqual({ id, name: 'one' });
    expect((await put(`/apps/${String(id)}`, { name: 'two' })).status).toBe(200);
    expect((await get(`/apps/${String(id)}`)).body).toEqual({ id, name: 'two' });
    expect((await get(`/apps/${String(id)}/logs`)).status).toBe(200);
    const unknown = await get('/apps/un%20known');
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain('un known');
  });

  test('is decoded, and refused when its encoding is broken', async () => {
    const { get } = clientOf(mockPaths(paths));
    expect((await get('/teams/a/apps/b%2Fc')).body).toMatchObject({ id: 'b/c' });
    expect((await get('/teams/a/apps/100%')).body).toMatchObject({ status: 400 });
  });

  test('has its text in the member of that name, although a query parameter is called so, too', async () => {
    const Job = { type: 'object', required: ['job'], properties: { job: { type: 'string' } } };
    const { get } = clientOf(
      mockPaths({
        '/export/{job}': {
          get: {
            parameters: [{ name: 'job', in: 'query', required: true, schema: { type: 'string' } }],
            responses: { '200': answers(Job) },
          },
        },
      }),
    );
    expect((await get('/export/nightly?job=other')).body).toEqual({ job: 'nightly' });
  });
});

describe('a path parameter whose values are listed', () => {
  const Level = { type: 'string', enum: ['low', 'high'] };
  const Settings = { type: 'object', required: ['note'], properties: { note: { type: 'string' } } };

  test.each([
    ['by enum', 'low', Level],
    ['by const', 'low', { const: 'low' }],
    ['by a reference', 'low', ref('Level')],
    ['by allOf', 'low', { allOf: [ref('Level'), { description: 'How much.' }] }],
    ['by each branch', 'low', { oneOf: [{ const: 'low' }, { enum: ['high'] }] }],
    ['as numbers', '1', { type: 'integer', enum: [1, 2] }],
  ])('identifies no item: %s', async (_, value, schema) => {
    const Report = { type: 'object', properties: { id: { type: 'string' }, text: { type: 'string' } } };
    const paths = {
      '/projects/{id}/reports/{level}': {
        parameters: [pathParameter('id', { type: 'integer' }), pathParameter('level', schema)],
        get: { responses: { '200': answers(Report) } },
        delete: { responses: { '204': NOTHING } },
      },
    };
    for (const memory of ['on', 'empty'] as const) {
      const { get } = clientOf(mockPaths(paths, { schemas: { Level }, memory }));
      expect((await get(`/projects/7/reports/${value}`)).status).toBe(200);
    }
  });

  test('has a thing of its own for each value', async () => {
    const paths = {
      '/settings/{level}': {
        parameters: [pathParameter('level', Level)],
        get: { responses: { '200': answers(Settings) } },
        put: { requestBody: takes(Settings), responses: { '200': answers(Settings) } },
      },
    };
    const { get, put } = clientOf(mockPaths(paths));
    const before = await get('/settings/high');
    await put('/settings/low', { note: 'changed' });
    expect((await get('/settings/low')).body).toEqual({ note: 'changed' });
    expect((await get('/settings/high')).body).toEqual(before.body);
  });

  test('identifies items when other values are allowed beside them, or a correction says so', async () => {
    const open = { anyOf: [{ enum: ['low', 'high'] }, { type: 'string' }] };
    const item = (schema: object, extra: object = {}) => ({
      '/apps/{id}': {
        parameters: [pathParameter('id', schema)],
        get: { responses: { '200': answers(App) }, ...extra },
      },
    });
    const options = { memory: 'empty' } as const;
    const status = async (paths: object) =>
      (await clientOf(mockPaths(paths, options)).get('/apps/low')).status;
    expect(await status(item(open))).toBe(404);
    expect(await status(item(Level, { 'x-stuntdouble': { role: 'read' } }))).toBe(404);
    expect(await status(item(Level))).toBe(200);
  });
});
