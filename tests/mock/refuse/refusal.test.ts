import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Violation } from '../../../src/validation/violation.ts';
import { ask } from '../ask.ts';

const thing = {
  type: 'object',
  required: ['size', 'colour'],
  additionalProperties: false,
  properties: { size: { type: 'integer' }, colour: { enum: ['red', 'green'] } },
};

function mockOf(responses: object, heard: (violations: readonly Violation[]) => void = () => {}) {
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        post: {
          requestBody: { content: { 'application/json': { schema: thing } } },
          responses: { '200': { description: 'Done.' }, ...responses },
        },
      },
    },
  });
  const refuse = (violations: readonly Violation[]) => {
    heard(violations);
    return undefined;
  };
  return createMock({ descriptions: description, behaviours: { refuse } });
}

const refused = { method: 'POST', target: '/things', body: { size: 'x', color: 'red' } };

describe('a refusal', () => {
  test('shows the most helpful violation first', async () => {
    const { status, body } = await ask(mockOf({}), refused);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      detail: 'body must NOT have additional properties: "color"; did you mean "colour"?',
      violations: [
        { keyword: 'additionalProperties' },
        { keyword: 'required', sentence: expect.stringContaining('is it meant by "color"?') },
        { keyword: 'type', pointer: '/size' },
      ],
    });
  });

  test('passes violations to the wording of a platform in the order of the validator', async () => {
    const heard: string[] = [];
    const error = { type: 'object', properties: { message: { type: 'string' } } };
    const responses = { '400': { description: 'No.', content: { 'application/json': { schema: error } } } };
    const mock = mockOf(responses, (violations) => heard.push(...violations.map(({ message }) => message)));
    const { body } = await ask(mock, refused);
    expect(heard[0]).toBe("must have required property 'colour'");
    expect(body).toEqual({ message: expect.stringContaining('did you mean "colour"?') });
  });

  test.each([
    ['with a body', { content: { 'application/json': { schema: { type: 'object' } } } }],
    ['without a body', {}],
  ])('has the header fields that its response requires, %s', async (_, content) => {
    const headers = {
      'X-Server': { required: true, schema: { type: 'string', enum: ['s1'] } },
      'WWW-Authenticate': { required: true, schema: { type: 'string' } },
    };
    const description = loadDescriptionSync({
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      security: [{ key: [] }],
      paths: {
        '/a': {
          get: {
            parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
            responses: {
              '2XX': { description: 'Done.' },
              default: { description: 'No.', headers, ...content },
            },
          },
        },
      },
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    });
    const mock = createMock({ descriptions: description });
    const key = { 'x-key': 'k' };
    const refusals = [
      { target: '/a' },
      { target: '/a?n=x', headers: key },
      { target: '/a', method: 'PUT', headers: key },
    ];
    const answers = await Promise.all(refusals.map((request) => ask(mock, request)));
    expect(answers.map(({ status, headers: { 'x-server': server } }) => [status, server])).toEqual([
      [401, 's1'],
      [400, 's1'],
      [405, 's1'],
    ]);
    expect(answers[0]?.headers['www-authenticate']).toContain('ApiKey');
  });

  test('is 415 for a body in an unknown coding', async () => {
    const headers = { 'content-encoding': 'zstd', 'content-type': 'application/json' };
    expect((await ask(mockOf({}), { ...refused, headers })).status).toBe(415);
  });

  test.each([
    ['a path with operations', '/things'],
    ['an unknown path', '/nowhere'],
  ])('is 400 for a Host that is malformed or given twice, before anything else: %s', async (_, target) => {
    const hosts = ['two words', ['a.example', 'b.example']];
    const answers = await Promise.all(
      hosts.map((host) => ask(mockOf({}), { ...refused, method: 'PUT', target, headers: { host } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(answers[1]?.body).toMatchObject({ detail: 'Host must be given once, not 2 times' });
  });

  test('is 400 for a body that is nested too deeply', async () => {
    const body = '['.repeat(10_000) + ']'.repeat(10_000);
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(mockOf({}), { method: 'POST', target: '/things', headers, body });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('deeper than 500 levels')]);
  });
});
