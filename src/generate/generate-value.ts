import { isObject, items, stringMember, type Json, type JsonObject } from '../base/json.ts';
import { pick, randomFor } from '../base/random.ts';
import type { Description } from '../description/model/description.ts';
import { isJsonRange } from '../description/model/media-type-object.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import type { Direction, Schema } from '../description/schemas/schema.ts';
import { chooseBranch } from './choose-branch.ts';
import type { Drawing } from './drawing.ts';
import { flatten, typeOf } from './flat-schema.ts';
import { generateArray } from './generate-array.ts';
import { generateNumber } from './generate-number.ts';
import { generateObject } from './generate-object.ts';
import { generateString } from './generate-string.ts';
import { identifierFor, isIdentifier } from './identifier.ts';
import type { Suggest } from './suggest.ts';

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
type Generated =
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
    generate: (node, name, depth) => generate(drawing, node, name, depth),
  };
  return drawing.generate(definition, '', 0);
}

const MOST_VALUES = 500;

/** The deepest that required parts are followed. */
const DEEPEST = 40;

function generate(drawing: Drawing, node: Json, name: string, depth: number): Json | undefined {
  if (depth > DEEPEST) return undefined;
  drawing.budget.left -= 1;
  const flat = flatten(drawing.document, node);
  const chosen = flat && chooseBranch(drawing, flat);
  if (chosen === undefined) return undefined;
  const { keywords } = chosen;
  const given = givenValue(drawing, keywords, name);
  if (given !== undefined) return given;
  switch (typeOf(keywords)) {
    case 'object':
      return generateObject(drawing, keywords, depth);
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
  const value = drawing.generate(schema, '', depth + 1);
  return value === undefined ? undefined : JSON.stringify(value);
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
