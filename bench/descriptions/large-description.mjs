// Makes a description of collections with the five usual operations, and with their own schemas, which refer to others: 900
// of them take some 13 MB. It is the same in each run. `hasExamples`: each schema of a thing has an example.
const PROPERTIES = 24;

export function largeDescription(collections = 900, hasExamples = false) {
  const names = Array.from({ length: collections }, (_, index) => `thing${index}`);
  const paths = names.flatMap((name, index) => [
    [`/${name}s`, collection(name, index)],
    [`/${name}s/{id}`, item(name)],
  ]);
  const schemas = names.flatMap((name, index) => [
    [name, { ...thing(index, collections, true), ...(hasExamples && { example: example(true) }) }],
    [`new-${name}`, { ...thing(index, collections, false), ...(hasExamples && { example: example(false) }) }],
  ]);
  return {
    openapi: '3.0.3',
    info: { title: 'A large description', version: '1.0.0' },
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(schemas) },
  };
}

const json = (schema) => ({ 'application/json': { schema } });
const reference = (name) => ({ $ref: `#/components/schemas/${name}` });
const problem = {
  description: 'Refused',
  content: json({ type: 'object', properties: { message: { type: 'string' } } }),
};

function collection(name, index) {
  const limit = {
    name: 'limit',
    in: 'query',
    description: 'How many to answer.',
    schema: { type: 'integer', minimum: 1, maximum: 100 },
  };
  const list = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: reference(name) }, total: { type: 'integer' } },
  };
  return {
    get: {
      operationId: `list-${name}`,
      summary: `Lists the things of kind ${index}`,
      parameters: [limit],
      responses: { 200: { description: 'The things', content: json(list) }, 400: problem },
    },
    post: {
      operationId: `create-${name}`,
      summary: `Creates a thing of kind ${index}`,
      requestBody: { required: true, content: json(reference(`new-${name}`)) },
      responses: { 201: { description: 'The new thing', content: json(reference(name)) }, 400: problem },
    },
  };
}

function item(name) {
  const found = { description: 'The thing', content: json(reference(name)) };
  const responses = { 200: found, 404: problem };
  return {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    get: { operationId: `read-${name}`, summary: 'Reads one of them', responses },
    put: {
      operationId: `replace-${name}`,
      summary: 'Replaces one of them',
      requestBody: { required: true, content: json(reference(`new-${name}`)) },
      responses,
    },
    delete: {
      operationId: `delete-${name}`,
      summary: 'Deletes one of them',
      responses: { 204: { description: 'Gone' }, 404: problem },
    },
  };
}

function thing(index, collections, isAnswered) {
  const properties = Array.from({ length: PROPERTIES }, (_, number) => [
    `property${number}`,
    property(index, number, collections),
  ]);
  const id = isAnswered ? [['id', { type: 'string', description: 'What identifies it.' }]] : [];
  return {
    type: 'object',
    description: 'A thing, as the server knows it.',
    required: [...(isAnswered ? ['id'] : []), 'property0', 'property1'],
    properties: Object.fromEntries([...id, ...properties]),
  };
}

function example(isAnswered) {
  const values = ['text', 1, 'open', true, '2025-01-01T00:00:00Z', ['text'], 'text', { city: 'Bern' }];
  const members = Array.from({ length: PROPERTIES }, (_, number) => [
    `property${number}`,
    values[number % values.length],
  ]);
  return { ...(isAnswered && { id: 'one' }), ...Object.fromEntries(members) };
}

function property(index, number, collections) {
  const description = `What is to be said of property ${number} of the things of this kind, at some length.`;
  const kinds = [
    { type: 'string', maxLength: 200 },
    { type: 'integer', minimum: 0 },
    { type: 'string', enum: ['open', 'closed', 'waiting'] },
    { type: 'boolean' },
    { type: 'string', format: 'date-time' },
    { type: 'array', items: { type: 'string' } },
    { anyOf: [{ type: 'string', maxLength: 5000 }, reference(`thing${(index * 7 + number) % collections}`)] },
    { type: 'object', properties: { city: { type: 'string' }, street: { type: 'string' } } },
  ];
  return { description, ...kinds[number % kinds.length] };
}
