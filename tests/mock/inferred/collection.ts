import { answers, listOf, NOTHING, pathParameter, takes } from '../../description/described.ts';

/** A collection of items of this schema, with these paths' parameter. */
export function collection(
  item: object,
  { name = 'id', parameter = { type: 'string' }, path = '/things' }: CollectionOptions = {},
) {
  return {
    [path]: {
      get: { responses: { '200': answers(listOf(item)) } },
      post: { requestBody: takes(item), responses: { '201': answers(item), '409': NOTHING } },
    },
    [`${path}/{${name}}`]: {
      parameters: [pathParameter(name, parameter)],
      get: { responses: { '200': answers(item) } },
      delete: { responses: { '204': NOTHING } },
    },
  };
}

export interface CollectionOptions {
  readonly name?: string;
  readonly parameter?: object;
  readonly path?: string;
}

export function thing(properties: object, required: readonly string[] = ['name']) {
  return { type: 'object', required, properties: { name: { type: 'string' }, ...properties } };
}
