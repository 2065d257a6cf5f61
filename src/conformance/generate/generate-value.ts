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
import type { SchemaError } from '../../spec/schema-validators.ts';
import type { Direction, Schema } from '../../spec/schema.ts';
import { combine, discriminatorOf, flatten, typeOf, type FlatSchema } from './flat-schema.ts';
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
      return generateNumber(drawing, keywords, name, true);
    case 'number':
      return generateNumber(drawing, keywords, name, false);
    case 'boolean':
      return drawing.random.below(2) === 0;
    case 'null':
      return null;
    default:
      return generateText(drawing, keywords, name);
  }
}

/** Chooses a branch wherever there is a choice: first the first, in later tries any. */
function choose(drawing: Drawing, flat: FlatSchema): FlatSchema | undefined {
  const { document, random, attempt } = drawing;
  let chosen: FlatSchema = { ...flat, choices: [] };
  for (const branches of flat.choices) {
    const branch = attempt === 0 ? branches[0] : pick(random, branches);
    const inner = branch === undefined ? undefined : flatten(document, branch);
    const settled = inner && choose(drawing, inner);
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
  return example === null || isObject(example) ? undefined : example;
}

/** Identifiers are made anew each time, so that they differ. */
function isIdentifier(name: string): boolean {
  return /^_?(id|uuid|guid|key)$/i.test(name);
}

function generateText(drawing: Drawing, keywords: JsonObject, name: string): Json {
  const { random, suggest, attempt } = drawing;
  const suggested = attempt > 1 ? undefined : suggest(name, keywords, random);
  return generateString(keywords, random, suggested === undefined ? undefined : String(suggested));
}

function generateNumber(
  { random, suggest, attempt }: Drawing,
  keywords: JsonObject,
  name: string,
  isInteger: boolean,
): number {
  const step = numberIn(keywords, 'multipleOf') ?? (isInteger ? 1 : 0.01);
  const { from, to, most } = numberRange(keywords, step, isInteger);
  const suggested = attempt > 1 ? undefined : suggest(name, keywords, random);
  if (typeof suggested === 'number' && suggested >= from && suggested <= most) {
    return isInteger ? Math.round(suggested) : suggested;
  }
  const steps = Math.max(0, Math.floor((to - from) / step));
  const first = Math.ceil(from / step - 1e-9);
  return tidy((first + random.below(steps + 1)) * step);
}

/** Where the numbers are drawn from: at most some thousand steps of what is allowed. */
function numberRange(keywords: JsonObject, step: number, isInteger: boolean) {
  const above = numberIn(keywords, 'exclusiveMinimum');
  const under = numberIn(keywords, 'exclusiveMaximum');
  const least = numberIn(keywords, 'minimum') ?? (above === undefined ? undefined : above + step);
  const most = numberIn(keywords, 'maximum') ?? (under === undefined ? Infinity : under - step);
  const from = least ?? (most === Infinity ? 1 : Math.min(1, most - 100 * step));
  const to = Math.min(most, from + (isInteger ? 1000 * Math.max(step, 1) : 100 * step));
  return { from, to, most };
}

function numberIn(keywords: JsonObject, keyword: string): number | undefined {
  const value = keywords[keyword];
  return typeof value === 'number' ? value : undefined;
}

/** 0.1 + 0.2, without the noise behind it. */
function tidy(number: number): number {
  return Number(number.toPrecision(12));
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

/** Where items must differ, it is tried a few times. */
function anotherItem(
  drawing: Drawing,
  schema: Json,
  name: string,
  depth: number,
  list: readonly Json[],
  isUnique: boolean,
): Json | undefined {
  for (let attempt = 0; attempt < (isUnique ? 20 : 1); attempt += 1) {
    const value = generate(drawing, schema, name, depth + 1);
    if (value === undefined || !isUnique || !list.some((one) => equalJson(one, value))) return value;
  }
  return undefined;
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
