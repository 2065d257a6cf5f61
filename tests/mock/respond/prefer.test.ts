import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { askWith } from '../ask-description.ts';
import { answers, listOf, pathParameter, ref, takes } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';

const Pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
};
const Fault = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };

const paths = {
  '/pets': {
    get: { responses: { '200': answers(listOf(ref('Pet'))) } },
    post: { requestBody: takes(ref('Pet')), responses: { '201': answers(ref('Pet')) } },
  },
  '/pets/{id}': {
    parameters: [pathParameter('id', { type: 'integer' })],
    get: {
      responses: {
        '200': {
          description: '',
          content: {
            'application/json': {
              schema: ref('Pet'),
              examples: { tom: { value: { id: 1, name: 'Tom' } }, kit: { value: { id: 2, name: 'Kit' } } },
            },
            'text/plain': { schema: { type: 'string' }, examples: { brief: { value: 'Tom' } } },
          },
        },
        '404': {
          description: '',
          content: {
            'application/json': {
              schema: Fault,
              examples: { gone: { value: { message: 'Gone.' } }, never: { value: { message: 'Never.' } } },
            },
          },
        },
        '4XX': answers(Fault),
        '503': { description: '', headers: { 'Retry-After': { schema: { type: 'integer' }, example: 3 } } },
      },
    },
  },
};

const client = () => clientOf(mockPaths(paths, { schemas: { Pet } }));
const ask = (prefer: string | readonly string[], target = '/pets/7') =>
  client().get(target, { prefer: prefer as string });

afterEach(() => {
  jest.useRealTimers();
});

describe('Prefer', () => {
  test.each([
    ['code=404', 404, { message: 'Gone.' }, 'code=404'],
    ['code=404, example=never', 404, { message: 'Never.' }, 'code=404, example="never"'],
    ['example=kit', 200, { id: 2, name: 'Kit' }, 'example="kit"'],
    ['example="kit"', 200, { id: 2, name: 'Kit' }, 'example="kit"'],
    ['example=never', 404, { message: 'Never.' }, 'example="never"'],
    ['code=418', 418, { message: expect.any(String) }, 'code=418'],
    ['code=200;example=tom', 200, { id: 1, name: 'Tom' }, 'code=200, example="tom"'],
    ['wait=0, code=404', 404, { message: 'Gone.' }, 'code=404, wait=0'],
    ['return=minimal, code=404', 404, { message: 'Gone.' }, 'code=404'],
    ['Code=404', 404, { message: 'Gone.' }, 'code=404'],
  ])('%s', async (prefer, status, body, applied) => {
    const answer = await ask(prefer);
    expect([answer.status, answer.body, answer.headers['preference-applied']]).toEqual([
      status,
      body,
      applied,
    ]);
  });

  test('in several fields is combined', async () => {
    const answer = await ask(['code=404', 'example=never']);
    expect([answer.status, answer.body]).toEqual([404, { message: 'Never.' }]);
  });

  test('code returns the header fields of that status too', async () => {
    const answer = await ask('code=503');
    expect([answer.status, answer.text, answer.headers['retry-after']]).toEqual([503, '', '3']);
  });

  test('example in another media type is returned in that media type', async () => {
    const answer = await ask('example=brief');
    expect([answer.headers['content-type'], answer.text]).toEqual(['text/plain', 'Tom']);
  });

  test('dynamic generates a body although there are examples', async () => {
    const answer = await ask('dynamic=true');
    expect(answer.body).toEqual({ id: 7, name: expect.any(String) });
    expect((answer.body as { name: string }).name).not.toMatch(/^(Tom|Kit)$/);
    expect(answer.headers['preference-applied']).toBe('dynamic=true');
    expect((await ask('dynamic=false')).headers['preference-applied']).toBeUndefined();
  });

  test('seed generates different bodies, the same for the same seed', async () => {
    const [one, again, other] = [await ask('seed=1'), await ask('seed=1'), await ask('seed=2')];
    expect(one.text).toBe(again.text);
    expect(one.text).not.toBe(other.text);
    expect(one.headers['preference-applied']).toBe('seed=1');
  });

  test('dynamic and code together generate a body of that status', async () => {
    const answer = await ask('dynamic=true, code=404');
    expect([answer.status, answer.headers['preference-applied']]).toEqual([404, 'code=404, dynamic=true']);
    expect((answer.body as { message: string }).message).not.toMatch(/^(Gone|Never)\.$/);
  });

  test('wait holds the response back for so many seconds', async () => {
    jest.useFakeTimers();
    let isAnswered = false;
    const answer = ask('wait=1').finally(() => (isAnswered = true));
    while (jest.getTimerCount() === 0) await Promise.resolve();
    await jest.advanceTimersByTimeAsync(999);
    expect(isAnswered).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect((await answer).headers['preference-applied']).toBe('wait=1');
  });

  test.each([
    ['code=500', /500.*200, 404, 503, 4XX/],
    ['code=abc', /abc.*200, 404/],
    ['code=', /the documented ones are 200/],
    ['example=nope', /nope.*tom, kit/],
    ['code=404, example=tom', /tom.*404.*gone, never/],
    ['code=503, example=tom', /tom/],
  ])('%s is refused, with a list of what is documented', async (prefer, expected) => {
    const answer = await ask(prefer);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.text).toMatch(expected);
    expect(answer.headers['preference-applied']).toBeUndefined();
  });

  test('for content does not change the state', async () => {
    const { get, post } = client();
    const before = await get('/pets');
    const drawn = await post('/pets', { name: 'Tom' }, { prefer: 'dynamic=true' });
    expect(drawn.status).toBe(201);
    expect((await get('/pets')).text).toBe(before.text);
  });

  test('is ignored when it is unknown', async () => {
    const answer = await client().get('/pets', { prefer: 'respond-async, handling=lenient' });
    expect([answer.status, answer.headers['preference-applied']]).toEqual([200, undefined]);
  });
});

describe('a preferred code that no response can have', () => {
  test.each(['100', '199', '600', '999', '042', '4XX', '20'])(
    'is refused, even where `default` is documented: %s',
    async (code) => {
      const { ask: send } = askWith({ '/a': { get: { responses: { default: { description: 'any' } } } } });
      const { status, text } = await send('GET', '/a', { headers: { prefer: `code=${code}` } });
      expect(status).toBe(400);
      expect(text).toContain(`code=${code} is`);
    },
  );

  test.each(['200', '418', '599'])('is not refused where it is one: %s', async (code) => {
    const { ask: send } = askWith({ '/a': { get: { responses: { default: { description: 'any' } } } } });
    const { status } = await send('GET', '/a', { headers: { prefer: `code=${code}` } });
    expect(status).toBe(Number(code));
  });
});
