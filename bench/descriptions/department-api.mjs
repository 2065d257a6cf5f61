// A description as a user would write it: a department API with two API keys, whose collection the mock infers.
const text = { type: 'string', minLength: 1, maxLength: 200 };
const flag = { type: 'boolean' };
const written = {
  name: text,
  email: { type: 'string', format: 'email' },
  description: text,
  enabled: flag,
  showOnRegistration: flag,
};
const REQUIRED = ['name', 'email', 'enabled', 'showOnRegistration'];
const json = (schema) => ({ 'application/json': { schema } });
const schemaAt = (name) => ({ $ref: `#/components/schemas/${name}` });
const responseOf = (name) => ({ description: name, content: json(schemaAt(name)) });
const refusals = {
  400: responseOf('Refusal'),
  401: responseOf('Refusal'),
  404: responseOf('Refusal'),
};
const query = (name, schema) => ({ name, in: 'query', schema });
const sent = { required: true, content: json(schemaAt('DepartmentSent')) };

/** What a caller sends, and a department as it is created. */
export const CALLER = { 'x-auth-token': 'a-token-of-the-bench', 'x-user-id': 'a-user-of-the-bench' };
export const DEPARTMENT = {
  name: 'Bench',
  email: 'bench@example.com',
  enabled: true,
  showOnRegistration: false,
};

/** Returns the description. `filters`: further members of a department, whole numbers, by which the list filters. */
export function departmentApi({ filters = [] } = {}) {
  return {
    openapi: '3.1.0',
    info: { title: 'Departments', version: '1.0.0' },
    security: [{ token: [], user: [] }],
    paths: {
      '/departments': {
        get: {
          operationId: 'listDepartments',
          parameters: [
            query('offset', { type: 'integer', minimum: 0, default: 0 }),
            query('count', { type: 'integer', minimum: 1, maximum: 100, default: 10 }),
            query('sort', { type: 'string' }),
            query('email', { type: 'string' }),
            ...filters.map((name) => query(name, { type: 'integer' })),
          ],
          responses: { 200: responseOf('Departments'), ...refusals },
        },
        post: {
          operationId: 'createDepartment',
          requestBody: sent,
          responses: { 201: responseOf('Department'), ...refusals },
        },
      },
      '/departments/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'readDepartment', responses: { 200: responseOf('Department'), ...refusals } },
        put: {
          operationId: 'replaceDepartment',
          requestBody: sent,
          responses: { 200: responseOf('Department'), ...refusals },
        },
        delete: {
          operationId: 'deleteDepartment',
          responses: { 204: { description: 'deleted' }, ...refusals },
        },
      },
    },
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
        user: { type: 'apiKey', in: 'header', name: 'X-User-Id' },
      },
      schemas: {
        Department: {
          type: 'object',
          properties: {
            id: { type: 'string', readOnly: true },
            ...written,
            numberOfAgents: { type: 'integer', minimum: 0, readOnly: true },
            createdAt: { type: 'string', format: 'date-time', readOnly: true },
            updatedAt: { type: 'string', format: 'date-time', readOnly: true },
          },
          required: ['id', ...REQUIRED, 'numberOfAgents', 'createdAt', 'updatedAt'],
        },
        DepartmentSent: {
          type: 'object',
          properties: written,
          required: REQUIRED,
          additionalProperties: false,
        },
        Departments: {
          type: 'object',
          properties: {
            departments: { type: 'array', items: schemaAt('Department') },
            count: { type: 'integer' },
            offset: { type: 'integer' },
            total: { type: 'integer' },
            success: flag,
          },
          required: ['departments', 'count', 'offset', 'total', 'success'],
        },
        Refusal: {
          type: 'object',
          properties: { success: { const: false }, error: { type: 'string' } },
          required: ['success', 'error'],
        },
      },
    },
  };
}
