import { onDemand } from '../../base/on-demand.ts';
import { isObject } from '../../base/json.ts';
import type { Description } from '../../description/model/description.ts';
import { isJsonRange, type MediaType } from '../../description/model/media-type-object.ts';
import { spelling } from '../../description/resources/naming.ts';
import type { SchemaError, Validate } from '../../description/schemas/schema-validators.ts';
import type { Schema } from '../../description/schemas/schema.ts';
import { shapeOf } from '../../description/schemas/value-shape.ts';
import { generateValue } from '../../generate/generate-value.ts';
import type { Suggest } from '../../generate/suggest.ts';
import type { RequestValues } from '../../validation/validate-request.ts';

/** Small files and texts of many media types. */
export const sampleFiles = onDemand(() => import('./sample-files.ts'));

interface GeneratedBodyContext {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
}

/** `unsatisfiable`: no body that fits was found. The errors are those of the nearest one. */
export type GeneratedBody =
  | { readonly kind: 'body'; readonly body: unknown }
  | { readonly kind: 'unsatisfiable'; readonly nearest: unknown; readonly errors: readonly SchemaError[] };

/**
 * Generates a body that fits the schema, and has the values of the path's parameters. The same seed and names give the
 * same body.
 */
export function generateBody(
  context: GeneratedBodyContext,
  content: MediaType,
  names: readonly string[],
  path: RequestValues['path'],
): GeneratedBody {
  const { range, schema } = content;
  const validate = contentValidator(context.description, content);
  const itemSchema = itemSchemaOf(context.description, content);
  if (itemSchema !== undefined) return generateSequence(context, itemSchema, names);
  const file = isBinary(context.description, content) ? sampleFiles.get().sampleFile(range) : undefined;
  if (file !== undefined && validate(file).length === 0) return { kind: 'body', body: file };
  if (schema === undefined) {
    const body = /[/+]json\b|^\*/i.test(range) ? {} : sampleFiles.get().sampleText(range, 'stuntdouble');
    return { kind: 'body', body };
  }
  const generated = generateFitting(context, schema, names);
  if (generated.kind === 'unsatisfiable') return generated;
  const { value } = generated;
  const adapted =
    typeof value === 'string' ? sampleFiles.get().sampleText(range, value) : echoPath(value, path);
  const body = [adapted, value].find((one) => validate(one).length === 0);
  return body === undefined
    ? { kind: 'unsatisfiable', nearest: value, errors: validate(value) }
    : { kind: 'body', body };
}

/** Returns the validator of a whole response body. Without a schema, every body is valid. */
export function contentValidator({ validators }: Description, { schema }: MediaType): Validate {
  if (schema === undefined) return () => [];
  const validate = validators.of(schema, 'response');
  return (value) => validate(value);
}

/** A generated sequence has this many items. */
const SEQUENCE_LENGTH = 3;

function generateSequence(
  context: GeneratedBodyContext,
  schema: Schema,
  names: readonly string[],
): GeneratedBody {
  const body: unknown[] = [];
  for (let index = 0; index < SEQUENCE_LENGTH; index += 1) {
    const item = generateFitting(context, schema, [...names, String(index)]);
    if (item.kind === 'unsatisfiable')
      return { ...item, nearest: item.nearest === undefined ? undefined : [item.nearest] };
    body.push(item.value);
  }
  return { kind: 'body', body };
}

function generateFitting(
  { description, seed, suggest }: GeneratedBodyContext,
  schema: Schema,
  names: readonly string[],
) {
  return generateValue(description, schema, { seed, names, direction: 'response', suggest });
}

/**
 * Returns the schema of the items of a sequence. Before OpenAPI 3.2 there was no `itemSchema`: the schema of the media
 * type is used for each line of a JSON Lines or similar body.
 */
function itemSchemaOf(
  { document }: Description,
  { range, schema, itemSchema }: MediaType,
): Schema | undefined {
  if (itemSchema !== undefined || schema === undefined) return itemSchema;
  if (!/json-?l|ndjson|jsonlines|json-seq/i.test(range)) return undefined;
  const shape = shapeOf(document, schema);
  return shape.isKnown && !shape.allowsArray && shape.allowsObject ? schema : undefined;
}

/** True when the body is a file, and not JSON or text. */
function isBinary({ document }: Description, { range, schema }: MediaType): boolean {
  if (/[/+](json|xml|yaml)\b|^text\//i.test(range) || schema === undefined) return !isJsonRange(range);
  const shape = shapeOf(document, schema);
  return shape.isBinary || !shape.isKnown || shape.primitives.includes('string');
}

/** Path parameters are echoed in objects down to this depth. */
const MAX_ENVELOPE_DEPTH = 2;

/**
 * Sets the member that is called like a path parameter, in any spelling, to its value: `/things/7` shows the thing 7.
 */
function echoPath(body: unknown, path: RequestValues['path']): unknown {
  return Object.entries(path).reduce<unknown>((echoed, [name, value]) => echo(echoed, name, value, 0), body);
}

function echo(body: unknown, parameter: string, value: unknown, depth: number): unknown {
  if (!isObject(body) || depth > MAX_ENVELOPE_DEPTH) return body;
  const member = Object.keys(body).find((name) => spelling(name) === spelling(parameter));
  if (member !== undefined) return isObject(body[member]) ? body : { ...body, [member]: value };
  for (const [name, inner] of Object.entries(body)) {
    const echoed = echo(inner, parameter, value, depth + 1);
    if (echoed !== inner) return { ...body, [name]: echoed };
  }
  return body;
}
