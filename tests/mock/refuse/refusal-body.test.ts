import { describe, expect, test } from '@jest/globals';
import { answers, listOf, NOTHING, takes } from '../../description/described.ts';
import { bodyOf, clientOf, mockPaths } from '../inferred/described.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const shape = (properties: object, required = Object.keys(properties)) => ({
  type: 'object',
  required,
  properties,
});

/** Sends a parameter that is not a number, when 400 has this schema and example. */
async function refusal(schema: object, example?: unknown, range = 'application/json') {
  const content = { [range]: { schema, ...(example !== undefined && { example }) } };
  const paths = {
    '/a': {
      get: {
        parameters: [{ name: 'n', in: 'query', schema: integer }],
        responses: { '204': NOTHING, '400': { description: '', content } },
      },
    },
  };
  const answer = await clientOf(mockPaths(paths)).get('/a?n=x');
  expect([answer.status, answer.headers['content-type']]).toEqual([400, range]);
  return answer;
}

const REASON = expect.stringMatching(/\bn\b.*must be integer/);

describe('a refusal with the documented shape and the actual reason', () => {
  test.each([
    ['message', shape({ message: text }), { message: REASON }],
    ['error', shape({ error: text }), { error: REASON }],
    [
      'detail',
      shape({ type: text, title: text, status: integer, detail: text }),
      { detail: REASON, status: 400 },
    ],
    ['reason', shape({ code: integer, reason: text }), { reason: REASON }],
    ['msg', shape({ ok: { const: false }, msg: text }), { msg: REASON }],
    ['errorMessage', shape({ errorCode: text, errorMessage: text }), { errorMessage: REASON }],
    ['error_message', shape({ error_message: text }), { error_message: REASON }],
    ['Message', shape({ Message: text, Code: text }), { Message: REASON }],
    [
      'error.message',
      shape({ error: shape({ code: integer, message: text }) }),
      { error: { message: REASON } },
    ],
    ['errors[]', shape({ errors: listOf(text) }), { errors: [REASON] }],
    [
      'errors[].message',
      shape({ errors: listOf(shape({ field: text, message: text })) }),
      { errors: [{ field: 'n', message: REASON }] },
    ],
    [
      'errors[].detail',
      shape({ errors: listOf(shape({ status: text, detail: text })) }),
      { errors: [{ status: '400', detail: REASON }] },
    ],
    [
      'detail[].msg',
      shape({ detail: listOf(shape({ loc: listOf({ anyOf: [text, integer] }), msg: text, type: text })) }),
      { detail: [{ loc: ['query', 'n'], msg: REASON }] },
    ],
    [
      'errors by field',
      shape({ message: text, errors: { type: 'object', additionalProperties: listOf(text) } }),
      { message: REASON, errors: { n: [REASON] } },
    ],
    [
      'meta.message',
      shape({ meta: shape({ message: text, status: integer }) }),
      { meta: { message: REASON, status: 400 } },
    ],
    [
      'status.message',
      shape({ status: shape({ code: integer, message: text }) }),
      { status: { message: REASON } },
    ],
    ['[].message', listOf(shape({ message: text })), [{ message: REASON }]],
  ])('%s', async (_, schema, expected) => {
    expect((await refusal(schema)).body).toMatchObject(expected);
  });

  test('has the kind of error from its example', async () => {
    const schema = shape({ code: integer, type: text, message: text });
    const example = { code: 1042, type: 'invalid_request', message: 'Something.' };
    expect((await refusal(schema, example)).body).toEqual({ ...example, message: REASON });
  });

  test('has the actual status instead of the one in the example', async () => {
    const schema = shape({ error: text, errorCode: integer, errorDescription: text });
    const example = { error: 'Unauthorized', errorCode: 401, errorDescription: 'you need to log in' };
    expect((await refusal(schema, example)).body).toMatchObject({ errorCode: 400, errorDescription: REASON });
  });

  test('keeps the example when the reason does not fit', async () => {
    const schema = shape({ message: { type: 'string', enum: ['bad', 'worse'] } });
    expect((await refusal(schema, { message: 'worse' })).body).toEqual({ message: 'worse' });
  });

  test('truncates the reason to the documented length', async () => {
    const { body } = await refusal(shape({ message: { type: 'string', maxLength: 20 } }));
    expect((body as { message: string }).message.length).toBeLessThanOrEqual(20);
    expect(body).toEqual({ message: expect.stringMatching(/n/) });
  });
});

describe('a documented refusal that is not JSON', () => {
  test.each([
    ['text/plain', text, undefined, /must be integer/],
    ['text/html', text, '<h1>Bad</h1>', /must be integer/],
    [
      'application/xml',
      { ...shape({ message: text }), xml: { name: 'error' } },
      undefined,
      /<error>\s*<message>[^<]*must be integer/,
    ],
    [
      'text/xml',
      { ...shape({ code: integer, message: text }), xml: { name: 'error' } },
      { code: 3, message: 'x' },
      /<code>3<\/code>\s*<message>[^<]*must be integer/,
    ],
    [
      'application/problem+xml',
      { ...shape({ title: text, detail: text }), xml: { name: 'problem' } },
      undefined,
      /<detail>[^<]*must be integer/,
    ],
  ])('has the reason too: %s', async (range, schema, example, expected) => {
    expect((await refusal(schema, example, range)).text).toMatch(expected);
  });

  test('in HTML is escaped', async () => {
    const paths = {
      '/a': {
        get: {
          parameters: [{ name: 'n', in: 'query', schema: { type: 'string', enum: ['a'] } }],
          responses: {
            '204': NOTHING,
            '400': { description: '', content: { 'text/html': { schema: text } } },
          },
        },
      },
    };
    const answer = await clientOf(mockPaths(paths)).get('/a?n=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('<script>');
  });

  test('has the media type that the client accepts, of several documented ones', async () => {
    const paths = {
      '/a': {
        get: {
          parameters: [{ name: 'n', in: 'query', schema: integer }],
          responses: {
            '200': answers(shape({ n: integer })),
            '400': {
              description: '',
              content: {
                'application/json': { schema: shape({ message: text }) },
                'text/plain': { schema: text },
              },
            },
          },
        },
      },
    };
    const { get } = clientOf(mockPaths(paths));
    expect(
      (await get('/a?n=x', { accept: 'text/plain, application/json;q=0.1' })).headers['content-type'],
    ).toBe('text/plain');
    expect((await get('/a?n=x', { accept: 'application/json' })).headers['content-type']).toBe(
      'application/json',
    );
  });
});

describe('without documented refusals', () => {
  const paths = {
    '/a': {
      post: {
        requestBody: takes({
          type: 'object',
          required: ['name', 'size'],
          properties: { name: text, size: integer },
        }),
        responses: { '204': NOTHING },
      },
    },
  };

  test('a refusal is an RFC 9457 problem with all violations', async () => {
    const answer = await clientOf(mockPaths(paths)).post('/a', { size: 'big' });
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(answer.body).toMatchObject({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      violations: expect.arrayContaining([
        expect.objectContaining({ where: 'body', keyword: 'required' }),
        expect.objectContaining({ where: 'body', pointer: '/size', keyword: 'type' }),
      ]),
    });
    expect(bodyOf(answer)['detail']).toMatch(/name/);
  });

  test('a default response counts for refusals too', async () => {
    const withDefault = {
      '/a': {
        post: {
          ...paths['/a'].post,
          responses: { '204': NOTHING, default: answers(shape({ message: text })) },
        },
      },
    };
    const answer = await clientOf(mockPaths(withDefault)).post('/a', { size: 'big' });
    expect([answer.status, answer.body]).toEqual([400, { message: expect.stringContaining('name') }]);
  });
});
