import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { DescriptionError } from '../../../src/description/model/description-error.ts';
import { loadDescription, loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Fault } from '../../../src/description/model/fault.ts';
import { lintExamples } from '../../../src/description/lint/lint-examples.ts';
import { ask } from '../../mock/ask.ts';
import { answering, brokenBy, loadFiles, openapi } from '../files.ts';
import { folderWith } from '../../temporary-folder.ts';

function faultsOf(parts: object, options: object = {}): readonly Fault[] {
  return loadDescriptionSync(openapi(parts), options).faults;
}

const fine = { '/fine': { get: { responses: {} } } };

/** A description of two operations, of which the first answers with this schema. */
function withSchema(schema: object): object {
  return { paths: { '/a': { get: answering(schema) }, ...fine } };
}

const SCHEMA = '/paths/~1a/get/responses/200/content/application~1json/schema';

describe('a minor fault is listed, and everything is served', () => {
  test('a correct description has no faults', () => {
    expect(faultsOf(withSchema({ type: 'string', format: 'uuid' }))).toEqual([]);
  });

  test('an unknown format, listed once regardless of how often it is used', () => {
    const money = { type: 'string', format: 'money' };
    expect(faultsOf(withSchema({ properties: { a: money, b: { ...money } } }))).toEqual([
      {
        pointer: `${SCHEMA}/properties/a/format`,
        message: "the format 'money' is not known: values are not checked for it (at 2 places)",
      },
    ]);
    expect(faultsOf(withSchema(money), { formats: ['money'] })).toEqual([]);
  });

  test('a $ref inside an example', () => {
    const schema = { type: 'object', example: { pet: [{ $ref: '#/components/schemas/Pet' }] } };
    expect(faultsOf(withSchema(schema))).toEqual([
      { pointer: `${SCHEMA}/example`, message: expect.stringContaining('stands in data') },
    ]);
  });

  test('a missing title or version', () => {
    const { faults, title, version } = loadDescriptionSync({ openapi: '3.1.0', info: {}, paths: fine });
    expect(faults.map(({ message }) => message)).toEqual([
      'there is no info.title',
      'there is no info.version',
    ]);
    expect([title, version]).toEqual(['api', '']);
    expect(loadDescriptionSync({ openapi: '3.1.0', paths: fine }).faults).toHaveLength(2);
  });

  test('a broken component that is not used', () => {
    const components = { schemas: { Unused: { $ref: '#/components/schemas/Missing' } } };
    const { faults, operations, disabled } = loadDescriptionSync(openapi({ paths: fine, components }));
    expect(faults).toEqual([
      { pointer: '/components/schemas/Unused', message: expect.stringContaining('Missing leads nowhere') },
    ]);
    expect([operations.length, disabled.length]).toEqual([1, 0]);
  });

  test.each([
    ['#/components/schemas/B/properties/x', '#/components/schemas/A/properties/x'],
    ['#/components/schemas/C/properties/x', '#/components/schemas/A/properties/x'],
    ['#/components/schemas/C/properties/y/z', '#/components/schemas/D/z'],
  ])('a pointer that passes through another $ref: %s', ($ref, taken) => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const A = { properties: { x: { type: 'string' }, y: ref('D') } };
    const schemas = { A, B: ref('A'), C: ref('B'), D: { z: { type: 'string' } } };
    const description = loadDescriptionSync(openapi({ ...withSchema({ $ref }), components: { schemas } }));
    expect(description.faults).toEqual([
      { pointer: SCHEMA, message: `$ref: ${$ref} passes through another $ref: ${taken} is taken for it` },
    ]);
    expect(brokenBy(description, 'GET /a', 1)).toEqual(['must be string']);
  });

  test.each([
    ['itself', { $ref: '#/components/schemas/A/x' }, '#/components/schemas/A/x leads'],
    ['a circle', { $ref: '#/components/schemas/B/x' }, '#/components/schemas/B/x leads'],
    ['one that leads nowhere', { $ref: '#/components/schemas/D/x' }, '#/components/schemas/D/x leads'],
  ])('a pointer that passes through %s leads nowhere', (_title, A, reason) => {
    const B = { $ref: '#/components/schemas/C/y' };
    const C = { $ref: '#/components/schemas/B/z' };
    const schemas = { A, B, C, D: { $ref: '#/components/schemas/Missing' } };
    const description = loadDescriptionSync(
      openapi({ ...withSchema({ $ref: '#/components/schemas/A' }), components: { schemas } }),
    );
    expect(description.disabled).toMatchObject([{ id: 'GET /a', reason: expect.stringContaining(reason) }]);
  });

  test('a duplicate operationId: the second operation is identified by its method and path', () => {
    const description = loadDescriptionSync(
      openapi({ paths: { '/a': { get: { operationId: 'x' } }, '/b': { get: { operationId: 'x' } } } }),
    );
    expect(description.operations.map(({ id }) => id)).toEqual(['x', 'GET /b']);
    expect(description.faults).toEqual([
      { pointer: '/paths/~1b/get/operationId', message: expect.stringContaining("'x' is taken") },
    ]);
  });

  test('a pattern that is invalid in JavaScript', () => {
    const schema = { type: 'string', pattern: '(?<bad' };
    const description = loadDescriptionSync(openapi(withSchema(schema)));
    expect(description.faults).toEqual([
      { pointer: `${SCHEMA}/pattern`, message: expect.stringContaining('(?<bad') },
    ]);
    expect(brokenBy(description, 'GET /a', 'anything')).toEqual([]);
    expect(brokenBy(description, 'GET /a', 1)).toEqual(['must be string']);
  });

  test('a path key with a query, a fragment, or without its slash', () => {
    const get = { responses: {} };
    const paths = { '/a?x=1': { get }, '/b#c': { get }, d: { get } };
    const { operations, faults } = loadDescriptionSync(openapi({ paths }));
    expect(operations.map(({ id, path, query }) => [id, path, query])).toEqual([
      ['GET /a?x=1', '/a', 'x=1'],
      ['GET /b#c', '/b', ''],
      ['GET d', '/d', ''],
    ]);
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/paths/~1a?x=1', '/paths/~1b#c', '/paths/d']);
  });

  test('path parameters that do not fit the path: an extra one is ignored, a missing one takes any text', async () => {
    const parameters = [{ name: 'nope', in: 'path', required: true, schema: { type: 'string' } }];
    const description = loadDescriptionSync(
      openapi({ paths: { '/a/{id}': { parameters, get: { responses: {} }, put: { responses: {} } } } }),
    );
    expect(description.faults).toEqual([
      {
        pointer: '/paths/~1a~1{id}/parameters/0',
        message: 'the path has no {nope}: the parameter is ignored (at 2 places)',
      },
      {
        pointer: '/paths/~1a~1{id}/get',
        message: 'no parameter describes the {id} of the path: any text is taken for it (at 2 places)',
      },
    ]);
    const app = createMock({ descriptions: description });
    expect((await ask(app, { target: '/a/x' })).status).toBe(200);
  });

  test('a duplicate parameter: the last one counts', () => {
    const q = (type: string) => ({ name: 'q', in: 'query', schema: { type } });
    const parameters = [q('string'), { ...q('string'), in: 'header' }, q('integer')];
    const description = loadDescriptionSync(
      openapi({ paths: { '/a': { get: { parameters, responses: {} } } } }),
    );
    expect(description.faults).toEqual([
      {
        pointer: '/paths/~1a/get/parameters/2',
        message: "the query parameter 'q' stands twice: the last one counts",
      },
    ]);
    expect(description.operations[0]?.parameters[0]?.schema.definition).toEqual({ type: 'integer' });
  });

  test('a parameter that only Swagger 2.0 has', () => {
    const body = { name: 'b', in: 'body', schema: {} };
    expect(faultsOf({ paths: { '/a': { get: { parameters: [body], responses: {} } } } })).toMatchObject([
      { message: expect.stringContaining('the parameter is ignored') },
    ]);
  });

  test('a method in capitals, and one without a description', () => {
    const description = loadFiles({
      'api.yaml': `
openapi: 3.0.0
info: { title: T, version: '1' }
paths:
  /a:
    GET: { responses: { '200': { $ref: '#/components/responses/Ok' } } }
    Post: { responses: {} }
    put:
components: { responses: { Ok: { description: '' } } }
`,
    });
    expect(description.operations.map(({ id, pointer }) => `${id} ${pointer}`)).toEqual([
      'GET /a /paths/~1a/GET',
      'PUT /a /paths/~1a/put',
      'POST /a /paths/~1a/Post',
    ]);
    expect(description.faults.map(({ message }) => message)).toEqual([
      "the method is written 'GET': served as 'get'",
      "the method is written 'Post': served as 'post'",
    ]);
  });

  test('an invalid status, which is ignored', () => {
    const response = { description: '' };
    const responses = { '200': response, '2xx': response, '20X': response, foo: response, '600': response };
    const description = loadDescriptionSync(openapi({ paths: { '/a': { get: { responses } } } }));
    expect(description.operations[0]?.responses.map(({ status }) => status)).toEqual(['200', '2XX']);
    expect(description.faults.map(({ pointer }) => pointer)).toEqual(
      ['600', '20X', 'foo'].map((key) => `/paths/~1a/get/responses/${key}`),
    );
    expect(faultsOf({ paths: fine, components: { responses: { NotFound: response } } })).toEqual([]);
  });

  test('a security scheme of an unknown type', () => {
    const securitySchemes = { a: { type: 'apikey' }, b: { type: 'mutualTLS' }, c: {} };
    expect(faultsOf({ paths: fine, components: { securitySchemes } }).map(({ pointer }) => pointer)).toEqual([
      '/components/securitySchemes/a',
      '/components/securitySchemes/c',
    ]);
  });

  test.each(['components/schemas/Pet', '#components/schemas/Pet', 'Pet'])(
    'a $ref that leads nowhere, where it is plain what it means: %s',
    ($ref) => {
      const paths = { '/a': { get: answering({ $ref }), put: answering({ items: { $ref } }) } };
      const description = loadFiles({
        'api.json': openapi({ paths, components: { schemas: { Pet: { type: 'string' } } } }),
      });
      expect(description.disabled).toEqual([]);
      expect(description.faults).toEqual([
        { pointer: SCHEMA, message: `$ref: ${$ref} leads nowhere: #/components/schemas/Pet is taken for it` },
      ]);
      expect(brokenBy(description, 'GET /a', 1)).toEqual(['must be string']);
      expect(brokenBy(description, 'PUT /a', [1])).toEqual(['/0 must be string']);
    },
  );

  test('a keyword with an invalid value, which is ignored', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'strng' }, b: { type: 'string', required: true, minLength: '1' } },
    };
    const description = loadDescriptionSync(openapi(withSchema(schema)));
    expect(description.faults.map(({ pointer }) => pointer.slice(SCHEMA.length))).toEqual([
      '/properties/a/type',
      '/properties/b/required',
      '/properties/b/minLength',
    ]);
    expect(brokenBy(description, 'GET /a', { a: 1, b: '' })).toEqual([]);
    expect(brokenBy(description, 'GET /a', { b: 1 })).toEqual(['/b must be string']);
  });

  test('an undefined security scheme, and a parameter without a name', () => {
    const get = { security: [{ nobody: [] }], parameters: [{ in: 'query' }], responses: {} };
    expect(faultsOf({ paths: { '/a': { get } } }).map(({ pointer }) => pointer)).toEqual([
      '/paths/~1a/get/parameters/0',
      '/paths/~1a/get/security',
    ]);
  });

  test('an unknown dialect', () => {
    const jsonSchemaDialect = 'https://example.com/own';
    expect(faultsOf({ paths: fine, jsonSchemaDialect }).map(({ pointer }) => pointer)).toEqual([
      '/jsonSchemaDialect',
    ]);
    for (const known of [
      'https://json-schema.org/draft/2020-12/schema',
      'https://spec.openapis.org/oas/3.1/dialect/base',
      'http://json-schema.org/draft-07/schema#',
    ]) {
      expect(faultsOf({ paths: fine, jsonSchemaDialect: known })).toEqual([]);
    }
  });

  test.each([
    ['*', "'*' is not a media type: it is read as '*/*'"],
    ['json', "'json' is not a media type: no message has it"],
    ['text/json, application/json', "'text/json, application/json' is not a media type: no message has it"],
  ])('a key of content that is no media type: %s', (range, message) => {
    const content = { [range]: {}, 'text/*; charset=utf-8': {}, 'application/json': {} };
    const paths = { '/a': { get: { responses: { '200': { description: '', content } } } } };
    const pointer = `/paths/~1a/get/responses/200/content/${range.replaceAll('/', '~1')}`;
    expect(faultsOf({ paths, components: { mediaTypes: { json: {} } } })).toEqual([{ pointer, message }]);
  });

  test('operations that no request tells apart', () => {
    const get = { responses: {} };
    const item = (name: string) => ({
      parameters: [{ name, in: 'path', required: true, schema: {} }],
      get,
    });
    const paths = {
      '/a/{b}': item('b'),
      '/a/{c}': { ...item('c'), put: get },
      '/d': { get },
      '/d?e=1': { get },
    };
    expect(faultsOf({ paths }).filter(({ message }) => !message.includes('has a query'))).toEqual([
      {
        pointer: '/paths/~1a~1{c}/get',
        message:
          'no request to GET /a/{c} can be told from one to GET /a/{b}: the first one that it fits answers',
      },
    ]);
  });

  test('an empty enum, which OpenAPI allows from 3.1 on', () => {
    const parts = withSchema({ enum: [] });
    const description = loadDescriptionSync(openapi(parts));
    expect(description.faults).toEqual([
      { pointer: `${SCHEMA}/enum`, message: 'the enum is empty: no value fits it' },
    ]);
    expect(brokenBy(description, 'GET /a', 1)).toEqual(['must be equal to one of the allowed values']);
    const old = loadDescriptionSync({ ...openapi(parts), openapi: '3.0.3' });
    expect(old.faults).toEqual([{ pointer: `${SCHEMA}/enum`, message: 'the enum is empty: it is ignored' }]);
    expect(brokenBy(old, 'GET /a', 1)).toEqual([]);
  });

  test('a version that is a number', () => {
    const yaml = 'openapi: 3.1\ninfo: { title: T, version: 1.0 }\npaths: { /a: { get: {} } }\n';
    expect(loadFiles({ 'api.yaml': yaml }).faults).toEqual([
      { pointer: '/openapi', message: expect.stringContaining('in quotes') },
    ]);
  });
});

describe('an example that breaks its schema', () => {
  const description = loadDescriptionSync(
    openapi({
      paths: {
        '/a': {
          get: {
            parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' }, example: 'many' }],
            ...answering({ type: 'object', required: ['name'], example: {} }),
          },
        },
      },
    }),
  );

  test('is a fault only on request, because loading compiles no schemas', () => {
    expect(description.faults).toEqual([]);
    const told: number[][] = [];
    expect(lintExamples(description, (index, count) => told.push([index, count]))).toEqual([
      {
        pointer: '/paths/~1a/get/parameters/0/example',
        message: 'the example breaks its schema: it must be integer',
      },
      {
        pointer: `${SCHEMA}/example`,
        message: "the example breaks its schema: it must have required property 'name'",
      },
    ]);
    expect(told.map(([index]) => index)).toEqual([...told.keys()]);
    expect(new Set(told.map(([, count]) => count))).toEqual(new Set([told.length]));
  });

  test('is told from one whose time is taken although RFC 3339 writes it otherwise', () => {
    const time = (example: string) => ({ type: 'string', format: 'date-time', example });
    const properties = { a: time('2015-07-17T08:42:58+0000'), b: time('2015-07-17T08:42:58Z') };
    expect(lintExamples(loadDescriptionSync(openapi(withSchema({ properties }))))).toEqual([
      {
        pointer: `${SCHEMA}/properties/a/example`,
        message:
          'the offset of 2015-07-17T08:42:58+0000 lacks the colon or the minutes of RFC 3339: it is taken all the same',
      },
    ]);
  });
});

describe('a strict load', () => {
  const faulty = openapi({
    paths: {
      '/a': { get: { operationId: 'a', ...answering({ type: 'string', format: 'money', example: 1 }) } },
      '/b': { get: { operationId: 'b', ...answering({ $ref: '#/missing' }) } },
    },
  });

  test('accepts a description without faults', async () => {
    const path = join(
      folderWith({ 'api.json': openapi({ paths: { '/a': { get: answering({}) } } }) }),
      'api.json',
    );
    expect(loadDescriptionSync(path, { strict: true }).operations).toHaveLength(1);
    expect((await loadDescription(path, { strict: true })).operations).toHaveLength(1);
  });

  test('refuses every fault at once, with file and line', () => {
    const path = join(folderWith({ 'api.json': JSON.stringify(faulty, undefined, 2) }), 'api.json');
    const load = () => loadDescriptionSync(path, { strict: true });
    expect(load).toThrow(DescriptionError);
    expect(load).toThrow(/api\.json: what is wrong here is not allowed/);
    expect(load).toThrow(/api\.json:\d+: b cannot be served: .*#\/missing leads nowhere/);
    expect(load).toThrow(/api\.json:1\d: the format 'money' is not known/);
    expect(load).toThrow(/api\.json:\d+: the example breaks its schema/);
  });

  test('also runs swagger-parser', async () => {
    const odd = openapi({
      paths: { '/a': { get: { responses: {}, parameters: [{ name: 'q', in: 'query' }] } } },
    });
    const path = join(folderWith({ 'api.json': odd }), 'api.json');
    expect(loadDescriptionSync(path).faults).toEqual([]);
    await expect(loadDescription(path, { strict: true })).rejects.toThrow(/swagger-parser: /);
    await expect(loadDescription(odd, { strict: true })).rejects.toThrow(/swagger-parser: /);
  });
});

describe('what is not a description', () => {
  test.each([
    [{ asyncapi: '3.0.0' }, /AsyncAPI/],
    [{ arazzo: '1.0.0' }, /Arazzo/],
    [{ overlay: '1.0.0' }, /Overlay/],
    [{ swaggerVersion: '1.2' }, /Swagger 1/],
    [{ $schema: 'https://json-schema.org/draft/2020-12/schema' }, /JSON Schema/],
    [{ info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/' } }, /Postman/],
    [{ log: { entries: [] } }, /HAR/],
    [{ openapi: '4.0.0' }, /'openapi' is "4\.0\.0"/],
    [{ swagger: '1.2' }, /'swagger' is "1\.2"/],
    [{ some: 'data' }, /there is no member 'openapi'$/],
  ])('%j is refused with what it is', (document, message) => {
    expect(() => loadDescriptionSync(document)).toThrow(DescriptionError);
    expect(() => loadDescriptionSync(document)).toThrow(message);
  });

  test('a description with webhooks only is valid, although it has nothing to serve', () => {
    expect(loadDescriptionSync(openapi({ webhooks: {} })).operations).toEqual([]);
  });
});
