import { isObject, items, members, type Json, type JsonObject } from '../../base/json.ts';
import { weaklyMemoised } from '../../base/memoise.ts';

/** Keywords that only say something about a value, or give one. */
const SAYING = new Set([
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
  'xml',
  '$comment',
]);

type Form = (value: Json) => boolean;

const isText: Form = (value) => typeof value === 'string';
const isBound: Form = (value) => Number.isSafeInteger(value);
const isCount: Form = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isList: Form = (value) => Array.isArray(value) && value.length > 0;
const TYPES = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
const isType: Form = (value) =>
  [value].flat().length > 0 && [value].flat().every((one) => typeof one === 'string' && TYPES.has(one));
const isDistinct: Form = (value) =>
  Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;

/** The keywords that are looked into, each with the form of its value. */
export const LOOKED_INTO: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['$ref', isText],
  ['type', isType],
  ['format', isText],
  ['properties', isPlainMap],
  ['additionalProperties', hasPlainForm],
  ['items', hasPlainForm],
  ['anyOf', (value) => isList(value) && items(value).every(hasPlainForm)],
  ['required', isDistinct],
  ['enum', (value) => isList(value) && isDistinct(value)],
  ...['minLength', 'maxLength', 'minItems', 'maxItems'].map((name) => [name, isCount] as const),
  ...['minimum', 'maximum'].map((name) => [name, isBound] as const),
]);

function isPlainMap(value: Json): boolean {
  return isObject(value) && members(value).every(([, schema]) => hasPlainForm(schema));
}

/** True for a schema without other keywords, also not in the schemas in it: then it can be compiled. */
function hasPlainForm(schema: Json): boolean {
  return typeof schema === 'boolean' || (isObject(schema) && isPlainForm(schema));
}

export const isPlainForm = weaklyMemoised((schema: JsonObject): boolean =>
  members(schema).every(
    ([name, value]) => SAYING.has(name) || name.startsWith('x-') || LOOKED_INTO.get(name)?.(value) === true,
  ),
);
