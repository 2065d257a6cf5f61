import { json, ref } from '../../../description/described.ts';

/** A small API with what the bundled ones lack: header fields, PATCH, answers without a body, `writeOnly`. */
export const thingsDocument = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
        ],
        responses: {
          '200': {
            description: 'Some.',
            headers: { 'X-Total': { required: true, schema: { type: 'integer', minimum: 0 } } },
            content: json({ type: 'array', items: ref('Thing') }),
          },
          '400': { description: 'No.', content: problem() },
        },
      },
      post: {
        operationId: 'createThing',
        requestBody: { required: true, content: json({ allOf: [ref('Thing'), { required: ['name'] }] }) },
        responses: {
          '201': {
            description: 'Made.',
            headers: { Location: { required: true, schema: { type: 'string', pattern: '^/things/' } } },
            content: json(ref('Thing')),
          },
          '400': { description: 'No.', content: problem() },
        },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'readThing',
        responses: { '200': { description: 'One.', content: json(ref('Thing')) }, '404': none() },
      },
      patch: {
        operationId: 'updateThing',
        requestBody: { required: true, content: json(ref('Thing')) },
        responses: {
          '200': { description: 'Changed.', content: json(ref('Thing')) },
          '400': { description: 'No.', content: problem() },
          '404': none(),
        },
      },
      delete: {
        operationId: 'deleteThing',
        responses: { '202': { description: 'Soon.' }, '204': { description: 'Gone.' }, '404': none() },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', readOnly: true },
          name: { type: 'string', minLength: 2, maxLength: 40 },
          size: { type: 'integer', minimum: 1, maximum: 10 },
          colour: { type: 'string', enum: ['red', 'green'] },
          note: { type: 'string', minLength: 1 },
          pass: { type: 'string', writeOnly: true },
        },
      },
      Problem: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
    },
  },
};

function problem() {
  return { 'application/problem+json': { schema: ref('Problem') } };
}

function none() {
  return { description: 'There is none.', content: problem() };
}
