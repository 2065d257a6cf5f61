import { isMembers, type Validator } from './json-schema.ts';

type Members = Readonly<Record<string, unknown>>;

/** Converts a value to its schema: drops unknown and `writeOnly` members, and converts primitives to the schema's type. */
export function serialise(schema: unknown, value: unknown, validator: Validator): unknown {
  const node = combined(schema, validator);
  if (value === null || value === undefined) return value;
  const branches = (node['oneOf'] ?? node['anyOf']) as readonly unknown[] | undefined;
  if (branches !== undefined) {
    const fitting = branches.find((branch) => validator.problems(branch, value).length === 0);
    return serialise(fitting ?? true, value, validator);
  }
  if (Array.isArray(value)) return value.map((item) => serialise(node['items'] ?? true, item, validator));
  if (isMembers(value)) return serialiseMembers(node, value, validator);
  const types = [node['type']].flat();
  if (types.includes('string')) return String(value);
  return types.includes('integer') || types.includes('number') ? Number(value) : value;
}

function serialiseMembers(node: Members, value: Members, validator: Validator): unknown {
  const properties = node['properties'];
  if (!isMembers(properties)) {
    const rest = node['additionalProperties'] ?? true;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, serialise(rest, one, validator)]),
    );
  }
  return Object.fromEntries(
    Object.entries(properties)
      .filter(
        ([name, property]) => value[name] !== undefined && validator.resolve(property)['writeOnly'] !== true,
      )
      .map(([name, property]) => [name, serialise(property, value[name], validator)]),
  );
}

/** Merges the properties of a schema and its `allOf`. */
function combined(schema: unknown, validator: Validator): Members {
  const node = validator.resolve(schema);
  if (!Array.isArray(node['allOf'])) return node;
  const parts = (node['allOf'] as readonly unknown[]).map((part) => combined(part, validator));
  const properties: Members = Object.assign({}, ...parts.map((part) => part['properties'])) as Members;
  return { ...node, properties };
}
