import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { ask } from '../ask.ts';
import { describeThings, mockThings, thingsWithPaths } from '../things.ts';
import { answers, queryParameter } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';

const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };

/** A mock without behaviours: one path with these responses. */
function mockOf(responses: object, extra: object = {}) {
  return createMock({
    descriptions: describeThings(thingsWithPaths({ '/a': { get: { responses, ...extra } } })),
  });
}

function content(examples: object | undefined, range = 'application/json') {
  return { description: 'An answer.', content: { [range]: { schema, ...(examples && { examples }) } } };
}

describe('an operation without a behaviour', () => {
  const responses = {
    '404': content({ none: { value: { n: 404 } } }),
    '201': content({ made: { value: { n: 201 } } }),
    '200': content({ first: { value: { n: 1 } }, second: { value: { n: 2 } } }),
  };

  test('returns the first example of its lowest success status', async () => {
    const answer = await ask(mockOf(responses), { target: '/a' });
    expect([answer.status, answer.body]).toEqual([200, { n: 1 }]);
  });

  test.each([
    ['code=201', 201, { n: 201 }],
    ['code=404', 404, { n: 404 }],
    ['example=second', 200, { n: 2 }],
    ['example=none', 404, { n: 404 }],
    ['code=200, example=second', 200, { n: 2 }],
    ['code="200"; example="second"', 200, { n: 2 }],
    ['respond-async, CODE=201', 201, { n: 201 }],
    ['code=201, code=404', 201, { n: 201 }],
    ['return=minimal', 200, { n: 1 }],
  ])('returns what the client prefers with "%s"', async (prefer, status, body) => {
    const answer = await ask(mockOf(responses), { target: '/a', headers: { prefer } });
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  test.each([
    ['code=500', '500'],
    ['code=200, example=none', 'none'],
    ['code=nonsense', 'nonsense'],
  ])('refuses "%s", which is not documented, and lists what is', async (prefer, named) => {
    const answer = await ask(mockOf(responses), { target: '/a', headers: { prefer } });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(named);
    expect(answer.text).toMatch(/the documented ones are/);
  });

  test('generates a response that fits the schema when there is no example', async () => {
    const answer = await ask(mockOf({ '200': content(undefined) }), { target: '/a' });
    expect([answer.status, answer.body]).toEqual([200, { n: expect.any(Number) }]);
  });

  test('responds without a body when none is documented', async () => {
    const answer = await ask(mockOf({ '204': { description: 'Done.' } }), { target: '/a' });
    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([204, '', undefined]);
  });

  test('replaces an example that breaks its schema by a generated body, and says so', async () => {
    const answer = await ask(mockOf({ '200': content({ wrong: { value: { n: 'x' } } }) }), { target: '/a' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ n: expect.any(Number) });
    expect(answer.headers['x-stuntdouble-note']).toContain('the example wrong breaks its schema at /n');
  });

  test('gives a range of statuses and a default the requested status', async () => {
    const ranged = {
      '2XX': content({ any: { value: { n: 2 } } }),
      default: content({ other: { value: { n: 0 } } }),
    };
    const statuses = await Promise.all(
      ['return=minimal', 'code=207', 'code=503'].map(async (prefer) => {
        const answer = await ask(mockOf(ranged), { target: '/a', headers: { prefer } });
        return [answer.status, answer.body];
      }),
    );
    expect(statuses).toEqual([
      [200, { n: 2 }],
      [207, { n: 2 }],
      [503, { n: 0 }],
    ]);
  });

  test('accepts any credential when there are no identities, and requires one', async () => {
    const app = createMock({
      descriptions: describeThings({
        ...thingsWithPaths({ '/a': { get: { responses: { '204': { description: 'Done.' } } } } }),
        security: [{ key: ['some-role'] }],
      }),
    });
    expect((await ask(app, { target: '/a', headers: { 'x-key': 'anything' } })).status).toBe(204);
    expect((await ask(app, { target: '/a' })).status).toBe(401);
  });
});

describe('a preference', () => {
  test('has priority over the behaviour, which then does not run', async () => {
    const app = mockThings({
      operations: {
        getThing: () => {
          throw new Error('ran');
        },
      },
    });
    const answer = await ask(app, { target: '/things/7', headers: { prefer: 'code=200' } });
    expect(answer.status).toBe(200);
  });

  test('is applied after credentials and parameters were checked', async () => {
    const app = mockThings({ auth: true });
    const headers = { prefer: 'code=200' };
    expect((await ask(app, { target: '/things', headers })).status).toBe(401);
    expect(
      (await ask(app, { target: '/things?limit=0', headers: { ...headers, 'x-key': 'k' } })).status,
    ).toBe(400);
  });
});

describe('the media type of a response', () => {
  const responses = {
    '200': {
      description: 'In two media types.',
      content: {
        'application/json': { schema, example: { n: 1 } },
        'text/plain': { schema: { type: 'string' }, example: 'one' },
      },
    },
  };

  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['application/*;q=0.1, image/png', 'application/json'],
    ['text/html, */*;q=0.1', 'application/json'],
  ])('with Accept %s is %s', async (accept, type) => {
    const answer = await ask(mockOf(responses), { target: '/a', headers: { ...(accept && { accept }) } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
  });

  test.each(['*', '*/*'])('is one that the mock knows, where the description has %s', async (range) => {
    const file = { type: 'string', format: 'binary' };
    const any = { '200': { description: '', content: { [range]: { schema: file } } } };
    for (const headers of [{}, { accept: 'image/png' }, { accept: '*/*' }]) {
      const answer = await ask(mockOf(any), { target: '/a', headers });
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/octet-stream']);
    }
  });

  test.each(['image/png', 'application/json;q=0, text/plain;q=0', '*/*;q=0'])(
    'is none that %s takes: 406',
    async (accept) => {
      const answer = await ask(mockOf(responses), { target: '/a', headers: { accept } });
      expect(answer.status).toBe(406);
      expect(answer.text).toContain('application/json');
    },
  );

  test('has the example of that media type', async () => {
    const answer = await ask(mockOf(responses), { target: '/a', headers: { accept: 'text/plain' } });
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([200, 'text/plain', 'one']);
  });
});

describe('a list that is not a collection', () => {
  const days = ['01', '02', '03', '04', '05'].map((day) => ({
    date: `2024-01-${day}`,
    open: Number(day) * 2,
  }));
  const Day = { type: 'object', properties: { date: { type: 'string' }, open: { type: 'integer' } } };
  const parameters = [
    queryParameter('limit'),
    queryParameter('page'),
    queryParameter('sort', { type: 'string' }),
    queryParameter('date', { type: 'string' }),
  ];
  const get = (example: unknown, shown: object, target: string, headers = {}) =>
    clientOf(
      mockPaths({ '/hours': { get: { parameters, responses: { '200': answers({ ...shown, example }) } } } }),
    ).get(target, headers);
  const list = { type: 'array', items: Day };
  const envelope = {
    type: 'object',
    properties: { data: list, total: { type: 'integer' }, page: { type: 'integer' } },
  };

  test('is paged and sorted by its parameters', async () => {
    expect((await get(days, list, '/hours')).body).toEqual(days);
    expect((await get(days, list, '/hours?limit=2&page=2')).body).toEqual(days.slice(2, 4));
    expect((await get(days, list, '/hours?limit=2&page=9')).body).toEqual([]);
    expect((await get(days, list, '/hours?sort=-date&limit=1')).body).toEqual(days.slice(4));
    const body = { data: days, total: 5, page: 1 };
    expect((await get(body, envelope, '/hours?limit=2&page=3')).body).toEqual({
      data: days.slice(4),
      total: 5,
      page: 3,
    });
  });

  test('is not filtered, and a requested example is not paged', async () => {
    expect((await get(days, list, '/hours?date=2024-07-01')).body).toEqual(days);
    expect((await get(days, list, '/hours?limit=2', { prefer: 'code=200' })).body).toEqual(days);
  });
});
