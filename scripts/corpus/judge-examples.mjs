// Judges every documented example of a description, and compares with another validator.
import { isAgreed } from './other-judge.mjs';

/**
 * Counts the examples that are valid, invalid, and of those that could be compared the ones that are judged
 * otherwise. An example that is judged otherwise only because of its direction, or of a format, is agreed upon.
 */
export async function judgeExamples(description, judge, dist) {
  const { documentedExamples } = await import(new URL('spec/documented-examples.js', dist).href);
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

/** Undefined where no validator can be made: the operations that need it are disabled. */
function errorsOf({ validators }, schema, direction, value) {
  try {
    return validators.of(schema, direction)(value);
  } catch {
    return undefined;
  }
}
