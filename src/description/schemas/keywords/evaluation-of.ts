import { escapeToken } from '../../../base/json-pointer.ts';
import { isObject, items, member, members, type Json } from '../../../base/json.ts';
import type { Evaluation } from './evaluated-parts.ts';

/** Returns the key of a subschema. `isPart`: it is about a part of the value, not about the value itself. */
type KeyOf = (schema: Json, place: string, isPart: boolean) => string;

/** What surrounds a schema. */
interface EvaluationContext {
  /** The key of the schema that it refers to. */
  readonly target: string | undefined;
  readonly keyOf: KeyOf;
  readonly patternOf: (source: string) => Evaluation['patterns'][number];
}

/** Returns what a schema evaluates. */
export function evaluationOf(node: Json, { target, keyOf, patternOf }: EvaluationContext): Evaluation {
  const keysOf = (keyword: string) =>
    items(member(node, keyword)).map((schema, index) => keyOf(schema, `${keyword}/${index}`, false));
  const contains = schemaAt(node, 'contains');
  const list = member(node, 'items');
  const tuple = Array.isArray(list) ? (list as readonly Json[]) : items(member(node, 'prefixItems'));
  return {
    properties: new Set(members(member(node, 'properties')).map(([name]) => name)),
    patterns: members(member(node, 'patternProperties')).map(([source]) => patternOf(source)),
    allProperties: has(node, 'additionalProperties'),
    restOfProperties: has(node, 'unevaluatedProperties'),
    prefix: tuple.length,
    allItems: has(node, Array.isArray(list) ? 'additionalItems' : 'items'),
    restOfItems: has(node, 'unevaluatedItems'),
    contains: contains === undefined ? undefined : keyOf(contains, 'contains', true),
    always: [...(target === undefined ? [] : [target]), ...keysOf('allOf')],
    branches: [...keysOf('anyOf'), ...keysOf('oneOf')],
    condition: conditionOf(node, keyOf),
    dependent: ['dependentSchemas', 'dependencies'].flatMap((keyword) =>
      members(member(node, keyword))
        .filter(([, schema]) => !Array.isArray(schema))
        .map(([name, schema]) => [name, keyOf(schema, `${keyword}/${escapeToken(name)}`, false)] as const),
    ),
  };
}

function conditionOf(node: Json, keyOf: KeyOf): Evaluation['condition'] {
  const keyAt = (keyword: string) => {
    const schema = schemaAt(node, keyword);
    return schema === undefined ? undefined : keyOf(schema, keyword, false);
  };
  const key = keyAt('if');
  return key === undefined ? undefined : { if: key, then: keyAt('then'), else: keyAt('else') };
}

function has(node: Json, keyword: string): boolean {
  return schemaAt(node, keyword) !== undefined;
}

function schemaAt(node: Json, keyword: string): Json | undefined {
  const found = member(node, keyword);
  return isObject(found) || typeof found === 'boolean' ? found : undefined;
}
