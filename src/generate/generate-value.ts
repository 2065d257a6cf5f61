import { writeExactJson } from '../base/exact-json.ts';
import { stringMember, type Json, type JsonObject } from '../base/json.ts';
import { randomFor } from '../base/random.ts';
import type { Description } from '../description/model/description.ts';
import { isJsonRange } from '../description/model/media-type-object.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import type { Direction, Schema } from '../description/schemas/schema.ts';
import { chooseBranch } from './choose-branch.ts';
import { MAX_OPTIONAL_DEPTH, type GenerateContext } from './generate-context.ts';
import { flatten, typeOf } from './flat-schema.ts';
import { generateArray } from './generate-array.ts';
import { generateNumber } from './generate-number.ts';
import { generateObject } from './generate-object.ts';
import { generateString } from './generate-string.ts';
import { valueSearch } from './search/value-search.ts';
import { givenValue } from './given-value.ts';
import { identifierFor } from './identifier.ts';
import { newSteps, type Steps } from './texts/text-demand.ts';
import type { Suggest } from './suggest.ts';

export interface GenerateOptions {
  readonly seed: number;
  /** The purpose of the value: equal names and seeds give equal values. */
  readonly names: readonly string[];
  readonly direction: Direction;
  /** Generates optional properties too. Default: true. */
  readonly optional?: boolean;
  readonly suggest?: Suggest;
  /** Ignores examples and defaults, so that other names give other values. Default: false. */
  readonly isFresh?: boolean;
  /** The property whose value it is, and how deep it stands in a body. Default: the value is a whole body. */
  readonly at?: { readonly name: string; readonly depth: number };
}

/** `unsatisfiable`: nothing that fits the schema was found. `nearest` is the value that has the fewest errors. */
type Generated =
  | { readonly kind: 'value'; readonly value: Json }
  | {
      readonly kind: 'unsatisfiable';
      readonly errors: readonly SchemaError[];
      readonly nearest: Json | undefined;
    };

/** Limits the attempts, each with other choices, before a schema counts as unsatisfiable. */
const MAX_ATTEMPTS = 4;

/**
 * Generates a value of a schema, and validates it: a quick one where that fits, else one that is searched for. Equal seeds
 * and names give equal values. Depth, length and items are limited, so that recursive schemas end.
 */
export function generateValue(description: Description, schema: Schema, options: GenerateOptions): Generated {
  if (schema.definition === false) return { kind: 'unsatisfiable', errors: [], nearest: undefined };
  const { validators } = description;
  validators.of(schema, options.direction); // cannot be compiled: nothing is made
  const refused: Json[] = [];
  for (const value of attempts(description, schema, options)) {
    if (validators.fits(schema, options.direction, value)) return { kind: 'value', value };
    refused.push(value);
  }
  const nearest =
    nearestOf(description, refused, schema, options.direction) ?? unfinished(description, schema, options);
  return { kind: 'unsatisfiable', errors: nearest?.errors ?? [], nearest: nearest?.value };
}

/** Returns the first of the values that break the fewest rules. */
function nearestOf(
  { validators }: Description,
  values: readonly Json[],
  schema: Schema,
  direction: Direction,
): Nearest | undefined {
  const validate = validators.of(schema, direction);
  return values
    .map((value) => ({ value, errors: validate(value) }))
    .reduce<Nearest | undefined>(
      (least, one) => (least === undefined || one.errors.length < least.errors.length ? one : least),
      undefined,
    );
}

/** Draws a value whose deep parts are `null`, for what leads back to itself without an end. */
function unfinished(description: Description, schema: Schema, options: GenerateOptions): Nearest | undefined {
  const value = draw(description.document, schema, { ...options, steps: newSteps() }, MAX_ATTEMPTS + 1);
  if (value === undefined) return undefined;
  return { value, errors: description.validators.of(schema, options.direction)(value) };
}

interface Nearest {
  readonly value: Json;
  readonly errors: readonly SchemaError[];
}

/** Makes the quick attempts, then searches. */
function* attempts(description: Description, schema: Schema, options: GenerateOptions): Generator<Json> {
  const steps = newSteps();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const value = draw(description.document, schema, { ...options, steps }, attempt);
    if (value !== undefined) yield value;
  }
  const { optional = true, suggest = () => undefined, isFresh = false } = options;
  yield* valueSearch.get().findValues(description, schema, { ...options, optional, suggest, isFresh });
}

/** Returns the value that `generateValue` generates; undefined where the schema is unsatisfiable. */
export function generated(
  description: Description,
  schema: Schema,
  options: GenerateOptions,
): Json | undefined {
  const outcome = generateValue(description, schema, options);
  return outcome.kind === 'value' ? outcome.value : undefined;
}

/** Makes one attempt. In the second half of the attempts, optional properties are left out. */
function draw(
  document: JsonObject,
  { definition }: Pick<Schema, 'definition'>,
  {
    seed,
    names,
    direction,
    optional = true,
    suggest = () => undefined,
    isFresh = false,
    at = WHOLE,
    steps,
  }: GenerateOptions & { readonly steps: Steps },
  attempt: number,
): Json | undefined {
  const context: GenerateContext = {
    document,
    random: randomFor(seed, ...names, String(attempt)),
    hidden: direction === 'response' ? 'writeOnly' : 'readOnly',
    optional: optional && attempt < MAX_ATTEMPTS / 2,
    suggest,
    budget: { left: MAX_VALUES },
    isFresh,
    steps,
    attempt,
    generate: (node, name, depth) => generate(context, node, name, depth),
  };
  return context.generate(definition, at.name, at.depth);
}

const WHOLE = { name: '', depth: 0 };

/** Returns the first value that `generateValue` tries, which fits nearly always; undefined where it has none to try. */
export function firstValue(
  document: JsonObject,
  schema: Pick<Schema, 'definition'>,
  options: GenerateOptions,
): Json | undefined {
  return draw(document, schema, { ...options, steps: newSteps() }, 0);
}

/** Limits the values within a value. */
const MAX_VALUES = 500;

/** Limits the depth of required parts. */
const MAX_DEPTH = 40;

/** Limits the values beyond `MAX_VALUES`, all of which are required. Wide recursive maps would never end. */
const MAX_REQUIRED = 20_000;

function generate(context: GenerateContext, node: Json, name: string, depth: number): Json | undefined {
  const isDeep = depth >= MAX_OPTIONAL_DEPTH;
  if (isDeep && context.attempt > MAX_ATTEMPTS) return null;
  if (depth > MAX_DEPTH || context.budget.left < -MAX_REQUIRED) return undefined;
  context.budget.left -= 1;
  const flat = flatten(context.document, node);
  if (isDeep && isEndless(flat?.keywords)) return null;
  const keywords = (flat && chooseBranch(context, flat, isDeep))?.keywords;
  return keywords && generateOf(context, keywords, name, depth);
}

function generateOf(
  context: GenerateContext,
  keywords: JsonObject,
  name: string,
  depth: number,
): Json | undefined {
  const given = givenValue(context, keywords, { name, depth });
  if (given !== undefined) return given;
  switch (typeOf(keywords)) {
    case 'object':
      return generateObject(context, keywords, depth);
    case 'array':
      return generateArray(context, keywords, name, depth);
    case 'integer':
    case 'number': {
      const isInteger = typeOf(keywords) === 'integer';
      const suggestion = suggestionFor(context, keywords, name);
      return generateNumber(keywords, context.random, { isInteger, suggestion });
    }
    case 'boolean':
      return generateBoolean(context, keywords, name);
    case 'null':
      return null;
    default:
      return encodedContent(context, keywords, depth) ?? generateText(context, keywords, name);
  }
}

/** True for objects and lists that may be `null`: what leads back to itself ends with that. */
function isEndless(keywords: JsonObject | undefined): boolean {
  const types = [keywords?.['type'] ?? []].flat();
  const isNullable = keywords?.['nullable'] === true || types.includes('null');
  return (
    isNullable && (types.includes('object') || types.includes('array')) && keywords?.['enum'] === undefined
  );
}

/** Generates a text that contains JSON (JSON Schema 2020-12 Validation, section 8.5). */
function encodedContent(context: GenerateContext, keywords: JsonObject, depth: number): string | undefined {
  const isJson = isJsonRange(stringMember(keywords, 'contentMediaType') ?? '');
  const schema = keywords['contentSchema'];
  if (!isJson || schema === undefined || keywords['contentEncoding'] !== undefined) return undefined;
  const value = context.generate(schema, '', depth + 1);
  return value === undefined ? undefined : writeExactJson(value);
}

function generateBoolean(context: GenerateContext, keywords: JsonObject, name: string): boolean {
  const suggested = suggestionFor(context, keywords, name);
  return typeof suggested === 'boolean' ? suggested : context.random.below(2) === 0;
}

function generateText(context: GenerateContext, keywords: JsonObject, name: string): Json {
  const { random } = context;
  const suggested = suggestionFor(context, keywords, name) ?? identifierFor(keywords, name, random);
  return generateString(
    keywords,
    random,
    suggested === undefined ? undefined : String(suggested),
    context.steps,
  );
}

/** Returns a suggestion. Later attempts have none, since it may be what did not fit. */
function suggestionFor(
  { random, suggest, attempt }: GenerateContext,
  keywords: JsonObject,
  name: string,
): unknown {
  return attempt > 1 ? undefined : suggest(name, keywords, random);
}
