import { describe, expect, test } from '@jest/globals';
import { answers, listOf, pathParameter, ref } from '../../../description/described.ts';
import { clientOf, mockPaths } from '../described.ts';
import { collection, thing } from '../collection.ts';

describe('paths that only look like a collection', () => {
  const Job = thing({ id: { type: 'integer', readOnly: true }, state: { type: 'string' } });
  const paths = {
    ...collection(ref('Job'), { path: '/jobs', parameter: { type: 'integer' } }),
    '/jobs/{id}/cancel': {
      parameters: [pathParameter('id', { type: 'integer' })],
      post: {
        responses: {
          '200': {
            description: '',
            content: {
              'application/json': { schema: ref('Job'), example: { id: 1, name: 'J', state: 'cancelled' } },
            },
          },
        },
      },
    },
    '/jobs/search': { get: { responses: { '200': answers(listOf(ref('Job'))) } } },
    '/search/{text}': {
      parameters: [pathParameter('text')],
      get: {
        responses: {
          '200': answers({ type: 'object', required: ['hits'], properties: { hits: { type: 'integer' } } }),
        },
      },
    },
  };

  test('change nothing: an action responds with its item, others with examples', async () => {
    const { get, post } = clientOf(mockPaths(paths, { schemas: { Job } }));
    const before = await get('/jobs');
    expect((await post('/jobs/1/cancel')).body).toEqual((await get('/jobs/1')).body);
    expect((await get('/jobs')).text).toBe(before.text);
    expect((await get('/jobs/search')).status).toBe(200);
    expect((await get('/search/anything')).status).toBe(200);
  });
});
