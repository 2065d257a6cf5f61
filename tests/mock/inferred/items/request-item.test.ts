import { describe, expect, test } from '@jest/globals';
import { answers, listOf, pathParameter, ref, takes } from '../../../description/described.ts';
import { clientOf, mockPaths, pluck } from '../described.ts';
import { thing } from '../collection.ts';

describe('a body that is not JSON', () => {
  const Thing = thing({
    id: { type: 'integer', readOnly: true },
    size: { type: 'integer' },
    file: { type: 'string' },
  });
  const sent = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, size: { type: 'integer' }, file: { type: 'string' } },
  };
  const paths = (range: string) => ({
    '/things': {
      get: { responses: { '200': answers(listOf(ref('Thing'))) } },
      post: { requestBody: takes(sent, range), responses: { '201': answers(ref('Thing')) } },
    },
    '/things/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(ref('Thing')) } },
    },
  });

  test('creates an item from a form', async () => {
    const { get, post } = clientOf(
      mockPaths(paths('application/x-www-form-urlencoded'), { schemas: { Thing } }),
    );
    const made = await post('/things', 'name=A+b&size=3', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(made.body).toMatchObject({ name: 'A b', size: 3 });
    expect((await get(String(made.headers['location']))).body).toEqual(made.body);
  });

  test('creates an item from the parts of a multipart body', async () => {
    const { get, post } = clientOf(mockPaths(paths('multipart/form-data'), { schemas: { Thing } }));
    const body = [
      '--x',
      'Content-Disposition: form-data; name="name"',
      '',
      'A',
      '--x',
      'Content-Disposition: form-data; name="size"',
      '',
      '3',
      '--x',
      'Content-Disposition: form-data; name="file"; filename="a.txt"',
      'Content-Type: text/plain',
      '',
      'hello',
      '--x--',
      '',
    ].join('\r\n');
    const made = await post('/things', body, { 'content-type': 'multipart/form-data; boundary=x' });
    expect(made.body).toMatchObject({ name: 'A', size: 3 });
    expect((await get(String(made.headers['location']))).body).toEqual(made.body);
  });

  test('creates several items from a list', async () => {
    const { get, post } = clientOf(
      mockPaths(
        {
          '/things': {
            get: { responses: { '200': answers(listOf(ref('Thing'))) } },
            post: {
              requestBody: takes(listOf(ref('Thing'))),
              responses: { '201': answers(listOf(ref('Thing'))) },
            },
          },
          '/things/{id}': {
            parameters: [pathParameter('id', { type: 'integer' })],
            get: { responses: { '200': answers(ref('Thing')) } },
          },
        },
        { schemas: { Thing } },
      ),
    );
    const made = await post('/things', [{ name: 'A' }, { name: 'B' }]);
    expect(made.status).toBe(201);
    expect(pluck(made.body, 'name')).toEqual(['A', 'B']);
    expect(pluck((await get('/things')).body, 'name')).toEqual(expect.arrayContaining(['A', 'B']));
    const [id] = pluck(made.body, 'id');
    expect((await get(`/things/${String(id)}`)).body).toMatchObject({ name: 'A' });
  });
});
