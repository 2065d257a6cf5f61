import { describe, expect, test } from '@jest/globals';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../../description/described.ts';
import { clientOf, mockPaths } from '../described.ts';

describe('PUT when no other operation creates items', () => {
  const Bucket = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, size: { type: 'integer' } },
  };
  const paths = {
    '/buckets': { get: { responses: { '200': answers(listOf(Bucket)) } } },
    '/buckets/{name}': {
      parameters: [pathParameter('name')],
      get: { responses: { '200': answers(Bucket) } },
      put: { requestBody: takes(Bucket), responses: { '200': answers(Bucket), '201': answers(Bucket) } },
      delete: { responses: { '204': NOTHING } },
    },
  };

  test('creates with 201, and replaces with 200', async () => {
    const { get, put } = clientOf(mockPaths(paths, { memory: 'empty' }));
    expect((await get('/buckets/a')).status).toBe(404);
    expect((await put('/buckets/a', { name: 'a', size: 1 })).status).toBe(201);
    expect((await put('/buckets/a', { name: 'a', size: 2 })).status).toBe(200);
    expect((await get('/buckets')).body).toEqual([{ name: 'a', size: 2 }]);
  });
});
