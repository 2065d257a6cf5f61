// Validates every documented example of a description, and compares the results with another validator's.
import { isAgreed } from './other-judge.mjs';

/**
 * Counts the valid and the invalid examples, and those on which the validators could be compared and agree. A difference
 * that comes only from the direction (readOnly, writeOnly) or from a format counts as agreement.
 */
export async function judgeExamples(description, judge, dist) {
  const { documentedExamples } = await import(new URL('description/lint/documented-examples.js', dist).href);
  const counts = { valid: 0, invalid: 0, compared: 0, agreed: 0, disagreements: [] };
  for (const { schema, direction, value, pointer } of documentedExamples(description)) {
    const errors = errorsOf(description, schema, direction, value);
    if (errors === undefined) continue;
    counts[errors.length === 0 ? 'valid' : 'invalid'] += 1;
    const other = await judge(schema.pointer, value);
    if (other === undefined) continue;
    counts.compared += 1;
    if (isAgreed(description, { schema, direction, value, errors }, other)) counts.agreed += 1;
    else {
      const ours = errors[0] ? `${errors[0].instancePath} ${errors[0].message}`.trim() : 'valid';
      counts.disagreements.push({ pointer, direction, ours, theirs: other ? 'valid' : 'invalid' });
    }
  }
  return counts;
}

/** Returns undefined when the schema cannot be compiled; the operations that need it are disabled. */
function errorsOf({ validators }, schema, direction, value) {
  try {
    return validators.of(schema, direction)(value);
  } catch {
    return undefined;
  }
}
