import { schemasOf } from '../../description/lint/lint-examples.ts';
import { isPlainSchema } from '../../description/lint/plain-schemas.ts';
import type { Description } from '../../description/model/description.ts';
import type { Fault } from '../../description/model/fault.ts';
import { UnusableSchemaError } from '../../description/schemas/schema-validators.ts';
import type { Direction, Schema } from '../../description/schemas/schema.ts';
import { generateValue } from '../../generate/generate-value.ts';
import { listedSchemas, resolvedSchema } from '../../generate/impossible-rules.ts';

/**
 * Returns a fault for each schema of an operation, and of the items of the lists in its responses, that no generated value
 * fits. Compiles those of which that is not known without a validator.
 */
export function unsatisfiableSchemas(description: Description): readonly Fault[] {
  const seen = new Set<string>();
  const faults = new Map<string, Fault>();
  const whole = description.operations.flatMap(schemasOf);
  const listed = whole.flatMap(([schema, direction]) =>
    direction === 'response'
      ? listedSchemas(description, schema).map((one) => [one, direction] as const)
      : [],
  );
  for (const [schema, direction] of [...whole, ...listed]) {
    const { pointer } = resolvedSchema(description, schema);
    if (seen.has(`${direction} ${pointer}`)) continue;
    seen.add(`${direction} ${pointer}`);
    if (isPlainSchema(description.document, schema, direction)) continue;
    const message = unsatisfiableReason(description, schema, direction);
    if (message !== undefined && !faults.has(pointer)) faults.set(pointer, { pointer, message });
  }
  return [...faults.values()];
}

/** Returns undefined when a value fits, and when the schema cannot be compiled, which is a fault of its own. */
function unsatisfiableReason(
  description: Description,
  schema: Schema,
  direction: Direction,
): string | undefined {
  try {
    const result = generateValue(description, schema, { seed: 1, names: [schema.pointer], direction });
    if (result.kind === 'value') return undefined;
    const [nearest] = result.errors;
    const reason = nearest === undefined ? '' : `: ${nearest.instancePath || 'it'} ${nearest.message}`;
    return `no ${direction} value was found that fits this schema${reason}`;
  } catch (error) {
    if (error instanceof UnusableSchemaError) return undefined;
    throw error;
  }
}
