/** Content in JSON of this schema. */
export function json(schema: object, extra: object = {}) {
  return { 'application/json': { schema, ...extra } };
}

/** A response with JSON of this schema. */
export function answers(schema: object, extra: object = {}) {
  return { description: 'An answer.', content: json(schema), ...extra };
}

/** A request body with JSON of this schema. */
export function takes(schema: object, range = 'application/json') {
  return { required: true, content: { [range]: { schema } } };
}

export const NOTHING = { description: 'Nothing.' };

/** A reference to a component schema. */
export function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

export function listOf(items: object) {
  return { type: 'array', items };
}

export function pathParameter(name: string, schema: object = { type: 'string' }) {
  return { name, in: 'path', required: true, schema };
}

export function queryParameter(name: string, schema: object = { type: 'integer' }) {
  return { name, in: 'query', schema };
}
