import { atPointer, parsePointer } from '../../base/json-pointer.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../../base/json.ts';
import type { Direction, Schema } from '../schemas/schema.ts';
import { isPlainForm, LOOKED_INTO } from './plain-form.ts';

/**
 * True for a schema of which it is known without a validator that it can be compiled, and that a value fits: one that only
 * describes types, members and simple bounds, as most do. False where that is not known.
 */
export function isPlainSchema(document: JsonObject, { definition }: Schema, direction: Direction): boolean {
  return fits(definition, { document, direction, above: [] });
}

/** Formats that texts of some lengths have; others are not known to fit what stands beside them. */
const FORMATS = new Set(['date', 'date-time', 'email', 'uri', 'uuid', 'byte', 'binary', 'password']);
const NUMBERS = new Set(['int32', 'int64', 'float', 'double']);

interface Place {
  readonly document: JsonObject;
  readonly direction: Direction;
  /** The schemas that lead to this one: in a value that needs all of them, none may come again. */
  readonly above: readonly JsonObject[];
}

/** True where a value is known to fit. */
function fits(schema: Json | undefined, place: Place): boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema) || !isPlainForm(schema) || place.above.includes(schema)) return false;
  const within = { ...place, above: [...place.above, schema] };
  const { $ref: reference, anyOf, type } = schema;
  const names = Object.keys(schema).filter((name) => LOOKED_INTO.has(name));
  if (reference !== undefined) return names.length === 1 && fits(target(reference, place), within);
  if (!areFound(schema, place)) return false;
  if (anyOf !== undefined) return names.length === 1 && items(anyOf).some((branch) => fits(branch, within));
  if (names.includes('enum')) return names.length === 1 || (names.length === 2 && type === 'string');
  const [first] = [type].flat();
  return typeof first === 'string' && FITS[first]?.(schema, within) === true;
}

/** How it is known, by type, that a value fits. */
const FITS: Readonly<Record<string, (schema: JsonObject, place: Place) => boolean>> = {
  null: () => true,
  boolean: () => true,
  number: hasNumber,
  integer: hasNumber,
  string: ({ format, minLength = 0, maxLength = 200 }) =>
    Number(minLength) <= Number(maxLength) &&
    (format === undefined ||
      (FORMATS.has(String(format)) && Number(minLength) <= 1 && Number(maxLength) >= 100)),
  array: ({ items: each = true, minItems = 0, maxItems = 100 }, place) =>
    Number(minItems) <= Math.min(3, Number(maxItems)) && (minItems === 0 || fits(each, place)),
  object: ({ required, properties, additionalProperties = true }, place) =>
    items(required).every((name) => {
      const property = member(properties, String(name)) ?? additionalProperties;
      return isHidden(property, place) || fits(property, place);
    }),
};

function hasNumber({ format, minimum, maximum }: JsonObject): boolean {
  const isKnown = format === undefined || NUMBERS.has(String(format));
  const areSmall = [minimum, maximum].every(
    (bound) => bound === undefined || Math.abs(Number(bound)) <= 2 ** 31,
  );
  return (
    isKnown &&
    areSmall &&
    (minimum === undefined || maximum === undefined || Number(minimum) <= Number(maximum))
  );
}

/** True for a property that messages in this direction do not have: then it is not required either. */
function isHidden(property: Json, { direction }: Place): boolean {
  return member(property, direction === 'request' ? 'readOnly' : 'writeOnly') === true;
}

/** True where all references in a schema, but not in those that it refers to, lead to one. */
function areFound(schema: Json, place: Place): boolean {
  if (Array.isArray(schema)) return items(schema).every((one) => areFound(one, place));
  if (!isObject(schema)) return true;
  const { $ref: reference, properties, items: each = true, additionalProperties = true, anyOf = [] } = schema;
  if (reference !== undefined && target(reference, place) === undefined) return false;
  const inner = members(properties).map(([, one]) => one);
  return [...inner, each, additionalProperties, anyOf].every((one) => areFound(one, place));
}

function target(reference: Json, { document }: Place): Json | undefined {
  if (typeof reference !== 'string' || !/^#\/[^%]*$/.test(reference)) return undefined;
  const found: unknown = atPointer(document, reference.slice(1));
  const isSchema = typeof found === 'boolean' || isObject(found);
  return isSchema && parsePointer(reference.slice(1)).includes('schemas') ? found : undefined;
}
