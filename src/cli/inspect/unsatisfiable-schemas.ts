import { UnresolvedReferenceError, resolveReference } from '../../description/document/resolve-reference.ts';
import { schemasOf } from '../../description/lint/lint-examples.ts';
import type { Description } from '../../description/model/description.ts';
import type { Fault } from '../../description/model/fault.ts';
import { UnusableSchemaError } from '../../description/schemas/schema-validators.ts';
import type { Direction, Schema } from '../../description/schemas/schema.ts';
import { generateValue } from '../../generate/generate-value.ts';

/** The schemas of operations for which no value could be made that fits: each once. Compiles all of them. */
export function unsatisfiableSchemas(description: Description): readonly Fault[] {
  const seen = new Set<string>();
  const faults = new Map<string, Fault>();
  for (const [schema, direction] of description.operations.flatMap(schemasOf)) {
    const pointer = targetOf(description, schema);
    if (seen.has(`${direction} ${pointer}`)) continue;
    seen.add(`${direction} ${pointer}`);
    const message = reasonOf(description, schema, direction);
    if (message !== undefined && !faults.has(pointer)) faults.set(pointer, { pointer, message });
  }
  return [...faults.values()];
}

/** Where the schema itself stands, behind its references. */
function targetOf({ document }: Description, { definition, pointer }: Schema): string {
  try {
    return resolveReference(document, definition, pointer).pointer;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return pointer;
    throw error;
  }
}

/** Undefined where something fits, or where no validator can be made: that is said elsewhere. */
function reasonOf(description: Description, schema: Schema, direction: Direction): string | undefined {
  try {
    const made = generateValue(description, schema, { seed: 1, names: [schema.pointer], direction });
    if (made.kind === 'value') return undefined;
    const [nearest] = made.errors;
    const why = nearest === undefined ? '' : `: ${nearest.instancePath || 'it'} ${nearest.message}`;
    return `no ${direction} value was found that fits this schema${why}`;
  } catch (error) {
    if (error instanceof UnusableSchemaError) return undefined;
    throw error;
  }
}
