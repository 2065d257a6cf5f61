import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Description } from '../../../src/description/model/description.ts';
import { ask } from '../../mock/ask.ts';

function describe32(parts: object): Description {
  return loadDescriptionSync({ openapi: '3.2.0', info: { title: 'T', version: '1' }, ...parts });
}

const done = { responses: { '204': { description: '' } } };

describe('OpenAPI 3.2', () => {
  test('has a QUERY method, and additional ones by name', async () => {
    const description = describe32({
      paths: {
        '/a': { query: done, additionalOperations: { COPY: { operationId: 'copy', ...done }, Odd: done } },
      },
    });
    expect(description.operations.map(({ id, method, pointer }) => [id, method, pointer])).toEqual([
      ['QUERY /a', 'QUERY', '/paths/~1a/query'],
      ['copy', 'COPY', '/paths/~1a/additionalOperations/COPY'],
      ['Odd /a', 'Odd', '/paths/~1a/additionalOperations/Odd'],
    ]);
    const app = createMock({ descriptions: description });
    expect((await ask(app, { method: 'COPY', target: '/a' })).status).toBe(204);
    const refused = await ask(app, { method: 'PUT', target: '/a' });
    expect(refused.status).toBe(405);
    expect(refused.headers['allow']).toContain('COPY');
  });

  test('has a parameter that is the whole query, as a form', async () => {
    const schema = {
      type: 'object',
      required: ['q'],
      properties: { q: { type: 'string' }, limit: { type: 'integer', maximum: 9 } },
    };
    const content = { 'application/x-www-form-urlencoded': { schema } };
    const parameters = [{ name: 'all', in: 'querystring', required: true, content }];
    const app = createMock({
      descriptions: describe32({ paths: { '/a': { get: { parameters, ...done } } } }),
    });
    expect((await ask(app, { target: '/a?q=x&limit=3' })).status).toBe(204);
    expect((await ask(app, { target: '/a?q=x&limit=30' })).status).toBe(400);
    expect((await ask(app, { target: '/a?limit=3' })).status).toBe(400);
  });

  test('has a parameter that is the whole query, as JSON', async () => {
    const content = { 'application/json': { schema: { type: 'object', required: ['q'] } } };
    const parameters = [{ name: 'all', in: 'querystring', required: true, content }];
    const app = createMock({
      descriptions: describe32({ paths: { '/a': { get: { parameters, ...done } } } }),
    });
    const query = (value: unknown) => `/a?${encodeURIComponent(JSON.stringify(value))}`;
    expect((await ask(app, { target: query({ q: 'a=b&c' }) })).status).toBe(204);
    expect((await ask(app, { target: query({}) })).status).toBe(400);
    expect((await ask(app, { target: '/a?{' })).status).toBe(400);
    expect((await ask(app, { target: '/a' })).status).toBe(400);
  });

  test('has a parameter that is the whole query, as text', async () => {
    const content = { 'text/plain': { schema: { type: 'string', maxLength: 3 } } };
    const parameters = [{ name: 'all', in: 'querystring', content }];
    const app = createMock({
      descriptions: describe32({ paths: { '/a': { get: { parameters, ...done } } } }),
    });
    expect((await ask(app, { target: '/a?a%3Db' })).status).toBe(204);
    expect((await ask(app, { target: '/a?a=bc' })).status).toBe(400);
  });

  test('has schemas for the items of a sequence, and media types by reference', () => {
    const description = describe32({
      paths: {
        '/a': {
          get: {
            responses: {
              '200': {
                description: '',
                content: { 'text/event-stream': { $ref: '#/components/mediaTypes/Events' } },
              },
            },
          },
        },
      },
      components: { mediaTypes: { Events: { itemSchema: { type: 'object' } } } },
    });
    expect(description.operations[0]?.responses[0]?.content).toMatchObject([
      {
        range: 'text/event-stream',
        itemSchema: { definition: { type: 'object' }, pointer: '/components/mediaTypes/Events/itemSchema' },
      },
    ]);
  });

  test('has examples by dataValue', () => {
    const examples = { one: { dataValue: { a: 1 }, serializedValue: '{"a":1}' } };
    const content = { 'application/json': { examples } };
    const description = describe32({
      paths: { '/a': { get: { responses: { '200': { description: '', content } } } } },
    });
    expect(description.operations[0]?.responses[0]?.content[0]?.examples).toMatchObject([
      { name: 'one', value: { a: 1 } },
    ]);
  });

  test('has serialized examples when their meaning is clear', () => {
    const examples = { one: { serializedValue: '{"a":1}' }, broken: { serializedValue: '{' } };
    const written = { two: { serializedValue: 'a=1&b=2' } };
    const content = {
      'application/json': { examples },
      'application/x-www-form-urlencoded': { examples: written },
    };
    const parameters = [{ name: 'q', in: 'query', schema: {}, examples: written }];
    const description = describe32({
      paths: { '/a': { get: { parameters, responses: { '200': { description: '', content } } } } },
    });
    const [operation] = description.operations;
    const shown = operation?.responses[0]?.content.map((mediaType) => mediaType.examples);
    expect(shown).toMatchObject([
      [{ name: 'one', value: { a: 1 }, pointer: expect.stringMatching(/\/one\/serializedValue$/) }],
      [{ name: 'two', value: 'a=1&b=2' }],
    ]);
    expect(operation?.parameters[0]?.examples).toEqual([]);
  });

  test('has the cookie style, and allowReserved outside of queries', () => {
    const parameters = [
      { name: 'id', in: 'path', required: true, allowReserved: true, schema: {} },
      { name: 'c', in: 'cookie', style: 'cookie', schema: {} },
    ];
    const paths = { '/a/{id}': { get: { parameters, ...done } } };
    const [operation] = describe32({ paths }).operations;
    expect(operation?.parameters).toMatchObject([
      { allowReserved: true },
      { style: 'cookie', explode: true, allowReserved: false },
    ]);
    const [before] = loadDescriptionSync({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths,
    }).operations;
    expect(before?.parameters[0]).toMatchObject({ allowReserved: false });
  });

  test('finds a security scheme by its URI', async () => {
    const reference = '#/components/securitySchemes/key';
    const description = describe32({
      paths: { '/a': { get: { ...done, security: [{ [reference]: ['reader'] }] } } },
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    });
    expect(description.faults).toEqual([]);
    const app = createMock({ descriptions: description });
    expect((await ask(app, { target: '/a' })).status).toBe(401);
    expect((await ask(app, { target: '/a', headers: { 'x-key': 'k' } })).status).toBe(204);
    const broken = describe32({ paths: { '/a': { get: { ...done, security: [{ '#/nowhere': [] }] } } } });
    expect(broken.faults).toMatchObject([{ message: expect.stringContaining('is not described') }]);
  });
});
