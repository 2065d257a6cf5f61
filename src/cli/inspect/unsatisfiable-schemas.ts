import { UnresolvedReferenceError, resolveReference } from '../../description/document/resolve-reference.ts';
import { schemasOf } from '../../description/lint/lint-examples.ts';
import type { Description } from '../../description/model/description.ts';
import type { Fault } from '../../description/model/fault.ts';
import { UnusableSchemaError } from '../../description/schemas/schema-validators.ts';
import type { Direction, Schema } from '../../description/schemas/schema.ts';
import { generateValue } from '../../generate/generate-value.ts';

/** Returns a fault for each schema of an operation that no generated value fits. Compiles all of the schemas. */
export function unsatisfiableSchemas(description: Description): readonly Fault[] {
  const seen = new Set<string>();
  const faults = new Map<string, Fault>();
  for (const [schema, direction] of description.operations.flatMap(schemasOf)) {
    const pointer = resolvedPointer(description, schema);
    if (seen.has(`${direction} ${pointer}`)) continue;
    seen.add(`${direction} ${pointer}`);
    const message = unsatisfiableReason(description, schema, direction);
    if (message !== undefined && !faults.has(pointer)) faults.set(pointer, { pointer, message });
  }
  return [...faults.values()];
}

/** Returns the pointer of the schema that a chain of references ends at. */
function resolvedPointer({ document }: Description, { definition, pointer }: Schema): string {
  try {
    return resolveReference(document, definition, pointer).pointer;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return pointer;
    throw error;
  }
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
