import { items, member, type Json, type JsonObject } from '../../../base/json.ts';
import { exactBoundsOf } from '../../../description/schemas/keywords/exact-bounds.ts';
import { ASSERTION_KEYWORDS, assertionsOf } from '../../../description/schemas/schema-assertions.ts';
import type { SchemaValidators } from '../../../description/schemas/schema-validators.ts';

/** The formats that no value of their type breaks. */
const OPEN_FORMATS: ReadonlySet<string> = new Set(['binary', 'double', 'float', 'int64', 'password']);

/** The types that are told apart in a text: anything can be read as a string, and so as a list or an object of them. */
const TYPES_IN_TEXT: ReadonlySet<unknown> = new Set(['boolean', 'integer', 'null', 'number']);

/** How the values of a schema are written. */
export interface Writing {
  /** True where they are texts, as in a query or a form, so that not every type can be broken. */
  readonly isText: boolean;
  readonly validators: Pick<SchemaValidators, 'knowsFormat'>;
}

/** Returns the keywords of one schema that a value can break: `type`, `minLength`, … but not `minLength: 0`. */
export function assertedKeywords(node: JsonObject, writing: Writing): readonly string[] {
  const view = assertionsOf(node, { ignoresEmptyEnum: true });
  const bounds = exactBoundsOf(node).map(({ keyword }) => keyword);
  const asserted = ASSERTION_KEYWORDS.filter((keyword) => view[keyword] !== undefined);
  const found = [...new Set([...asserted, ...bounds])].filter((keyword) => says(node, keyword, writing));
  return node['additionalProperties'] === false ? [...found, 'additionalProperties'] : found;
}

function says(node: JsonObject, keyword: string, { isText, validators }: Writing): boolean {
  const value = member(node, keyword);
  switch (keyword) {
    case 'type':
      return !isText || items([value ?? []].flat()).every((type) => TYPES_IN_TEXT.has(type));
    case 'format':
      return isChecked(value, validators);
    case 'required':
      return items(value).length > 0;
    case 'uniqueItems':
      return value === true;
    case 'minContains':
    case 'maxContains':
      return node['contains'] !== undefined;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return value !== 0;
    default:
      return true;
  }
}

function isChecked(format: Json | undefined, validators: Writing['validators']): boolean {
  return typeof format === 'string' && !OPEN_FORMATS.has(format) && validators.knowsFormat(format);
}

const OF_TEXTS = ['minLength', 'maxLength', 'pattern'];

const OF_NUMBERS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

const OF_LISTS = ['minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'];

const OF_OBJECTS = [
  'required',
  'dependentRequired',
  'minProperties',
  'maxProperties',
  'additionalProperties',
];

/** The keywords that say something of values of one type alone. */
const TYPES_OF: ReadonlyMap<string, string> = new Map([
  ...OF_TEXTS.map((keyword) => [keyword, 'string'] as const),
  ...OF_NUMBERS.map((keyword) => [keyword, 'number'] as const),
  ...OF_LISTS.map((keyword) => [keyword, 'array'] as const),
  ...OF_OBJECTS.map((keyword) => [keyword, 'object'] as const),
]);

/** True where a keyword says something of values of a type. A format does of all but objects, lists and `null`. */
export function isAbout(keyword: string, type: string): boolean {
  if (keyword === 'format') return type === 'string' || type === 'number';
  const only = TYPES_OF.get(keyword);
  return only === undefined || only === type;
}

/** Returns the type of a value, as `isAbout` takes it. */
export function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'number';
  return value instanceof Uint8Array ? 'string' : typeof value;
}
