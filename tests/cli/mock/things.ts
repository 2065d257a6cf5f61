/** One operation, behind an API key in the query. */
export const THINGS = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '2' },
  security: [{ key: [] }],
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'getThing',
        'x-stuntdouble': false, // no inferred collection: the example is answered
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', enum: ['a b'] } },
          { name: 'size', in: 'query', required: true, schema: { type: 'integer', minimum: 3 } },
        ],
        responses: {
          200: {
            description: 'a thing',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', examples: ['one'] } },
      },
    },
    securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api key' } },
  },
};
