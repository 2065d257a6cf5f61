import type { Description } from '../../spec/description.ts';
import {
  equalJson,
  isObject,
  items,
  member,
  members,
  stringMember,
  type Json,
  type JsonObject,
} from '../../spec/json.ts';
import { isJsonRange } from '../../spec/media-type-object.ts';
import type { SchemaError } from '../../spec/schema-validators.ts';
import type { Direction, Schema } from '../../spec/schema.ts';
import {
  combine,
  discriminatorOf,
  flatten,
  typeOf,
  type FlatSchema,
  DEEPEST as MOST_COMBINED,
} from './flat-schema.ts';
import { generateNumber, numberIn, numberRange } from './generate-number.ts';
import { generateString } from './generate-string.ts';
import { pick, randomFor, type Random } from './random.ts';

/** A plausible value for a property, by its name and schema; undefined where nothing suggests itself. */
export type Suggest = (name: string, schema: JsonObject, random: Random) => unknown;

export interface GenerateOptions {
  readonly seed: number;
  /** What the value is for: the same names give the same value. */
  readonly names: readonly string[];
  readonly direction: Direction;
  /** Whether properties that are not required are filled; default true. */
  readonly optional?: boolean;
  readonly suggest?: Suggest;
}

/** `unsatisfiable`: nothing that was tried fits; the errors are those of the nearest try. */
export type Generated =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'unsatisfiable'; readonly errors: readonly SchemaError[] };

/** How often it is tried anew, each time with other choices, before a schema counts as unsatisfiable. */
const MOST_TRIES = 12;

/**
 * A value that fits a schema, checked before it is given: the same for the same seed and names; bounded in depth,
 * length and items; recursive schemas end.
 */
export function generateValue(description: Description, schema: Schema, options: GenerateOptions): Generated {
  if (schema.definition === false) return { kind: 'unsatisfiable', errors: [] };
  const validate = description.validators.of(schema, options.direction);
  let nearest: readonly SchemaError[] | undefined;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const value = draw(description.document, schema, options, attempt);
    const errors = value === undefined ? undefined : validate(value);
    if (value !== undefined && errors?.length === 0) return { kind: 'value', value };
    if (errors !== undefined && (nearest === undefined || errors.length < nearest.length)) nearest = errors;
  }
  return { kind: 'unsatisfiable', errors: nearest ?? [] };
}

/** The value alone; undefined where there is none. */
export function generated(
  description: Description,
  schema: Schema,
  options: GenerateOptions,
): Json | undefined {
  const made = generateValue(description, schema, options);
  return made.kind === 'value' ? made.value : undefined;
}

/** The later the try, the less is put in that is not required. */
function draw(
  document: JsonObject,
  { definition }: Schema,
  { seed, names, direction, optional = true, suggest = () => undefined }: GenerateOptions,
  attempt: number,
): Json | undefined {
  const drawing: Drawing = {
    document,
    random: randomFor(seed, ...names, String(attempt)),
    hidden: direction === 'response' ? 'writeOnly' : 'readOnly',
    optional: optional && attempt < MOST_TRIES / 2,
    suggest,
    budget: { left: MOST_VALUES },
    attempt,
  };
  return generate(drawing, definition, '', 0);
}

/** All that one try works with. */
interface Drawing {
  readonly document: JsonObject;
  readonly random: Random;
  /** The flag of properties that do not travel in this direction. */
  readonly hidden: string;
  readonly optional: boolean;
  readonly suggest: Suggest;
  /** How many values may still be made: wide schemas that refer to each other would fill megabytes. */
  readonly budget: { left: number };
  readonly attempt: number;
}

const MOST_VALUES = 500;

/** How deep optional parts are filled. */
const DEPTH = 3;

/** The deepest that required parts are followed. */
const DEEPEST = 40;

function generate(drawing: Drawing, node: Json, name: string, depth: number): Json | undefined {
  if (depth > DEEPEST) return undefined;
  drawing.budget.left -= 1;
  const flat = flatten(drawing.document, node);
  const chosen = flat && choose(drawing, flat);
  if (chosen === undefined) return undefined;
  const { keywords } = chosen;
  const given = givenValue(drawing, keywords, name);
  if (given !== undefined) return given;
  switch (typeOf(keywords)) {
    case 'object':
      return generateObject(drawing, chosen, depth);
    case 'array':
      return generateArray(drawing, keywords, name, depth);
    case 'integer':
    case 'number': {
      const isInteger = typeOf(keywords) === 'integer';
      const suggestion = suggestionFor(drawing, keywords, name);
      return generateNumber(keywords, drawing.random, { isInteger, suggestion });
    }
    case 'boolean':
      return generateBoolean(drawing, keywords, name);
    case 'null':
      return null;
    default:
      return encodedContent(drawing, keywords, depth) ?? generateText(drawing, keywords, name);
  }
}

/** JSON that is written into a text (JSON Schema 2020-12 Validation, section 8.5). */
function encodedContent(drawing: Drawing, keywords: JsonObject, depth: number): string | undefined {
  const isJson = isJsonRange(stringMember(keywords, 'contentMediaType') ?? '');
  const schema = keywords['contentSchema'];
  if (!isJson || schema === undefined || keywords['contentEncoding'] !== undefined) return undefined;
  const value = generate(drawing, schema, '', depth + 1);
  return value === undefined ? undefined : JSON.stringify(value);
}

/** Chooses a branch wherever there is a choice: first the first, in later tries any. A branch may lead back here. */
function choose(drawing: Drawing, flat: FlatSchema, depth = 0): FlatSchema | undefined {
  if (depth > MOST_COMBINED) return undefined;
  const { document, random, attempt } = drawing;
  let chosen: FlatSchema = { ...flat, choices: [] };
  for (const branches of flat.choices) {
    const branch = attempt === 0 ? branches[0] : pick(random, branches);
    const inner = branch === undefined ? undefined : flatten(document, branch);
    const settled = inner && choose(drawing, inner, depth + 1);
    if (settled === undefined) return undefined;
    const discriminator = discriminatorOf(flat.keywords, branch);
    chosen = combine(chosen, settled);
    if (discriminator) chosen = combine(fixed(discriminator), chosen);
  }
  return chosen;
}

/** The discriminator's property, set to what means the branch. */
function fixed({ property, value }: { readonly property: string; readonly value: string }): FlatSchema {
  const keywords = { required: [property], properties: { [property]: { const: value } } };
  return { keywords, choices: [], names: [] };
}

/** What the schema itself gives: a constant, one of an enumeration, an example, a default. */
function givenValue({ random, attempt }: Drawing, keywords: JsonObject, name: string): Json | undefined {
  if (keywords['const'] !== undefined) return keywords['const'];
  const allowed = items(keywords['enum']);
  if (allowed.length > 0)
    return pick(random, allowed.length > 1 ? allowed.filter((one) => one !== null) : allowed);
  if (attempt > 2 || isIdentifier(name)) return undefined;
  const example = keywords['example'] ?? pick(random, items(keywords['examples'])) ?? keywords['default'];
  const isSenseless = typeof example === 'number' && !Number.isFinite(example); // YAML's .inf and .nan
  return example === null || isObject(example) || isSenseless ? undefined : example;
}

/** Identifiers are made anew each time, so that they differ. */
function isIdentifier(name: string): boolean {
  return /^_?(id|uuid|guid|key)$/i.test(name);
}

function generateBoolean(drawing: Drawing, keywords: JsonObject, name: string): boolean {
  const suggested = suggestionFor(drawing, keywords, name);
  return typeof suggested === 'boolean' ? suggested : drawing.random.below(2) === 0;
}

function generateText(drawing: Drawing, keywords: JsonObject, name: string): Json {
  const { random } = drawing;
  const suggested = suggestionFor(drawing, keywords, name) ?? identifierFor(keywords, name, random);
  return generateString(keywords, random, suggested === undefined ? undefined : String(suggested));
}

/** In later tries nothing is suggested: it may be what did not fit. */
function suggestionFor({ random, suggest, attempt }: Drawing, keywords: JsonObject, name: string): unknown {
  return attempt > 1 ? undefined : suggest(name, keywords, random);
}

/** Identifiers of which nothing else is said are digits, no words. */
function identifierFor({ format }: JsonObject, name: string, random: Random): string | undefined {
  if (format !== undefined || !/^_?(id|uuid|guid)$|[a-z](Id|ID|_id)$/.test(name)) return undefined;
  return Array.from({ length: 24 }, () => random.below(16).toString(16)).join('');
}

function generateObject(drawing: Drawing, { keywords }: FlatSchema, depth: number): Json | undefined {
  const { hidden, optional, budget } = drawing;
  const required = items(keywords['required']).map(String);
  const isRoomy = optional && depth < DEPTH && budget.left > 0;
  const entries: [string, Json][] = [];
  const properties = members(keywords['properties']);
  let wanting = (numberIn(keywords, 'minProperties') ?? 0) - required.length;
  for (const [name, schema] of properties) {
    if (isHidden(drawing, schema, hidden)) continue;
    const isRequired = required.includes(name);
    const isWelcome = wanting > 0 || (isRoomy && member(schema, 'deprecated') !== true);
    if (!isRequired && !isWelcome) continue;
    const value = generate(drawing, schema, name, depth + 1);
    if (value !== undefined) entries.push([name, value]);
    else if (isRequired) return undefined;
    if (value !== undefined && !isRequired) wanting -= 1;
  }
  const known = new Set(properties.map(([name]) => name));
  const missing = required.filter((name) => !known.has(name));
  return fillRest(drawing, keywords, entries, missing, depth);
}

/** Names that are required without being described, and keys of a map. */
function fillRest(
  drawing: Drawing,
  keywords: JsonObject,
  described: readonly [string, Json][],
  missing: readonly string[],
  depth: number,
): Json {
  const { random, optional, budget } = drawing;
  const rest = keywords['additionalProperties'];
  const isMap = keywords['properties'] === undefined && isObject(rest);
  const some = isMap && optional && depth < DEPTH && budget.left > 0 ? 2 : 0;
  const least = (numberIn(keywords, 'minProperties') ?? 0) - described.length - missing.length;
  const count = Math.min(Math.max(some, least), 20);
  const made = Array.from({ length: count }, (_, index) => `${keyName(keywords, random)}${index + 1}`);
  const entries = [...missing, ...made].flatMap((name): [string, Json][] => {
    const value = generate(drawing, isObject(rest) ? rest : { type: 'string' }, name, depth + 1);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...described, ...entries]);
}

function keyName(keywords: JsonObject, random: Random): string {
  const names = keywords['propertyNames'];
  return isObject(names) ? generateString(names, random, undefined) : 'key';
}

function isHidden({ document }: Drawing, schema: Json, flag: string): boolean {
  if (member(schema, flag) === true) return true;
  const isReference = stringMember(schema, '$ref') !== undefined || member(schema, 'allOf') !== undefined;
  return isReference && flatten(document, schema)?.keywords[flag] === true;
}

/** Lists have this many items where the schema leaves it open. */
const SOME_ITEMS = 2;

function generateArray(
  drawing: Drawing,
  keywords: JsonObject,
  name: string,
  depth: number,
): Json | undefined {
  const least = typeof keywords['minItems'] === 'number' ? keywords['minItems'] : 0;
  const most = typeof keywords['maxItems'] === 'number' ? keywords['maxItems'] : Infinity;
  const isRoomy = drawing.optional && depth < DEPTH && drawing.budget.left > 0;
  const count = Math.min(Math.max(least, isRoomy ? SOME_ITEMS : 0), most, 1000);
  const prefix = items(keywords['prefixItems']);
  const schema = keywords['items'] ?? prefix.length === 0;
  const list: Json[] = [];
  for (let index = 0; index < Math.max(count, Math.min(prefix.length, most)); index += 1) {
    const value = anotherItem(
      drawing,
      prefix[index] ?? schema,
      singular(name),
      depth,
      list,
      keywords['uniqueItems'] === true,
    );
    if (value === undefined) return list.length >= least ? list : undefined;
    list.push(value);
  }
  return list;
}

/** Where items must differ, it is tried a few times; no two have the same identifier. */
function anotherItem(
  drawing: Drawing,
  schema: Json,
  name: string,
  depth: number,
  list: readonly Json[],
  isUnique: boolean,
): Json | undefined {
  for (let attempt = 0; attempt < (isUnique ? 20 : 1); attempt += 1) {
    const value = identified(drawing, schema, generate(drawing, schema, name, depth + 1), list);
    if (value === undefined || !isUnique || !list.some((one) => equalJson(one, value))) return value;
  }
  return undefined;
}

/** The item with an identifier that none of the others has, as far as its schema leaves one. */
function identified(
  drawing: Drawing,
  schema: Json,
  item: Json | undefined,
  list: readonly Json[],
): Json | undefined {
  const key = isObject(item) ? Object.keys(item).find(isIdentifier) : undefined;
  if (!isObject(item) || key === undefined) return item;
  const taken = new Set(list.map((one) => member(one, key)));
  if (!taken.has(item[key])) return item;
  const properties = flatten(drawing.document, schema)?.keywords['properties'];
  const definition = member(properties, key);
  const keywords = (definition === undefined ? undefined : flatten(drawing.document, definition))?.keywords;
  const free = keywords && freeIdentifier(drawing, keywords, key, taken);
  return free === undefined ? item : { ...item, [key]: free };
}

function freeIdentifier(
  drawing: Drawing,
  keywords: JsonObject,
  key: string,
  taken: ReadonlySet<Json | undefined>,
): Json | undefined {
  const listed = items(keywords['enum']);
  if (listed.length > 0) return listed.find((one) => !taken.has(one));
  if (typeOf(keywords) === 'integer') {
    const { from, to } = numberRange(keywords, 1, true);
    const numbers = Array.from(
      { length: Math.min(to - from + 1, taken.size + 1) },
      (_, index) => from + index,
    );
    return numbers.find((number) => !taken.has(number));
  }
  const drawn = Array.from({ length: 5 }, () => generate(drawing, keywords, key, 0));
  return drawn.find((one) => one !== undefined && !taken.has(one));
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
