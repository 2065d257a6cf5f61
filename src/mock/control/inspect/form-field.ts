import { isObject, items, member, type Json, type JsonObject } from '../../../base/json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { resolveReference } from '../../../description/document/resolve-reference.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import type { FormField } from './shown/form-field.ts';

/** How deep fields go, and how many there are. */
const DEPTH = 5;
const MOST_FIELDS = 300;

/** Longer descriptions are cut. */
const LONGEST = 2_000;

const RULES = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];

/** Makes a field of a schema. References are followed; of alternatives, the first is taken. */
export function formField(document: JsonObject, { definition, pointer }: Schema): FormField {
  let left = MOST_FIELDS;
  const fieldOf = (node: unknown, place: string, depth: number): FormField => {
    left -= 1;
    const { schema, at } = merged(document, node, place);
    const types = [schema['type']].flat().filter((type): type is string => typeof type === 'string');
    const names = Object.keys(isObject(schema['properties']) ? schema['properties'] : {}).filter(
      (name) => member(member(schema['properties'], name), 'readOnly') !== true,
    );
    const isCut = depth >= DEPTH || left < names.length;
    const properties = isCut
      ? []
      : names.map(
          (name) =>
            [
              name,
              fieldOf(
                member(schema['properties'], name),
                at + formatPointer(['properties', name]),
                depth + 1,
              ),
            ] as const,
        );
    return {
      types: types.length > 0 ? types : impliedTypes(schema),
      ...textsOf(schema),
      ...(Array.isArray(schema['enum']) && { enum: schema['enum'] as readonly unknown[] }),
      ...('default' in schema && { default: schema['default'] }),
      ...rulesOf(schema),
      ...(names.length > 0 && !isCut && { properties: Object.fromEntries(properties) }),
      ...(names.length > 0 && { required: items(schema['required']).map(String) }),
      ...('items' in schema &&
        !isCut && { items: fieldOf(schema['items'], at + formatPointer(['items']), depth + 1) }),
      ...(isCut && (names.length > 0 || 'items' in schema) && { isCut: true as const }),
    };
  };
  return fieldOf(definition, pointer, 0);
}

function textsOf(schema: JsonObject): Pick<FormField, 'description' | 'format'> {
  const { description, format } = schema;
  return {
    ...(typeof description === 'string' && { description: description.slice(0, LONGEST) }),
    ...(typeof format === 'string' && { format }),
  };
}

function rulesOf(schema: JsonObject): Pick<FormField, 'rules'> {
  const found = RULES.filter((name) => schema[name] !== undefined);
  return found.length === 0
    ? {}
    : { rules: Object.fromEntries(found.map((name) => [name, schema[name]] as const)) };
}

function impliedTypes(schema: JsonObject): readonly string[] {
  if ('properties' in schema) return ['object'];
  return 'items' in schema ? ['array'] : [];
}

/** Follows references, and puts the branches of `allOf`, and the first of `oneOf` or `anyOf` that is not null, into one. */
function merged(document: JsonObject, node: unknown, place: string): { schema: JsonObject; at: string } {
  const seen = new Set<string>();
  const flat = (one: unknown, from: string): { schema: JsonObject; at: string } => {
    if (!isObject(one)) return { schema: {}, at: from };
    const { node: target, pointer } = resolved(document, one, from);
    if (!isObject(target) || seen.has(pointer)) return { schema: {}, at: pointer };
    seen.add(pointer);
    const branches = [
      ...items(target['allOf']).map((branch, index) => [branch, ['allOf', index]] as const),
      ...['oneOf', 'anyOf'].flatMap((keyword) => {
        const index = items(target[keyword]).findIndex((branch) => member(branch, 'type') !== 'null');
        return index < 0 ? [] : [[items(target[keyword])[index], [keyword, index]] as const];
      }),
    ].map(([branch, tokens]) => flat(branch, pointer + formatPointer(tokens)));
    const schema = [...branches.map((branch) => branch.schema), target].reduce(both, {});
    const [only] = branches;
    return { schema, at: 'properties' in target || 'items' in target || !only ? pointer : only.at };
  };
  return flat(node, place);
}

function both(one: JsonObject, other: JsonObject): JsonObject {
  const properties = { ...objectIn(one, 'properties'), ...objectIn(other, 'properties') };
  const required = [...new Set([...items(one['required']), ...items(other['required'])])];
  return {
    ...one,
    ...other,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required: required }),
  };
}

function objectIn(holder: JsonObject, name: string): JsonObject {
  const value = holder[name];
  return isObject(value) ? value : {};
}

function resolved(document: JsonObject, node: Json, pointer: string) {
  try {
    return resolveReference(document, node, pointer);
  } catch {
    return { node: {}, pointer };
  }
}
