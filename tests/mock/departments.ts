/** What the callers of the department API send. */
export const STAFF = { 'x-auth-token': 't', 'x-user-id': 'u' };

const json = (name: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const answer = (name: string) => ({ description: name, content: json(name) });
const query = (name: string, type: string) => ({ name, in: 'query', schema: { type } });

/** A department API as a user would write it: two API keys, an envelope with counts, references everywhere. */
export function departments() {
  const refusals = { 400: answer('Refusal'), 404: answer('Refusal') };
  const sent = { required: true, content: json('DepartmentSent') };
  const written = { name: { type: 'string' }, place: { $ref: '#/components/schemas/Place' } };
  return {
    openapi: '3.1.0',
    info: { title: 'Departments', version: '1' },
    security: [{ token: [], user: [] }],
    paths: {
      '/departments': {
        get: {
          parameters: [
            query('offset', 'integer'),
            query('count', 'integer'),
            query('sort', 'string'),
            query('name', 'string'),
          ],
          responses: { 200: answer('Departments'), ...refusals },
        },
        post: { requestBody: sent, responses: { 201: answer('Department'), ...refusals } },
      },
      '/departments/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'readDepartment', responses: { 200: answer('Department'), ...refusals } },
        put: { requestBody: sent, responses: { 200: answer('Department'), ...refusals } },
        delete: { responses: { 204: { description: 'Gone.' }, ...refusals } },
      },
    },
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
        user: { type: 'apiKey', in: 'header', name: 'X-User-Id' },
      },
      schemas: {
        Place: { type: 'object', properties: { city: { type: 'string' } } },
        Department: {
          type: 'object',
          properties: {
            id: { type: 'string', readOnly: true },
            ...written,
            rank: { type: 'integer', readOnly: true },
            createdAt: { type: 'string', format: 'date-time', readOnly: true },
          },
          required: ['id', 'name'],
        },
        DepartmentSent: {
          type: 'object',
          properties: written,
          required: ['name'],
          additionalProperties: false,
        },
        Departments: {
          type: 'object',
          properties: {
            departments: { type: 'array', items: { $ref: '#/components/schemas/Department' } },
            count: { type: 'integer' },
            offset: { type: 'integer' },
            total: { type: 'integer' },
          },
          required: ['departments', 'count', 'offset', 'total'],
        },
        Refusal: { type: 'object', properties: { error: { type: 'string' } }, required: ['error'] },
      },
    },
  };
}
