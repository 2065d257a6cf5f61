import { weaklyMemoised } from '../../../base/memoise.ts';
import type { Json } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { SchemaError } from '../../../description/schemas/schema-validators.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generateValue, type GenerateOptions } from '../../../generate/generate-value.ts';
import { resolvedSchema } from '../../../generate/impossible-rules.ts';

/** The rules that the nearest values break, by their pointers; those of all views of one description. */
const impossible = weaklyMemoised<Description['validators'], Map<string, string>>(() => new Map());

/**
 * Generates a response body. Where nothing fits its schema, it is the nearest one, and the rules that it breaks are broken
 * by all bodies from then on; with `strictValues` there is none.
 */
export function generateResponse(
  description: Description,
  schema: Schema,
  { strictValues = false, ...options }: Omit<GenerateOptions, 'direction'> & StrictValues,
): Json | undefined {
  const made = generateValue(description, schema, { ...options, direction: 'response' });
  if (made.kind === 'value') return made.value;
  if (strictValues || made.nearest === undefined) return undefined;
  const rules = impossible(description.validators);
  for (const { descriptionPointer, instancePath, message } of made.errors) {
    const place = `${resolvedSchema(description, schema).pointer}: ${instancePath || 'it'} ${message}`;
    if (!rules.has(descriptionPointer))
      rules.set(descriptionPointer, `no value was found that fits the schema at ${place}`);
  }
  return made.nearest;
}

export interface StrictValues {
  /** Generates nothing where nothing fits a schema. Default: false. */
  readonly strictValues?: boolean | undefined;
}

/** Returns the reason why every body breaks a rule; undefined for rules that some body keeps. */
export function impossibleReason(
  { validators }: Description,
  { descriptionPointer }: Pick<SchemaError, 'descriptionPointer'>,
): string | undefined {
  return impossible(validators).get(descriptionPointer);
}
