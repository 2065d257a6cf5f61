import { weaklyMemoised } from '../base/memoise.ts';
import type { Description } from '../description/model/description.ts';
import { UnusableSchemaError, type SchemaError } from '../description/schemas/schema-validators.ts';
import type { Direction, Schema } from '../description/schemas/schema.ts';
import { generateValue } from './generate-value.ts';

const found = weaklyMemoised<Description, Map<string, readonly SchemaError[]>>(() => new Map());

/**
 * Returns the rules of a schema that no value was found to fit, with what the nearest value breaks; none where a value
 * fits, and where the schema cannot be compiled.
 */
export function impossibleRules(
  description: Description,
  schema: Schema,
  direction: Direction,
): readonly SchemaError[] {
  const known = found(description);
  const key = `${direction} ${schema.pointer}`;
  const rules = known.get(key) ?? search(description, schema, direction);
  known.set(key, rules);
  return rules;
}

function search(description: Description, schema: Schema, direction: Direction): readonly SchemaError[] {
  try {
    const made = generateValue(description, schema, { seed: 1, names: [schema.pointer], direction });
    return made.kind === 'value' ? [] : made.errors;
  } catch (error) {
    if (error instanceof UnusableSchemaError) return [];
    throw error;
  }
}
