const SENT = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string', minLength: 1 }, done: { type: 'boolean', default: false } },
};
const TASK = {
  type: 'object',
  required: ['id', 'title', 'done'],
  properties: { id: { type: 'string' }, ...SENT.properties },
};

const json = (schema: object, description = 'it') => ({
  description,
  content: { 'application/json': { schema } },
});

/** Tasks: a list, which needs the cookie `session`, and items; and a stream of bytes. */
export const TASKS = {
  openapi: '3.1.0',
  info: { title: 'Tasks', version: '1' },
  servers: [{ url: 'https://tasks.example.com/v1' }],
  components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } } },
  paths: {
    '/tasks': {
      get: {
        operationId: 'listTasks',
        security: [{ session: [] }],
        responses: { 200: json({ type: 'array', items: TASK }), 401: { description: 'no session' } },
      },
      post: {
        operationId: 'createTask',
        requestBody: { required: true, ...json(SENT) },
        responses: { 201: json(TASK), 400: json({ type: 'object' }) },
      },
    },
    '/tasks/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'readTask', responses: { 200: json(TASK), 404: { description: 'none' } } },
      delete: {
        operationId: 'deleteTask',
        responses: { 204: { description: 'gone' }, 404: { description: 'none' } },
      },
    },
  },
};
