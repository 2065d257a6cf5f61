import { isObject, member, members, type Json } from '../base/json.ts';
import { formatPointer } from '../base/json-pointer.ts';
import { weaklyMemoised } from '../base/memoise.ts';
import { resolveReference, UnresolvedReferenceError } from '../description/document/resolve-reference.ts';
import type { Description } from '../description/model/description.ts';
import { UnusableSchemaError, type SchemaError } from '../description/schemas/schema-validators.ts';
import type { Direction, Schema } from '../description/schemas/schema.ts';
import { generateValue } from './generate-value.ts';

const found = weaklyMemoised<Description, Map<string, readonly SchemaError[]>>(() => new Map());

/**
 * Returns the rules of a schema that no value was found to fit, with what the nearest value breaks; none where a value
 * fits, and where the schema cannot be compiled.
 */
export function impossibleRules(
  description: Description,
  schema: Schema,
  direction: Direction,
): readonly SchemaError[] {
  const known = found(description);
  const key = `${direction} ${schema.pointer}`;
  const rules = known.get(key) ?? search(description, schema, direction);
  known.set(key, rules);
  return rules;
}

function search(description: Description, schema: Schema, direction: Direction): readonly SchemaError[] {
  try {
    const made = generateValue(description, schema, { seed: 1, names: [schema.pointer], direction });
    return made.kind === 'value' ? [] : made.errors;
  } catch (error) {
    if (error instanceof UnusableSchemaError) return [];
    throw error;
  }
}

/** Returns the schema that a chain of references ends at; the schema itself where they lead nowhere. */
export function resolvedSchema({ document }: Description, schema: Schema): Schema {
  try {
    const { node, pointer } = resolveReference(document, schema.definition, schema.pointer);
    return isObject(node) || typeof node === 'boolean' ? { definition: node, pointer } : schema;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return schema;
    throw error;
  }
}

/**
 * Returns the schemas of the items of a list, and of the lists that are members of a body: a list whose items nothing
 * fits is only ever empty.
 */
export function listedSchemas(description: Description, schema: Schema): readonly Schema[] {
  const body = resolvedSchema(description, schema);
  const inner = members(member(body.definition, 'properties')).map(([name, definition]) =>
    schemaBelow(description, body, ['properties', name], definition),
  );
  return [body, ...inner].flatMap((list) => {
    const items = member(list.definition, 'items');
    return isObject(items) ? [schemaBelow(description, list, ['items'], items)] : [];
  });
}

function schemaBelow(
  description: Description,
  { pointer }: Schema,
  path: readonly string[],
  definition: Json,
): Schema {
  const own = isObject(definition) ? definition : true;
  return resolvedSchema(description, { definition: own, pointer: pointer + formatPointer(path) });
}
