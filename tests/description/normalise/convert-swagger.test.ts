import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Description } from '../../../src/description/model/description.ts';
import { type Operation } from '../../../src/description/model/operation.ts';
import { brokenBy, loadFiles } from '../files.ts';

function swagger(parts: object): Description {
  return loadDescriptionSync({ swagger: '2.0', info: { title: 'T', version: '1' }, ...parts });
}

/** The only operation, of these parts. */
function operationOf(operation: object, parts: object = {}, item: object = {}): Operation {
  const path = JSON.stringify(operation).includes('"in":"path"') ? '/a/{id}' : '/a';
  const found = swagger({
    ...parts,
    paths: { [path]: { ...item, post: { responses: {}, ...operation } } },
  });
  if (found.operations[0] === undefined) throw new Error('there is no operation');
  return found.operations[0];
}

describe('Swagger 2.0', () => {
  test('keeps its definitions in place, and has them as component schemas too', () => {
    const definitions = { Pet: { type: 'object', required: ['name'] } };
    const description = swagger({
      paths: {
        '/a': { get: { responses: { '200': { description: '', schema: { $ref: '#/definitions/Pet' } } } } },
      },
      definitions,
    });
    expect(description.document).toMatchObject({ swagger: '2.0', openapi: '3.0.4', definitions });
    expect(description.document['components']).toMatchObject({ schemas: definitions });
    expect(brokenBy(description, 'GET /a', {})).toEqual(["must have required property 'name'"]);
    const schema = description.operations[0]?.responses[0]?.content[0]?.schema;
    const [error] = schema === undefined ? [] : description.validators.of(schema, 'response')({});
    expect(error?.descriptionPointer).toBe('/definitions/Pet/required');
  });

  test('may give its version as a number, as YAML reads it', () => {
    const description = loadFiles({
      'api.yaml':
        'swagger: 2.0\ninfo: { title: T, version: 1.0 }\npaths: { /a: { get: { responses: {} } } }\n',
    });
    expect(description.operations).toHaveLength(1);
    expect(description.faults).toEqual([
      { pointer: '/swagger', message: expect.stringContaining('in quotes') },
    ]);
  });

  test('converts a body parameter to a request body, in the consumed media types', () => {
    const parameters = [{ name: 'pet', in: 'body', required: true, schema: { type: 'object' } }];
    const body = operationOf({ parameters }, { consumes: ['application/json', 'text/json'] }).requestBody;
    expect(body?.required).toBe(true);
    expect(body?.content.map(({ range }) => range)).toEqual(['application/json', 'text/json']);
    const own = operationOf(
      { parameters, consumes: ['application/x-own'] },
      { consumes: ['application/json'] },
    );
    expect(own.requestBody?.content.map(({ range }) => range)).toEqual(['application/x-own']);
    expect(operationOf({ parameters }).requestBody?.content.map(({ range }) => range)).toEqual([
      'application/json',
    ]);
    expect(own.parameters).toEqual([]);
  });

  test('converts a body parameter by reference, and one of the path item', () => {
    const parameters = { Body: { name: 'b', in: 'body', schema: { type: 'string' } } };
    const shared = operationOf({ parameters: [{ $ref: '#/parameters/Body' }] }, { parameters });
    expect(shared.requestBody?.content[0]?.schema?.definition).toEqual({ $ref: '#/parameters/Body/schema' });
    const item = { parameters: [{ name: 'b', in: 'body', schema: { type: 'string' } }] };
    expect(operationOf({}, {}, item).requestBody?.content).toHaveLength(1);
  });

  test('converts form parameters to a form: urlencoded, or multipart when one is a file', () => {
    const name = { name: 'name', in: 'formData', type: 'string', required: true };
    const tags = {
      name: 'tags',
      in: 'formData',
      type: 'array',
      items: { type: 'string' },
      collectionFormat: 'multi',
    };
    const file = { name: 'file', in: 'formData', type: 'file' };
    const form = operationOf({ parameters: [name, tags] }).requestBody;
    expect(form?.required).toBe(true);
    const [content] = form?.content ?? [];
    expect(content?.range).toBe('application/x-www-form-urlencoded');
    expect(content?.encoding.get('tags')?.styling).toMatchObject({ style: 'form', explode: true });
    expect(content?.schema?.definition).toMatchObject({ type: 'object', required: ['name'] });
    const upload = operationOf({ parameters: [name, file] }).requestBody;
    expect(upload?.content.map(({ range }) => range)).toEqual(['multipart/form-data']);
    const both = ['multipart/form-data', 'application/x-www-form-urlencoded', 'application/json'];
    expect(operationOf({ parameters: [name], consumes: both }).requestBody?.content).toHaveLength(2);
    expect(operationOf({ parameters: [tags] }).requestBody?.required).toBe(false);
  });

  test('has files as binary strings, in forms and in responses', () => {
    const description = swagger({
      paths: {
        '/a': {
          get: {
            produces: ['image/png'],
            responses: { '200': { description: '', schema: { type: 'file' } } },
          },
          post: { parameters: [{ name: 'f', in: 'formData', type: 'file' }], responses: {} },
        },
      },
    });
    expect(description.faults).toEqual([]);
    expect(brokenBy(description, 'GET /a', 'bytes')).toEqual([]);
    expect(description.operations[0]?.responses[0]?.content.map(({ range }) => range)).toEqual(['image/png']);
  });

  test('converts several files of one name to parts of a form', () => {
    const files = { name: 'f', in: 'formData', type: 'array', items: { type: 'file' }, required: true };
    const body = operationOf({ parameters: [files], consumes: ['multipart/form-data'] }).requestBody;
    expect(body?.content).toMatchObject([{ range: 'multipart/form-data', encoding: {} }]);
    expect(body?.content[0]?.encoding).toEqual(new Map());
  });

  test.each([
    ['csv', 'form', false],
    ['ssv', 'spaceDelimited', false],
    ['pipes', 'pipeDelimited', false],
    ['tsv', 'tabDelimited', false],
    ['multi', 'form', true],
    [undefined, 'form', false],
  ])('converts collectionFormat %s to the style %s, exploded: %s', (collectionFormat, style, explode) => {
    const items = { type: 'integer', format: 'int64' };
    const array = { name: 'q', in: 'query', type: 'array', items, maxItems: 3, collectionFormat };
    const [parameter] = operationOf({ parameters: [array] }).parameters;
    expect(parameter).toMatchObject({ style, explode });
    expect(parameter?.schema.definition).toEqual({ type: 'array', items, maxItems: 3 });
  });

  test('may omit the slash of its basePath, and the brackets around a media type', () => {
    const parameters = [{ name: 'b', in: 'body', schema: {} }];
    const responses = { '200': { description: '', schema: {} } };
    const loose = { host: 'a.example:8080', basePath: 'api/', consumes: 'text/a', produces: 'text/b' };
    const operation = operationOf({ parameters, responses }, loose);
    expect(operation.servers).toEqual(['http://a.example:8080/api/']);
    expect(operation.requestBody?.content[0]?.range).toBe('text/a');
    expect(operation.responses[0]?.content[0]?.range).toBe('text/b');
  });

  test('has nested arrays, each level in its own collectionFormat', () => {
    const numbers = { type: 'array', items: { type: 'integer' } };
    const pairs = { type: 'array', items: numbers, collectionFormat: 'ssv' };
    const fields = [
      { name: 'q', in: 'query', type: 'array', items: numbers, collectionFormat: 'pipes' },
      { name: 'deep', in: 'header', type: 'array', items: pairs, collectionFormat: 'pipes' },
      { name: 'json', in: 'query', type: 'array', items: { type: 'object' } },
    ];
    const { parameters, responses } = operationOf({
      parameters: fields,
      responses: { '200': { description: '', headers: { 'X-Grid': fields[0] } } },
    });
    expect(parameters.map(({ itemStyles }) => itemStyles)).toEqual([
      ['simple'],
      ['spaceDelimited', 'simple'],
      [],
    ]);
    expect(responses[0]?.headers[0]).toMatchObject({ style: 'pipeDelimited', itemStyles: ['simple'] });
  });

  test('has parameters and headers whose schema consists of their own keywords', () => {
    const header = { type: 'integer', minimum: 1, 'x-nullable': true, description: 'x' };
    const operation = operationOf({
      parameters: [{ name: 'id', in: 'path', required: true, type: 'string', enum: ['a'], default: 'a' }],
      responses: { '200': { description: '', headers: { 'X-Rate': header } } },
    });
    expect(operation.parameters[0]).toMatchObject({ name: 'id', default: 'a', style: 'simple' });
    expect(operation.parameters[0]?.schema.definition).toEqual({ type: 'string', enum: ['a'], default: 'a' });
    expect(operation.responses[0]?.headers[0]?.schema.definition).toMatchObject({
      type: 'integer',
      minimum: 1,
      nullable: true,
    });
  });

  test('has responses in the produced media types, with the examples of each', () => {
    const responses = {
      '200': { description: '', schema: {}, examples: { 'application/json': { a: 1 } } },
      '204': { description: '' },
    };
    const [ok, empty] = operationOf({ responses }, { produces: ['application/json', 'text/csv'] }).responses;
    expect(ok?.content.map(({ range, examples }) => [range, examples.map(({ value }) => value)])).toEqual([
      ['application/json', [{ a: 1 }]],
      ['text/csv', []],
    ]);
    expect(empty?.content).toEqual([]);
  });

  test('has shared responses in the media types of the operation', () => {
    const parts = {
      produces: ['application/json'],
      responses: { Bad: { description: '', schema: { type: 'string' } } },
    };
    const responses = { '400': { $ref: '#/responses/Bad' } };
    const ranges = (operation: object) =>
      operationOf({ responses, ...operation }, parts).responses[0]?.content.map(({ range }) => range);
    expect(ranges({})).toEqual(['application/json']);
    expect(ranges({ produces: ['text/plain'] })).toEqual(['text/plain']);
  });

  test('allows null with x-nullable', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', 'x-nullable': true } } };
    const description = swagger({
      paths: { '/a': { get: { responses: { '200': { description: '', schema } } } } },
    });
    expect(brokenBy(description, 'GET /a', { a: null })).toEqual([]);
    expect(brokenBy(description, 'GET /a', { a: 1 })).toHaveLength(1);
  });

  test('has discriminators given as the name of a property', () => {
    const definitions = { Pet: { type: 'object', discriminator: 'kind' } };
    const { document } = swagger({ paths: { '/a': { get: { responses: {} } } }, definitions });
    expect(document['definitions']).toMatchObject({ Pet: { discriminator: { propertyName: 'kind' } } });
  });

  test('has security definitions for security schemes', () => {
    const { securitySchemes } = swagger({
      paths: { '/a': { get: { responses: {} } } },
      securityDefinitions: {
        basic: { type: 'basic' },
        key: { type: 'apiKey', in: 'query', name: 'k' },
        oauth: { type: 'oauth2', flow: 'accessCode', scopes: {} },
      },
    });
    expect(securitySchemes.map(({ name, carrier }) => [name, carrier])).toEqual([
      ['basic', { kind: 'basic' }],
      ['key', { kind: 'apiKey', in: 'query', name: 'k' }],
      ['oauth', { kind: 'bearer', scheme: 'Bearer' }],
    ]);
  });

  test.each([
    [
      { host: 'a.example', basePath: '/v1', schemes: ['https', 'http'] },
      ['https://a.example/v1', 'http://a.example/v1'],
    ],
    [{ host: 'a.example:8080' }, ['http://a.example:8080']],
    [{ basePath: '/v1' }, ['/v1']],
    [{}, ['/']],
  ])('is served at the address of %j', (parts, servers) => {
    expect(swagger({ ...parts, paths: { '/a': { get: { responses: {} } } } }).servers).toEqual(servers);
  });

  test('is converted in every file of a description', () => {
    const description = loadFiles({
      'api.json': {
        swagger: '2.0',
        info: { title: 'T', version: '1' },
        paths: { '/a': { $ref: 'a.json' } },
      },
      'a.json': {
        get: {
          parameters: [{ $ref: 'parameter.json' }],
          responses: { '200': { description: '', schema: { $ref: 'pet.json' } } },
        },
      },
      'parameter.json': { name: 'q', in: 'query', type: 'integer' },
      'pet.json': { type: 'string', 'x-nullable': true },
    });
    expect(description.disabled).toEqual([]);
    expect(description.operations[0]?.parameters[0]?.schema.definition).toEqual({ type: 'integer' });
    expect(brokenBy(description, 'GET /a', null)).toEqual([]);
    expect(brokenBy(description, 'GET /a', 1)).toHaveLength(1);
  });
});

describe('a parameter of Swagger 2.0 with allowEmptyValue', () => {
  /** The status of a request, with the parameter `a` described like this. */
  async function statusOf(parameter: object, query: string) {
    const description = loadDescriptionSync({
      swagger: '2.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/a': {
          get: {
            parameters: [{ name: 'a', in: 'query', ...parameter }],
            responses: { '200': { description: 'A.' } },
          },
        },
      },
    });
    return (await createMock({ descriptions: description }).handle({ target: `/a?${query}` })).status;
  }

  test.each([
    [
      'refuses the empty value where that is written out',
      { type: 'string', allowEmptyValue: false },
      'a=',
      400,
    ],
    ['refuses it without an equals sign', { type: 'string', allowEmptyValue: false }, 'a', 400],
    [
      'refuses it for a list',
      { type: 'array', items: { type: 'string' }, allowEmptyValue: false },
      'a=',
      400,
    ],
    ['takes other values', { type: 'string', allowEmptyValue: false }, 'a=b', 200],
    ['takes no value at all', { type: 'string', allowEmptyValue: false }, '', 200],
    ['keeps a stricter length', { type: 'string', minLength: 3, allowEmptyValue: false }, 'a=bb', 400],
    ['takes the empty text where nothing is said', { type: 'string' }, 'a=', 200],
    ['takes the empty value where that is allowed', { type: 'integer', allowEmptyValue: true }, 'a=', 200],
  ])('%s', async (_, parameter, query, status) => {
    expect(await statusOf(parameter, query)).toBe(status);
  });
});

describe('XML of Swagger 2.0', () => {
  const pet = { type: 'object', properties: { name: { type: 'string', enum: ['Rex'] } } };
  const schema = { $ref: '#/definitions/Pet' };

  test.each([
    ['a component', { schema }, '<Pet><name>Rex</name></Pet>'],
    ['a shared response with a component', { $ref: '#/responses/OnePet' }, '<Pet><name>Rex</name></Pet>'],
    [
      'a component that has a name in XML',
      { schema: { $ref: '#/definitions/Named' } },
      '<pet><name>Rex</name></pet>',
    ],
    ['no component', { schema: pet }, '<root><name>Rex</name></root>'],
  ])('has a root that is named after its schema: %s', async (_, response, text) => {
    const description = loadDescriptionSync({
      swagger: '2.0',
      info: { title: 'T', version: '1' },
      produces: ['application/xml'],
      paths: { '/pet': { get: { responses: { '200': { description: 'A pet.', ...response } } } } },
      responses: { OnePet: { description: 'A pet.', schema } },
      definitions: {
        Pet: { ...pet, required: ['name'] },
        Named: { ...pet, required: ['name'], xml: { name: 'pet' } },
      },
    });
    const { body } = await createMock({ descriptions: description }).handle({ target: '/pet' });
    expect(new TextDecoder().decode(body as Uint8Array).replace(/^<\?xml[^>]*>\s*/, '')).toBe(text);
  });
});
