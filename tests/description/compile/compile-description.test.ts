import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Operation } from '../../../src/description/model/operation.ts';
import { basePathOf } from '../../../src/description/model/base-path.ts';

function compile(parts: object) {
  return loadDescriptionSync({ openapi: '3.1.0', info: { title: 'T', version: '1' }, ...parts });
}

/** The only operation of a path item. */
function operationOf(item: object, parts: object = {}): Operation {
  const [operation] = compile({ ...parts, paths: { '/a/{id}': item } }).operations;
  if (operation === undefined) throw new Error('there is no operation');
  return operation;
}

/** The parameters that the description has itself: nothing has to describe the {id}. */
function describedIn({ parameters }: Operation) {
  return parameters.filter(({ source }) => source.provenance === 'documented');
}

const string = { type: 'string' };
const integer = { type: 'integer' };

describe('an operation', () => {
  test('is found by its id; two of the same name have different ids', () => {
    const named = { operationId: 'own', responses: {} };
    const { operationById } = compile({
      paths: { '/a': { get: named, put: named, post: { responses: {} } } },
    });
    expect([operationById('own')?.method, operationById('PUT /a')?.method]).toEqual(['GET', 'PUT']);
    expect(operationById('POST /a')?.id).toBe('POST /a');
    expect([operationById('GET /a'), operationById(undefined)]).toEqual([undefined, undefined]);
  });

  test('inherits the parameters of its path item, and overrides those of the same name and location', () => {
    const operation = operationOf({
      parameters: [
        { name: 'id', in: 'path', required: true, schema: string },
        { name: 'page', in: 'query', schema: string },
        { name: 'page', in: 'header', schema: string },
      ],
      get: {
        parameters: [
          { name: 'page', in: 'query', schema: integer, required: true },
          { name: 'own', in: 'query', schema: string },
        ],
        responses: {},
      },
    });
    expect(
      operation.parameters.map(({ name, location, required, pointer }) => [
        name,
        location,
        required,
        pointer,
      ]),
    ).toEqual([
      ['id', 'path', true, '/paths/~1a~1{id}/parameters/0'],
      ['page', 'query', true, '/paths/~1a~1{id}/get/parameters/0'],
      ['page', 'header', false, '/paths/~1a~1{id}/parameters/2'],
      ['own', 'query', false, '/paths/~1a~1{id}/get/parameters/1'],
    ]);
  });

  test('may stand beside the $ref of its path item', () => {
    const description = compile({
      paths: { '/a': { $ref: '#/components/pathItems/A', put: { operationId: 'own', responses: {} } } },
      components: { pathItems: { A: { get: { responses: {} }, put: { responses: {} } } } },
    });
    expect(description.operations.map(({ id, pointer }) => [id, pointer])).toEqual([
      ['GET /a', '/components/pathItems/A/get'],
      ['own', '/paths/~1a/put'],
    ]);
  });

  test('has parameters by reference, each with the pointer of its definition and its defaults', () => {
    const operation = operationOf(
      { get: { parameters: [{ $ref: '#/components/parameters/Page' }], responses: {} } },
      {
        components: {
          parameters: { Page: { name: 'page', in: 'query', schema: { $ref: '#/components/schemas/Page' } } },
          schemas: { Page: { type: 'integer', default: 3 } },
        },
      },
    );
    expect(describedIn(operation)).toMatchObject([
      { name: 'page', pointer: '/components/parameters/Page', default: 3, style: 'form', explode: true },
    ]);
  });

  test('ignores the header parameters Accept, Content-Type and Authorization', () => {
    const parameters = ['Accept', 'content-type', 'AUTHORIZATION', 'X-Own'].map((name) => ({
      name,
      in: 'header',
      schema: string,
    }));
    expect(describedIn(operationOf({ get: { parameters, responses: {} } })).map(({ name }) => name)).toEqual([
      'X-Own',
    ]);
  });

  test('may be of any method that OpenAPI names', () => {
    const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
    const item = Object.fromEntries(methods.map((method) => [method, { responses: {} }]));
    expect(compile({ paths: { '/a': item } }).operations.map(({ method }) => method)).toEqual(
      methods.map((method) => method.toUpperCase()),
    );
  });

  test('has the parameters of its path template in any notation', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: integer }];
    const get = { parameters, responses: {} };
    for (const key of ['/a/{id}', '/a/{+id}', '/a/{id*}', '/a/{ id }', '/a/{id:[0-9]+}']) {
      const { operations, faults } = compile({ paths: { [key]: { get } } });
      expect(operations[0]?.path).toBe('/a/{id}');
      expect(operations[0]?.parameters).toHaveLength(1);
      expect(faults).toEqual([]);
    }
  });

  test('is called by its operationId, else by method and path', () => {
    const item = { get: { operationId: 'read', responses: {} }, delete: { responses: {} } };
    expect(compile({ paths: { '/a': item } }).operations.map(({ id }) => id)).toEqual(['read', 'DELETE /a']);
  });

  test('with a broken reference is disabled and listed, and the others are served', () => {
    const description = compile({
      paths: {
        '/a': {
          get: { responses: {} },
          put: { requestBody: { $ref: '#/components/requestBodies/No' }, responses: {} },
        },
        '/b': { $ref: '#/components/pathItems/Missing' },
        '/c': { $ref: '#/components/pathItems/C' },
        'x-d': { get: { responses: {} } },
      },
      components: { pathItems: { C: { post: { responses: {} } } } },
    });
    expect(description.operations.map(({ id }) => id)).toEqual(['GET /a', 'POST /c']);
    expect(description.faults).toEqual([
      { pointer: '/paths/~1a/put/requestBody', message: expect.stringContaining('leads nowhere') },
      { pointer: '/paths/~1b', message: expect.stringContaining('leads nowhere') },
    ]);
  });

  test('follows references with percent-encoded names, and with names that only look encoded', () => {
    const parameter = (name: string) => ({ name, in: 'query', schema: string });
    const $refs = [
      '#/components/parameters/a%20b',
      '#/components/parameters/50%25',
      '#/components/parameters/c%20d',
    ];
    const operation = operationOf(
      { get: { parameters: $refs.map(($ref) => ({ $ref })), responses: {} } },
      {
        components: { parameters: { 'a b': parameter('x'), '50%': parameter('y'), 'c%20d': parameter('z') } },
      },
    );
    expect(describedIn(operation).map(({ name }) => name)).toEqual(['x', 'y', 'z']);
  });

  test('lists circular references, and is not affected by them', () => {
    const description = compile({
      paths: {
        '/a': { get: { responses: {} } },
        '/b': { $ref: '#/paths/~1c' },
        '/c': { $ref: '#/paths/~1b' },
      },
    });
    expect(description.operations).toHaveLength(1);
    expect(description.faults).toHaveLength(2);
    expect(description.faults[0]?.message).toContain('circle');
  });

  test('does not resolve a $ref that stands in an example', () => {
    const value = { $ref: '#/nowhere' };
    const operation = operationOf({
      get: { responses: { '200': { description: '', content: { 'application/json': { example: value } } } } },
    });
    expect(operation.responses[0]?.content[0]?.examples).toEqual([
      { name: 'default', value, pointer: expect.stringMatching(/application~1json\/example$/) },
    ]);
  });

  test('has the examples of a media type, else those of its schema; external examples are not fetched', () => {
    const schema = { type: 'integer', examples: [1, 2] };
    const valuesOf = (mediaType: object) =>
      operationOf({
        get: { responses: { '200': { description: '', content: { 'application/json': mediaType } } } },
      }).responses[0]?.content[0]?.examples.map(({ name, value }) => [name, value]);
    const one = { $ref: '#/components/examples/No' };
    const far = { externalValue: 'https://a.example/one.json' };
    expect(valuesOf({ schema, examples: { a: { value: 3 }, one, far } })).toEqual([['a', 3]]);
    expect(valuesOf({ schema, example: 0 })).toEqual([['default', 0]]);
    expect(valuesOf({ schema })).toEqual([
      ['0', 1],
      ['1', 2],
    ]);
    expect(valuesOf({ schema: { type: 'integer', example: false } })).toEqual([['default', false]]);
  });

  test('does not call the callbacks that it describes', () => {
    const callback = { '{$request.body#/url}': { post: { responses: {} } } };
    const get = { callbacks: { done: callback }, responses: { '200': { description: '' } } };
    const description = compile({
      paths: { '/a': { get } },
      webhooks: { sold: { post: { responses: {} } } },
    });
    expect(description.operations.map(({ id }) => id)).toEqual(['GET /a']);
    expect(description.faults).toEqual([]);
  });

  test('has its responses by status, with ranges and default in one spelling', () => {
    const responses = {
      '2xx': { description: '' },
      '404': { description: '' },
      default: { description: '' },
      'x-a': {},
    };
    const operation = operationOf({ get: { responses } });
    expect(operation.responses.map(({ status }) => status).toSorted()).toEqual(['2XX', '404', 'default']);
  });
});

describe('security', () => {
  const components = {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key', 'x-example': 'k' },
      token: { type: 'http', scheme: 'bearer' },
      oauth: { type: 'oauth2', flows: {} },
    },
  };
  const schemesOf = (item: object, parts: object = {}) =>
    operationOf(item, { components, ...parts }).security.map(({ schemes }) =>
      schemes.map(({ scheme, roles }) => [scheme.name, roles]),
    );

  test('is inherited from the description', () => {
    expect(
      schemesOf({ get: { responses: {} } }, { security: [{ key: [] }, { token: ['a'], key: ['b'] }] }),
    ).toEqual([
      [['key', []]],
      [
        ['token', ['a']],
        ['key', ['b']],
      ],
    ]);
  });

  test('of an operation overrides it, also with an empty list', () => {
    const security = [{ key: [] }];
    expect(schemesOf({ get: { security: [{ token: [] }], responses: {} } }, { security })).toEqual([
      [['token', []]],
    ]);
    expect(schemesOf({ get: { security: [], responses: {} } }, { security })).toEqual([]);
    expect(schemesOf({ get: { security: [{ key: [] }, {}], responses: {} } }, { security })).toEqual([]);
  });

  const KEYS = {
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    again: { type: 'apiKey', in: 'header', name: 'x-key' },
    query: { type: 'apiKey', in: 'query', name: 'X-Key' },
    basic: { type: 'http', scheme: 'basic' },
    token: { type: 'http', scheme: 'bearer' },
    oauth: { type: 'oauth2', flows: {} },
    field: { type: 'apiKey', in: 'header', name: 'Authorization' },
    tls: { type: 'mutualTLS' },
  };

  test.each([
    [['token', 'oauth'], ['token'], 'header authorization'],
    [['basic', 'token'], ['basic'], 'header authorization'],
    [['field', 'oauth'], ['field'], 'header authorization'],
    [['key', 'again', 'query', 'tls'], ['key', 'query', 'tls'], 'header x-key'],
  ])('asks for one of the schemes that share a place in the request: %j', (names, asked, place) => {
    const requirement = Object.fromEntries(names.map((name) => [name, [name]]));
    const { operations, faults } = compile({
      paths: { '/a': { get: { security: [requirement], responses: {} } } },
      components: { securitySchemes: KEYS },
    });
    const [alternative] = operations[0]?.security ?? [];
    expect(alternative?.schemes.map(({ scheme }) => scheme.name)).toEqual(asked);
    expect(alternative?.schemes.flatMap(({ roles }) => roles).toSorted()).toEqual(names.toSorted());
    expect(faults).toEqual([
      {
        pointer: '/paths/~1a/get/security',
        message: `the security schemes '${names[0]}' and '${names[1]}' share one place in a request, ${place}: only '${names[0]}' is asked for`,
      },
    ]);
  });

  test('schemes that are alternatives may share a place', () => {
    const { faults, operations } = compile({
      paths: { '/a': { get: { security: [{ token: [] }, { oauth: [] }], responses: {} } } },
      components: { securitySchemes: KEYS },
    });
    expect([faults, operations[0]?.security.length]).toEqual([[], 2]);
  });

  test('a parameter that is a credential is asked for as that only', () => {
    const parameters = [
      { name: 'x-key', in: 'header', required: true, schema: string },
      { name: 'X-Key', in: 'query', schema: string },
      { name: 'x-key', in: 'query', schema: string },
    ];
    const { operations, faults } = compile({
      paths: {
        '/a': { parameters, get: { security: [{ key: [] }], responses: {} }, put: { responses: {} } },
      },
      components: { securitySchemes: KEYS },
    });
    const named = operations.map((operation) =>
      operation.parameters.map(({ location, name }) => `${location} ${name}`),
    );
    expect(named).toEqual([
      ['query X-Key', 'query x-key'],
      ['header x-key', 'query X-Key', 'query x-key'],
    ]);
    expect(faults).toEqual([
      {
        pointer: '/paths/~1a/parameters/0',
        message: "the header parameter 'x-key' is the credential of 'key': it is asked for as that only",
      },
    ]);
  });

  test('schemes keep the credential that the description shows', () => {
    const description = compile({ paths: { '/a': { get: { responses: {} } } }, components });
    expect(description.securitySchemes.map(({ name, example }) => [name, example])).toEqual([
      ['key', 'k'],
      ['token', undefined],
      ['oauth', undefined],
    ]);
  });
});

describe('servers', () => {
  test('have their variables filled with the defaults', () => {
    const servers = [
      { url: 'https://{host}:{port}/v1', variables: { host: { default: 'h' }, port: { default: 80 } } },
    ];
    expect(compile({ servers, paths: { '/a': { get: { responses: {} } } } }).servers).toEqual([
      'https://h:80/v1',
    ]);
  });

  test.each([
    ['', ''],
    ['https://a.example', ''],
    ['https://a.example/', ''],
    ['https://a.example/v1/', '/v1'],
    ['/v1', '/v1'],
    ['https://a.example/v1?x=/y', '/v1'],
    ['https://a.example?x=/y', ''],
  ])('%j has the base path "%s"', (server, path) => {
    expect(basePathOf(server)).toBe(path);
  });
});

describe('provenance', () => {
  const source = (provenance: string, document?: string) => ({
    'x-source': { provenance, ...(document && { document }) },
  });

  test('is documented by default', () => {
    expect(operationOf({ get: { responses: {} } }).source).toEqual({
      document: undefined,
      provenance: 'documented',
    });
  });

  test('is inherited from the nearest ancestor, each part separately', () => {
    const operation = operationOf(
      {
        ...source('inferred'),
        parameters: [{ name: 'id', in: 'path', required: true, schema: string, ...source('documented') }],
        get: {
          'x-source': { document: 'page' },
          parameters: [{ name: 'q', in: 'query', schema: string }],
          requestBody: { content: {}, ...source('documented', 'other') },
          responses: { '200': { description: '' }, '400': { $ref: '#/components/responses/Bad' } },
        },
      },
      {
        ...source('documented', 'whole'),
        components: { responses: { Bad: { description: '', ...source('documented') } } },
      },
    );
    expect(operation.source).toEqual({ document: 'page', provenance: 'inferred' });
    expect(operation.parameters.map((one) => one.source)).toEqual([
      { document: expect.anything(), provenance: 'documented' },
      { document: 'page', provenance: 'inferred' },
    ]);
    expect(operation.requestBody?.source).toEqual({ document: 'other', provenance: 'documented' });
    expect(operation.responses.map((one) => one.source.provenance)).toEqual(['inferred', 'documented']);
  });

  test('of the security requirements may differ from that of the operation', () => {
    const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };
    const get = { security: [{ key: [] }], responses: {}, 'x-security-source': { provenance: 'inferred' } };
    const operation = operationOf({ get }, { components });
    expect(operation.source.provenance).toBe('documented');
    expect(operation.security[0]?.provenance).toBe('inferred');
  });
});

describe('the bundled descriptions', () => {
  test.each([
    [
      'rocketchat',
      {
        listDepartments: [
          'GET',
          '/api/v1/livechat/department',
          [['view-livechat-departments'], ['view-l-room']],
          'inferred',
        ],
        createDepartment: [
          'POST',
          '/api/v1/livechat/department',
          [['manage-livechat-departments']],
          'documented',
        ],
        getDepartment: [
          'GET',
          '/api/v1/livechat/department/{_id}',
          [['view-livechat-departments'], ['view-l-room']],
          'inferred',
        ],
        updateDepartment: [
          'PUT',
          '/api/v1/livechat/department/{_id}',
          [['manage-livechat-departments']],
          'inferred',
        ],
        deleteDepartment: [
          'DELETE',
          '/api/v1/livechat/department/{_id}',
          [['manage-livechat-departments'], ['remove-livechat-department']],
          'inferred',
        ],
        listDepartmentAgents: [
          'GET',
          '/api/v1/livechat/department/{_id}/agents',
          [['view-livechat-departments'], ['view-l-room']],
          'inferred',
        ],
        saveDepartmentAgents: [
          'POST',
          '/api/v1/livechat/department/{_id}/agents',
          [['manage-livechat-departments'], ['add-livechat-department-agents']],
          'inferred',
        ],
        archiveDepartment: [
          'POST',
          '/api/v1/livechat/department/{_id}/archive',
          [['manage-livechat-departments']],
          'inferred',
        ],
        unarchiveDepartment: [
          'POST',
          '/api/v1/livechat/department/{_id}/unarchive',
          [['manage-livechat-departments']],
          'inferred',
        ],
        listArchivedDepartments: [
          'GET',
          '/api/v1/livechat/departments/archived',
          [['view-livechat-departments'], ['view-l-room']],
          'inferred',
        ],
        autocompleteDepartments: [
          'GET',
          '/api/v1/livechat/department.autocomplete',
          [['view-livechat-departments'], ['view-l-room']],
          'inferred',
        ],
        listDepartmentsByIds: [
          'GET',
          '/api/v1/livechat/department.listByIds',
          [['view-livechat-departments'], ['view-l-room']],
          'inferred',
        ],
        isDepartmentCreationAvailable: [
          'GET',
          '/api/v1/livechat/department/isDepartmentCreationAvailable',
          [['view-livechat-departments'], ['manage-livechat-departments']],
          'inferred',
        ],
        getQueue: ['GET', '/api/v1/livechat/queue', [['view-l-room']], 'documented'],
        getChatsPerDepartment: [
          'GET',
          '/api/v1/livechat/analytics/dashboards/charts/chats-per-department',
          [['view-livechat-manager']],
          'documented',
        ],
      },
    ],
    [
      'livehelpnow',
      { listDepartments: ['GET', '/api/departments', [['client'], ['operator']], 'documented'] },
    ],
  ])('of %s has its operations with the permissions of the token, and their provenance', (name, expected) => {
    const found = loadDescriptionSync(name).operations.map((operation) => [
      operation.id,
      [
        operation.method,
        operation.path,
        operation.security.map(({ schemes }) => schemes[0]?.roles),
        operation.security[0]?.provenance,
      ],
    ]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('require both headers of Rocket.Chat together', () => {
    for (const { security } of loadDescriptionSync('rocketchat').operations) {
      for (const { schemes } of security) {
        expect(schemes.map(({ scheme }) => scheme.carrier)).toEqual([
          { kind: 'apiKey', in: 'header', name: 'X-Auth-Token' },
          { kind: 'apiKey', in: 'header', name: 'X-User-Id' },
        ]);
      }
    }
  });
});
