import { describe, expect, test } from '@jest/globals';
import { createMock, type MockOptions } from '../../src/create-mock.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { type MockApp } from '../../src/mock/server/app.ts';
import { answers, listOf, NOTHING, pathParameter, ref, takes } from '../description/described.ts';
import { bodyOf, clientOf, mockPaths } from './inferred/described.ts';

/** What users of other mock servers for OpenAPI may expect, in the order in which a request is processed. */

const text = { type: 'string' };
const integer = { type: 'integer' };
const ok = { '200': answers({ type: 'object', required: ['ok'], properties: { ok: { type: 'boolean' } } }) };
const done = { responses: { '204': NOTHING } };

function apiOf(document: object, options: Partial<MockOptions> = {}): MockApp {
  const whole = { openapi: '3.1.1', info: { title: 'Promises', version: '1' }, ...document };
  return createMock({ ...options, descriptions: loadDescriptionSync(whole, { name: 'promises' }) });
}

async function statusOf(app: MockApp, target: string, headers = {}): Promise<number> {
  return (await clientOf(app).get(target, headers)).status;
}

describe('routing', () => {
  const paths = {
    '/pets': { get: done, post: done },
    '/pets/mine': { get: { responses: { '202': NOTHING } } },
    '/pets/{id}': { parameters: [pathParameter('id', integer)], get: done },
    '/pets/{id}/photo.{kind}': {
      parameters: [pathParameter('id'), pathParameter('kind', { enum: ['png', 'gif'] })],
      get: done,
    },
    '/pets/{id}:feed': { parameters: [pathParameter('id')], post: done },
    '/{any}/owner': { parameters: [pathParameter('any')], get: done },
    '/': { get: done },
  };

  test.each([
    ['GET', '/pets', 204],
    ['GET', '/pets?unknown=1', 204],
    ['GET', '/', 204],
    ['GET', '/pets/mine', 202],
    ['GET', '/pets/7', 204],
    ['GET', '/pets/yours', 400],
    ['GET', '/pets/7/photo.png', 204],
    ['GET', '/pets/7/photo.bmp', 400],
    ['POST', '/pets/7:feed', 204],
    ['GET', '/a%2Fb/owner', 204],
    ['GET', '/nothing', 404],
    ['GET', '/Pets', 404],
    ['GET', '/pets/7/8/9', 404],
    ['PUT', '/pets', 405],
    ['DELETE', '/pets/7', 405],
    ['HEAD', '/pets', 204],
    ['OPTIONS', '/pets', 204],
  ])('%s %s gets %i', async (method, target, status) => {
    expect((await clientOf(mockPaths(paths)).send(method, target)).status).toBe(status);
  });

  test.each([
    ['https://api.example.com/v2', '/v2/pets', 204],
    ['https://api.example.com/v2/', '/v2/pets', 204],
    ['/v2', '/v2/pets', 204],
    ['https://{region}.example.com/{version}', '/v1/pets', 204],
    ['https://{region}.example.com/{version}', '/v2/pets', 204],
    ['https://{region}.example.com/{version}', '/v3/pets', 404],
    ['https://api.example.com/v2', '/pets', 204],
  ])('the server %s has %s', async (url, target, status) => {
    const variables = { region: { default: 'eu' }, version: { default: 'v1', enum: ['v1', 'v2'] } };
    const app = apiOf({ servers: [{ url, variables }], paths: { '/pets': { get: done } } });
    expect(await statusOf(app, target)).toBe(status);
  });
});

describe('security', () => {
  const securitySchemes = {
    header: { type: 'apiKey', in: 'header', name: 'X-Key' },
    query: { type: 'apiKey', in: 'query', name: 'key' },
    cookie: { type: 'apiKey', in: 'cookie', name: 'key' },
    basic: { type: 'http', scheme: 'basic' },
    bearer: { type: 'http', scheme: 'bearer' },
    oauth: {
      type: 'oauth2',
      flows: { implicit: { authorizationUrl: 'https://a.example', scopes: { read: '' } } },
    },
    openid: { type: 'openIdConnect', openIdConnectUrl: 'https://a.example' },
  };
  const app = (security: object, own?: object) =>
    apiOf({
      security,
      components: { securitySchemes },
      paths: { '/a': { get: { ...done, ...(own && { security: own }) } } },
    });
  const basic = `Basic ${btoa('user:password')}`;

  test.each([
    ['an API key in a header', [{ header: [] }], '/a', { 'x-key': 'k' }],
    ['an API key in the query', [{ query: [] }], '/a?key=k', {}],
    ['an API key in a cookie', [{ cookie: [] }], '/a', { cookie: 'other=1; key=k' }],
    ['basic', [{ basic: [] }], '/a', { authorization: basic }],
    ['basic, in any case', [{ basic: [] }], '/a', { authorization: basic.replace('Basic', 'bAsIc') }],
    ['a bearer token', [{ bearer: [] }], '/a', { authorization: 'Bearer t' }],
    ['OAuth', [{ oauth: ['read'] }], '/a', { authorization: 'Bearer t' }],
    ['OpenID Connect', [{ openid: [] }], '/a', { authorization: 'Bearer t' }],
    ['either of two', [{ header: [] }, { bearer: [] }], '/a', { authorization: 'Bearer t' }],
    ['both of two', [{ header: [], query: [] }], '/a?key=k', { 'x-key': 'k' }],
    ['nothing, where that is an alternative', [{ header: [] }, {}], '/a', {}],
  ])('accepts %s', async (_, security, target, headers) => {
    expect(await statusOf(app(security), target, headers)).toBe(204);
  });

  test.each([
    ['nothing', [{ header: [] }], {}],
    ['an empty key', [{ header: [] }], { 'x-key': '' }],
    ['another scheme', [{ bearer: [] }], { authorization: basic }],
    ['a scheme without a token', [{ bearer: [] }], { authorization: 'Bearer' }],
    ['basic without a colon', [{ basic: [] }], { authorization: `Basic ${btoa('user')}` }],
    ['one of two that go together', [{ header: [], query: [] }], { 'x-key': 'k' }],
  ])('refuses %s with 401 and a challenge', async (_, security, headers) => {
    const answer = await clientOf(app(security)).get('/a', headers);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toEqual(expect.any(String));
  });

  test('of an operation overrides that of the description, and may be empty', async () => {
    expect(await statusOf(app([{ header: [] }], []), '/a')).toBe(204);
    expect(await statusOf(app([{ header: [] }], [{ bearer: [] }]), '/a', { 'x-key': 'k' })).toBe(401);
    expect(await statusOf(app([], [{ header: [] }]), '/a')).toBe(401);
  });

  test('is checked before anything else', async () => {
    const paths = {
      '/a': { post: { requestBody: takes({ type: 'object' }), responses: { '204': NOTHING } } },
    };
    const guarded = apiOf({ security: [{ header: [] }], components: { securitySchemes }, paths });
    expect(
      (await clientOf(guarded).post('/a', 'no JSON', { 'content-type': 'application/json' })).status,
    ).toBe(401);
  });
});

describe('parameters', () => {
  const accepts = (parameter: object, target: string, headers = {}) =>
    statusOf(mockPaths({ '/a': { get: { parameters: [parameter], ...done } } }), target, headers);
  const query = (schema: object, extra = {}) => ({ name: 'p', in: 'query', schema, ...extra });
  const point = {
    type: 'object',
    required: ['x'],
    properties: { x: integer, y: integer },
    additionalProperties: false,
  };

  test.each([
    ['a number', query(integer), '/a?p=1', '/a?p=one'],
    ['a number within bounds', query({ type: 'number', maximum: 2 }), '/a?p=1.5', '/a?p=2.5'],
    ['a boolean', query({ type: 'boolean' }), '/a?p=true', '/a?p=yes'],
    ['one of a few', query({ enum: ['a', 'b'] }), '/a?p=a', '/a?p=c'],
    ['a pattern', query({ type: 'string', pattern: '^a+$' }), '/a?p=aa', '/a?p=ab'],
    ['a format', query({ type: 'string', format: 'date' }), '/a?p=2024-02-29', '/a?p=2023-02-29'],
    ['a required one', query(text, { required: true }), '/a?p=x', '/a'],
    ['an optional one', query(integer), '/a', '/a?p='],
    ['an empty one', query(integer, { allowEmptyValue: true }), '/a?p=', '/a?p=x'],
    ['a list, each on its own', query(listOf(integer)), '/a?p=1&p=2', '/a?p=1&p=x'],
    ['a list of one', query(listOf(integer)), '/a?p=1', '/a?p=x'],
    ['a list with commas', query(listOf(integer), { explode: false }), '/a?p=1,2', '/a?p=1,x'],
    [
      'a list with bars',
      query(listOf(integer), { style: 'pipeDelimited', explode: false }),
      '/a?p=1%7C2',
      '/a?p=1%7Cx',
    ],
    [
      'a list with spaces',
      query(listOf(integer), { style: 'spaceDelimited', explode: false }),
      '/a?p=1%202',
      '/a?p=1%20x',
    ],
    ['a list of a length', query({ ...listOf(integer), minItems: 2 }), '/a?p=1&p=2', '/a?p=1'],
    ['an object in brackets', query(point, { style: 'deepObject' }), '/a?p[x]=1&p[y]=2', '/a?p[y]=2'],
    ['an object spread over the query', query(point), '/a?x=1', '/a?y=1'],
    ['an object with commas', query(point, { explode: false }), '/a?p=x,1,y,2', '/a?p=y,2'],
    [
      'JSON',
      { name: 'p', in: 'query', content: { 'application/json': { schema: point } } },
      '/a?p=%7B%22x%22:1%7D',
      '/a?p=%7B%22y%22:1%7D',
    ],
  ])('of the query: %s', async (_, parameter, good, bad) => {
    expect([await accepts(parameter, good), await accepts(parameter, bad)]).toEqual([204, 400]);
  });

  test.each([
    [
      'in a header, whatever its case',
      { name: 'X-Size', in: 'header', required: true, schema: integer },
      { 'x-size': '3' },
      { 'x-size': 'big' },
    ],
    [
      'a list in a header',
      { name: 'X-Sizes', in: 'header', schema: listOf(integer) },
      { 'x-sizes': '1,2' },
      { 'x-sizes': '1,b' },
    ],
    [
      'in a cookie',
      { name: 'size', in: 'cookie', required: true, schema: integer },
      { cookie: 'size=3' },
      { cookie: 'size=big' },
    ],
  ])('%s', async (_, parameter, good, bad) => {
    expect([await accepts(parameter, '/a', good), await accepts(parameter, '/a', bad)]).toEqual([204, 400]);
    if ('required' in parameter) expect(await accepts(parameter, '/a')).toBe(400);
  });

  test.each([
    ['simple', '/a/1,2', '/a/1,x'],
    ['label', '/a/.1,2', '/a/.1,x'],
    ['matrix', '/a/;p=1,2', '/a/;p=1,x'],
  ])('of the path, in the style %s', async (style, good, bad) => {
    const parameters = [{ name: 'p', in: 'path', required: true, style, schema: listOf(integer) }];
    const app = mockPaths({ '/a/{p}': { parameters, get: done } });
    expect([await statusOf(app, good), await statusOf(app, bad)]).toEqual([204, 400]);
  });

  test('of the path item apply to each operation, which may override them', async () => {
    const parameters = [{ name: 'p', in: 'query', required: true, schema: integer }];
    const own = [{ name: 'p', in: 'query', required: false, schema: text }];
    const app = mockPaths({ '/a': { parameters, get: done, delete: { ...done, parameters: own } } });
    expect(await statusOf(app, '/a')).toBe(400);
    expect((await clientOf(app).delete('/a?p=x')).status).toBe(204);
  });
});

describe('bodies', () => {
  const Thing = {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'integer', readOnly: true },
      name: { type: 'string', minLength: 1 },
      size: { type: ['integer', 'null'] },
    },
    additionalProperties: false,
  };
  const send = async (content: object, body: unknown, type?: string, required = true) => {
    const app = mockPaths({ '/a': { post: { requestBody: { required, content }, ...done } } });
    return (await clientOf(app).post('/a', body, type === undefined ? {} : { 'content-type': type })).status;
  };
  const json = { 'application/json': { schema: Thing } };
  const form = {
    'application/x-www-form-urlencoded': {
      schema: { ...Thing, properties: { ...Thing.properties, tags: listOf(text) } },
    },
  };

  test.each([
    ['one that fits', json, { name: 'A' }, undefined, 204],
    ['null where that is allowed', json, { name: 'A', size: null }, undefined, 204],
    ['one that lacks a member', json, {}, undefined, 400],
    ['one with a wrong member', json, { name: 'A', size: 'big' }, undefined, 400],
    ['one with too many members', json, { name: 'A', other: 1 }, undefined, 400],
    ['one of another type', json, [], undefined, 400],
    ['none', json, undefined, undefined, 400],
    ['one that is no JSON', json, '{', 'application/json', 400],
    ['one of another media type', json, '<a/>', 'application/xml', 415],
    ['a charset beside the media type', json, '{"name":"A"}', 'application/json; charset=utf-8', 204],
    ['a media type in other case', json, '{"name":"A"}', 'Application/JSON', 204],
    [
      'a vendor type',
      { 'application/vnd.a+json': { schema: Thing } },
      '{"name":""}',
      'application/vnd.a+json',
      400,
    ],
    ['a media range', { 'application/*': { schema: Thing } }, '{"name":"A"}', 'application/json', 204],
    ['a form', form, 'name=A&size=3&tags=a&tags=b', 'application/x-www-form-urlencoded', 204],
    ['a form with a wrong field', form, 'name=A&size=big', 'application/x-www-form-urlencoded', 400],
    ['a form that lacks a field', form, 'size=3', 'application/x-www-form-urlencoded', 400],
  ])('%s', async (_, content, body, type, status) => {
    expect(await send(content, body, type)).toBe(status);
  });

  test('may be omitted when they are not required', async () => {
    expect(await send(json, undefined, undefined, false)).toBe(204);
    expect(await send(json, {}, undefined, false)).toBe(400);
  });

  test('in parts are validated part by part', async () => {
    const schema = {
      type: 'object',
      required: ['name', 'file'],
      properties: { name: text, file: { type: 'string', contentMediaType: 'image/png' }, size: integer },
    };
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const content = { 'multipart/form-data': { schema } };
    const type = 'multipart/form-data; boundary=b';
    expect(await send(content, `${part('name', 'A')}${part('file', 'x')}--b--\r\n`, type)).toBe(204);
    expect(await send(content, `${part('name', 'A')}--b--\r\n`, type)).toBe(400);
    expect(
      await send(content, `${part('name', 'A')}${part('file', 'x')}${part('size', 'big')}--b--\r\n`, type),
    ).toBe(400);
  });

  test('are validated by the branch that the discriminator names', async () => {
    const kind = { type: 'string' };
    const schemas = {
      Cat: { type: 'object', required: ['kind', 'lives'], properties: { kind, lives: integer } },
      Dog: { type: 'object', required: ['kind', 'bark'], properties: { kind, bark: text } },
    };
    const schema = { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } };
    const { post } = clientOf(
      mockPaths({ '/a': { post: { requestBody: takes(schema), ...done } } }, { schemas }),
    );
    expect((await post('/a', { kind: 'Cat', lives: 9 })).status).toBe(204);
    expect((await post('/a', { kind: 'Dog', bark: 'woof' })).status).toBe(204);
    expect((await post('/a', { kind: 'Dog', lives: 9 })).status).toBe(400);
    expect((await post('/a', { kind: 'Cow' })).status).toBe(400);
  });
});

describe('responses', () => {
  test.each([
    ['an example of the media type', { schema: integer, example: 1 }, 1],
    ['the first of several', { schema: integer, examples: { one: { value: 2 }, two: { value: 3 } } }, 2],
    ['an example of the schema', { schema: { type: 'integer', example: 4 } }, 4],
    ['one of the examples of the schema', { schema: { type: 'integer', examples: [5] } }, 5],
    [
      'an example behind a reference',
      { schema: integer, examples: { one: { $ref: '#/components/examples/Six' } } },
      6,
    ],
    ['the default of the schema', { schema: { type: 'integer', default: 7 } }, 7],
    ['the constant of the schema', { schema: { const: 8 } }, 8],
    ['an example that is null', { schema: { type: ['integer', 'null'] }, example: null }, null],
    ['an example that is false', { schema: { type: 'boolean' }, example: false }, false],
    [
      'members from their own examples',
      { schema: { type: 'object', required: ['a'], properties: { a: { ...text, example: 'x' } } } },
      { a: 'x' },
    ],
  ])('are %s', async (_, media, expected) => {
    const paths = {
      '/a': { get: { responses: { '200': { description: '', content: { 'application/json': media } } } } },
    };
    const app = apiOf({ paths, components: { examples: { Six: { value: 6 } } } });
    expect((await clientOf(app).get('/a')).body).toEqual(expected);
  });

  test('need no credentials, no examples and no schemas', async () => {
    const bare = {
      '/a': { get: { responses: { '200': { description: '', content: { 'application/json': {} } } } } },
    };
    expect((await clientOf(apiOf({ paths: bare })).get('/a')).status).toBe(200);
    const { status } = await clientOf(apiOf({ paths: { '/a': { get: { responses: ok } } } })).get('/a');
    expect(status).toBe(200);
  });

  test('can be requested by status and by name, to test error handling', async () => {
    const fault = answers({ type: 'object', required: ['message'], properties: { message: text } });
    const paths = { '/a': { get: { responses: { ...ok, '404': fault, '500': fault } } } };
    const { get } = clientOf(apiOf({ paths }));
    for (const code of [200, 404, 500]) {
      expect((await get('/a', { prefer: `code=${code}` })).status).toBe(code);
    }
    expect(bodyOf(await get('/a', { prefer: 'code=500' }))).toEqual({ message: expect.any(String) });
    expect((await get('/a', { prefer: 'code=501' })).status).toBe(400);
  });

  test('fit their schemas, regardless of the keywords in these', async () => {
    const schemas = {
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
      All: {
        allOf: [
          ref('Base'),
          {
            type: 'object',
            required: ['n'],
            properties: { n: { type: 'integer', multipleOf: 5, minimum: 12 } },
          },
        ],
      },
      Any: { anyOf: [{ type: 'string', minLength: 30 }, { type: 'null' }] },
      Map: { type: 'object', additionalProperties: ref('Base'), minProperties: 2 },
      Tuple: { type: 'array', prefixItems: [text, integer], items: false, minItems: 2 },
    };
    for (const name of Object.keys(schemas)) {
      const app = mockPaths({ '/a': { get: { responses: { '200': answers(ref(name)) } } } }, { schemas });
      expect([name, (await clientOf(app).get('/a')).status]).toEqual([name, 200]);
    }
  });
});

describe('any version', () => {
  test('of OpenAPI is supported, including Swagger 2.0', async () => {
    const schema = { type: 'object', required: ['n'], properties: { n: integer } };
    const swagger = {
      swagger: '2.0',
      info: { title: 'Old', version: '1' },
      basePath: '/v1',
      consumes: ['application/json'],
      produces: ['application/json'],
      paths: {
        '/a': {
          post: {
            parameters: [{ name: 'body', in: 'body', required: true, schema }],
            responses: { '200': { description: '', schema, examples: { 'application/json': { n: 1 } } } },
          },
        },
      },
    };
    const old = clientOf(createMock({ descriptions: loadDescriptionSync(swagger, { name: 'old' }) }));
    expect((await old.post('/v1/a', { n: 2 })).body).toEqual({ n: 1 });
    expect((await old.post('/v1/a', { n: 'two' })).status).toBe(400);
    for (const openapi of ['3.0.0', '3.0.4', '3.1.0', '3.2.0']) {
      expect(await statusOf(apiOf({ openapi, paths: { '/a': { get: { responses: ok } } } }), '/a')).toBe(200);
    }
  });

  test('supports nullable as in 3.0', async () => {
    const schema = { type: 'object', properties: { n: { type: 'integer', nullable: true } } };
    const paths = { '/a': { post: { requestBody: takes(schema), ...done } } };
    const app = apiOf({ openapi: '3.0.3', paths });
    expect((await clientOf(app).post('/a', { n: null })).status).toBe(204);
  });
});
