import { describe, expect, test } from '@jest/globals';
import { follow } from './jobs.ts';

describe('a Location', () => {
  test.each(['/jobs/j1', 'jobs/j1', 'http://internal:8080/api/jobs/j1?x=1', '/base/path/jobs/j1'])(
    'is followed, however it is written: %s',
    async (location) => {
      const { asked, found } = await follow({ location });
      expect(found).toEqual([]);
      expect(asked).toContain('GET /jobs/j1');
    },
  );

  test('that leads to nothing is found', async () => {
    const { found } = await follow({ location: '/jobs/gone', missing: /gone/ });
    expect(found).toEqual(['jobs/start/sequence/location located: 404']);
  });

  test.each(['/elsewhere/j1', '', '%', undefined])(
    'that is no place of the API is let be: %s',
    async (location) => {
      const { found, counts } = await follow({ location });
      expect({ found, blocked: counts.blocked }).toEqual({ found: [], blocked: 0 });
    },
  );
});
