import { isObject } from '../../base/json.ts';
import type { Description } from '../../description/model/description.ts';
import { isJsonRange, type MediaType } from '../../description/model/media-type-object.ts';
import { spelling } from '../../description/resources/naming.ts';
import type { Validate } from '../../description/schemas/schema-validators.ts';
import type { Schema } from '../../description/schemas/schema.ts';
import { shapeOf } from '../../description/schemas/value-shape.ts';
import { generateValue } from '../../generate/generate-value.ts';
import type { Suggest } from '../../generate/suggest.ts';
import { validateValue } from '../../validation/validate-value.ts';
import { sampleFile, sampleText } from './sample-files.ts';

interface GeneratedBodyContext {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
}

type Path = Readonly<Record<string, unknown>>;

/** A body that depends on seed and names alone; undefined where nothing that fits could be made. */
export function generatedBody(
  context: GeneratedBodyContext,
  content: MediaType,
  names: readonly string[],
  path: Path,
): unknown {
  const { range, schema } = content;
  const validate = judgingContent(context.description, content);
  const ofItems = itemSchemaOf(context.description, content);
  if (ofItems !== undefined) return sequence(context, ofItems, names);
  const file = isBinary(context.description, content) ? sampleFile(range) : undefined;
  if (file !== undefined && validate(file).length === 0) return file;
  if (schema === undefined) return /[/+]json\b|^\*/i.test(range) ? {} : sampleText(range, 'stuntdouble');
  const made = drawn(context, schema, names);
  if (made === undefined) return undefined;
  const candidates = [typeof made === 'string' ? sampleText(range, made) : echoPath(made, path), made];
  return candidates.find((body) => validate(body).length === 0);
}

/** What the description says of a body as a whole: nothing where it has no schema. */
export function judgingContent({ validators }: Description, { schema }: MediaType): Validate {
  if (schema === undefined) return () => [];
  const validate = validators.of(schema, 'response');
  return (value) => validateValue(validate, value);
}

/** A sequence has this many items. */
const SOME = 3;

function sequence(
  context: GeneratedBodyContext,
  schema: Schema,
  names: readonly string[],
): readonly unknown[] | undefined {
  const items = Array.from({ length: SOME }, (_, index) => drawn(context, schema, [...names, String(index)]));
  return items.includes(undefined) ? undefined : items;
}

function drawn(
  { description, seed, suggest }: GeneratedBodyContext,
  schema: Schema,
  names: readonly string[],
) {
  const made = generateValue(description, schema, { seed, names, direction: 'response', suggest });
  return made.kind === 'value' ? made.value : undefined;
}

/** The schema of the items of a sequence: before OpenAPI 3.2, that of the whole was all there was for lines. */
function itemSchemaOf(
  { document }: Description,
  { range, schema, itemSchema }: MediaType,
): Schema | undefined {
  if (itemSchema !== undefined || schema === undefined) return itemSchema;
  if (!/json-?l|ndjson|jsonlines|json-seq/i.test(range)) return undefined;
  const shape = shapeOf(document, schema);
  return shape.isKnown && !shape.allowsArray && shape.allowsObject ? schema : undefined;
}

/** Whether the body is a file, and no JSON that describes one. */
function isBinary({ document }: Description, { range, schema }: MediaType): boolean {
  if (/[/+](json|xml|yaml)\b|^text\//i.test(range) || schema === undefined) return !isJsonRange(range);
  const shape = shapeOf(document, schema);
  return shape.isBinary || !shape.isKnown || shape.primitives.includes('string');
}

/** How deep in envelopes a body's subject may stand. */
const DEEPEST = 2;

/** `/things/7` answers the thing 7, where the thing has a member of the parameter's name, in whatever spelling. */
function echoPath(body: unknown, path: Path): unknown {
  return Object.entries(path).reduce<unknown>((echoed, [name, value]) => echo(echoed, name, value, 0), body);
}

function echo(body: unknown, parameter: string, value: unknown, depth: number): unknown {
  if (!isObject(body) || depth > DEEPEST) return body;
  const own = Object.keys(body).find((name) => spelling(name) === spelling(parameter));
  if (own !== undefined) return isObject(body[own]) ? body : { ...body, [own]: value };
  for (const [name, inner] of Object.entries(body)) {
    const echoed = echo(inner, parameter, value, depth + 1);
    if (echoed !== inner) return { ...body, [name]: echoed };
  }
  return body;
}
