// Makes a description of some 20 MB, built as Microsoft Graph's is: thousands of paths that lead through navigations, entities
// that inherit by `allOf` and are told apart by `@odata.type`, lists with `@odata.nextLink`, and the names of their
// properties as enumerations in `$orderby`, `$select` and `$expand`. It is the same in each run.
const ENTITIES = 480;
const PROPERTIES = 14;
const NAVIGATIONS = 4;

export function graphDescription() {
  const names = Array.from({ length: ENTITIES }, (_, index) => `resource${index}`);
  const paths = names.flatMap((name, index) => [
    ...pathsOf(`/${name}s`, index),
    ...Array.from({ length: NAVIGATIONS }, (_, number) =>
      pathsOf(`/${name}s/{${name}-id}/${navigation(number)}`, target(index, number)),
    ).flat(),
  ]);
  const schemas = names.flatMap((name, index) => [
    [`graph.${name}`, entity(index)],
    [`graph.${name}CollectionResponse`, list(index)],
  ]);
  const parameters = Object.fromEntries(
    ['top', 'skip', 'search', 'filter', 'count'].map((name) => [name, paging(name)]),
  );
  return {
    openapi: '3.0.4',
    info: { title: 'A description like Microsoft Graph', version: 'v1.0' },
    servers: [{ url: 'https://graph.example.com/v1.0' }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { 'graph.entity': base(names), ...Object.fromEntries(schemas), ...errors() },
      parameters,
      responses: { error: { description: 'error', content: json(schemaAt('graph.ODataError')) } },
      securitySchemes: { azureAd: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ azureAd: [] }],
  };
}

const json = (schema) => ({ 'application/json': { schema } });
const schemaAt = (name) => ({ $ref: `#/components/schemas/${name}` });
const navigation = (number) => `related${number}`;
const target = (index, number) => (index * 7 + number * 13 + 1) % ENTITIES;
const refused = {
  '4XX': { $ref: '#/components/responses/error' },
  '5XX': { $ref: '#/components/responses/error' },
};

function pathsOf(path, index) {
  const id = `resource${index}-id-${path.split('/').length}`;
  const parameter = {
    name: id,
    in: 'path',
    required: true,
    description: `The unique identifier of resource${index}`,
    schema: { type: 'string' },
    'x-ms-docs-key-type': `resource${index}`,
  };
  const name = path.replace(/[^A-Za-z0-9]+/g, '.').replace(/^\./, '');
  const one = json(schemaAt(`graph.resource${index}`));
  const found = { 200: { description: 'Retrieved entity', content: one }, ...refused };
  const columns = [chosen('orderby', index), chosen('select', index), chosen('expand', index)];
  const sent = { description: 'New property values', required: true, content: one };
  return [
    [
      path,
      {
        description: `Provides operations to manage the collection of resource${index} entities.`,
        get: {
          tags: [path.split('/')[1]],
          summary: `List resource${index} objects`,
          description: `Get a list of the resource${index} objects and their properties.`,
          operationId: `${name}.List`,
          parameters: [...['top', 'skip', 'search', 'filter', 'count'].map(parameterAt), ...columns],
          responses: {
            200: {
              description: 'Retrieved collection',
              content: json(schemaAt(`graph.resource${index}CollectionResponse`)),
            },
            ...refused,
          },
        },
        post: {
          tags: [path.split('/')[1]],
          summary: `Create resource${index}`,
          operationId: `${name}.Create`,
          requestBody: sent,
          responses: { 201: { description: 'Created entity', content: one }, ...refused },
        },
      },
    ],
    [
      `${path}/{${id}}`,
      {
        parameters: [parameter],
        get: {
          summary: `Get resource${index}`,
          operationId: `${name}.Get`,
          parameters: columns.slice(1),
          responses: found,
        },
        patch: { summary: 'Update', operationId: `${name}.Update`, requestBody: sent, responses: found },
        delete: {
          summary: 'Delete',
          operationId: `${name}.Delete`,
          parameters: [{ name: 'If-Match', in: 'header', description: 'ETag', schema: { type: 'string' } }],
          responses: { 204: { description: 'Success' }, ...refused },
        },
      },
    ],
  ];
}

const parameterAt = (name) => ({ $ref: `#/components/parameters/${name}` });

function paging(name) {
  const isText = name === 'search' || name === 'filter';
  const schema = isText
    ? { type: 'string' }
    : name === 'count'
      ? { type: 'boolean' }
      : { type: 'integer', minimum: 0 };
  return { name: `$${name}`, in: 'query', description: `The items by ${name}`, schema };
}

function chosen(name, index) {
  const properties = Array.from({ length: PROPERTIES }, (_, number) => `property${number}Of${index}`);
  const names =
    name === 'orderby' ? properties.flatMap((one) => [one, `${one} desc`]) : ['id', ...properties];
  const items = { type: 'string', enum: name === 'expand' ? ['*', ...[0, 1, 2, 3].map(navigation)] : names };
  const description = `Items by property values: ${name}`;
  return {
    name: `$${name}`,
    in: 'query',
    description,
    style: 'form',
    explode: false,
    schema: { uniqueItems: true, type: 'array', items },
  };
}

function base(names) {
  const mapping = Object.fromEntries(
    names.map((name) => [`#graph.${name}`, `#/components/schemas/graph.${name}`]),
  );
  return {
    title: 'entity',
    type: 'object',
    required: ['@odata.type'],
    properties: { id: { type: 'string', readOnly: true }, '@odata.type': { type: 'string' } },
    discriminator: { propertyName: '@odata.type', mapping },
  };
}

function entity(index) {
  const own = Array.from({ length: PROPERTIES }, (_, number) => [
    `property${number}Of${index}`,
    property(number),
  ]);
  const related = Array.from({ length: NAVIGATIONS }, (_, number) => [
    navigation(number),
    {
      type: 'array',
      items: schemaAt(`graph.resource${target(index, number)}`),
      'x-ms-navigationProperty': true,
    },
  ]);
  const parent = index % 5 === 0 || index < 5 ? 'graph.entity' : `graph.resource${index - 5}`;
  return {
    allOf: [
      schemaAt(parent),
      {
        title: `resource${index}`,
        type: 'object',
        properties: Object.fromEntries([...own, ...related]),
        'x-ms-discriminator-value': `#graph.resource${index}`,
      },
    ],
  };
}

function property(number) {
  const description = `Property ${number}, with a sentence of the documentation. Supports $filter (eq, ne, not, in).`;
  const kinds = [
    { type: 'string', nullable: true },
    { type: 'boolean', nullable: true },
    { type: 'string', format: 'date-time', nullable: true },
    { maximum: 2147483647, minimum: -2147483648, type: 'number', format: 'int32', nullable: true },
    { type: 'array', items: { type: 'string', nullable: true } },
    { type: 'string', enum: ['unknown', 'active', 'inactive', 'unknownFutureValue'] },
    {
      pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
      type: 'string',
      format: 'uuid',
    },
  ];
  return { description, ...kinds[number % kinds.length] };
}

function list(index) {
  return {
    title: `Collection of resource${index}`,
    type: 'object',
    properties: {
      '@odata.count': { type: 'integer', format: 'int64', nullable: true },
      '@odata.nextLink': { type: 'string', nullable: true },
      value: { type: 'array', items: schemaAt(`graph.resource${index}`) },
    },
  };
}

function errors() {
  const main = {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string' }, message: { type: 'string' } },
  };
  return {
    'graph.MainError': main,
    'graph.ODataError': {
      type: 'object',
      required: ['error'],
      properties: { error: schemaAt('graph.MainError') },
    },
  };
}
