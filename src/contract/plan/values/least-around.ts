import { isObject, items, type Json, type JsonObject } from '../../../base/json.ts';
import { flatten } from '../../../generate/flat-schema.ts';

type Path = readonly string[];

/**
 * Returns a value without the optional members that are not on the way to what a path leads to. That stays as it is, and
 * so does what is described by `oneOf`, `anyOf` or `minProperties`, and each entry of a map (an object without
 * `properties`), since servers seldom take an empty one. The caller has to prove that the value is valid.
 */
export function leastAround(document: JsonObject, node: Json, value: unknown, path: Path): unknown {
  return path.length === 0 ? value : least(document, node, value, path);
}

/** `path`: undefined off the way, where everything optional is left out. */
function least(document: JsonObject, node: Json, value: unknown, path: Path | undefined): unknown {
  const flat = flatten(document, node);
  if (flat === undefined || flat.choices.length > 0 || path?.length === 0) return value;
  const { keywords } = flat;
  const [next, ...rest] = path ?? [];
  const inside = (name: string) => (name === next ? rest : undefined);
  if (Array.isArray(value)) {
    const count = Math.max(Number(keywords['minItems'] ?? 0), next === undefined ? 0 : Number(next) + 1);
    const schema = keywords['items'] ?? true;
    return value
      .slice(0, count)
      .map((item: unknown, index) => least(document, schema, item, inside(String(index))));
  }
  if (!isObject(value) || keywords['minProperties'] !== undefined) return value;
  const properties = isObject(keywords['properties']) ? keywords['properties'] : {};
  const required = items(keywords['required']).map(String);
  const entries = Object.entries(value)
    .filter(([name]) => name === next || required.includes(name) || keywords['properties'] === undefined)
    .map(([name, member]): [string, unknown] => {
      const schema = properties[name];
      return [name, schema === undefined ? member : least(document, schema, member, inside(name))];
    });
  return Object.fromEntries(entries);
}
