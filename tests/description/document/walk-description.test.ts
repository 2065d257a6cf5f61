import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.ts';
import { walkDescription } from '../../../src/description/document/walk-description.ts';
import { pointerOfPlace } from '../../../src/description/document/walk-parts.ts';

const schema = (name: string) => ({ $ref: `#/${name}` });
const json = (one: object) => ({ 'application/json': { schema: one } });

/** A document whose references lead to parts, to lists of parts, into data, and to what is no part. */
const document = {
  openapi: '3.0.3',
  info: { title: 'Walked', version: '1' },
  paths: {
    '/a~b/{id}': {
      parameters: [{ name: 'id', in: 'path', schema: schema('components/schemas/Id') }],
      get: {
        responses: {
          '200': { description: '', content: json(schema('x-own/List')) },
          '400': { description: '', content: json(schema('components/schemas/All/allOf/1')) },
          '500': { description: '', content: json(schema('paths/~1a~0b~1{id}/parameters/0/schema')) },
          default: { description: '', content: json(schema('components/schemas/All/example/held')) },
        },
      },
    },
  },
  components: {
    schemas: {
      Id: { type: 'string', 'x-kept': { properties: { a: { format: 'odd' } } } },
      All: {
        allOf: [schema('x-own/List/items'), { properties: { b: schema('components/schemas/Id/x-kept') } }],
        example: { held: { items: { format: 'held' } } },
      },
      Missing: schema('components/schemas/None'),
    },
  },
  'x-own': { List: { type: 'array', items: { properties: { c: schema('components/schemas/All') } } } },
} as unknown as JsonObject;

function walked(isTree: boolean) {
  const [visited, referred]: [string[], string[]] = [[], []];
  walkDescription(document, {
    isTree,
    visit: ({ kind, ownerKind, place }) => {
      visited.push(`${kind} of ${ownerKind} at ${pointerOfPlace(place)}`);
    },
    refer: ({ place }, text, outcome) => {
      referred.push(`${outcome.kind} ${text} at ${pointerOfPlace(place)}`);
    },
  });
  return { visited, referred };
}

test('a walk goes through the parts once, in the order of the document, and then through what references reach', () => {
  const { visited, referred } = walked(false);
  expect(visited.filter((place) => place.startsWith('schema '))).toEqual([
    'schema of parameter at /paths/~1a~0b~1{id}/parameters/0/schema',
    ...['200', '400', '500', 'default'].map(
      (status) =>
        `schema of mediaType at /paths/~1a~0b~1{id}/get/responses/${status}/content/application~1json/schema`,
    ),
    'schema of schemas at /components/schemas/Id',
    'schema of schemas at /components/schemas/All',
    'schema of undefined at /components/schemas/All/allOf/0',
    'schema of undefined at /components/schemas/All/allOf/1',
    'schema of schemas at /components/schemas/All/allOf/1/properties/b',
    'schema of schemas at /components/schemas/Missing',
    'schema of undefined at /components/schemas/Id/x-kept',
    'schema of schemas at /components/schemas/Id/x-kept/properties/a',
    'schema of undefined at /x-own/List/items',
    'schema of schemas at /x-own/List/items/properties/c',
    'schema of undefined at /components/schemas/All/example/held',
    'schema of schema at /components/schemas/All/example/held/items',
    'schema of undefined at /x-own/List',
  ]);
  expect(new Set(visited).size).toBe(visited.length);
  expect(referred).toHaveLength(9);
  expect(referred).toContain('broken #/components/schemas/None at /components/schemas/Missing');
});

test('a walk through a document in which nothing stands in two places is the same', () => {
  expect(walked(true)).toEqual(walked(false));
});
