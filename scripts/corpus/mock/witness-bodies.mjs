// Validates a sample of the mock's bodies with another validator, by the original description.
import { isAgreed } from '../other-judge.mjs';

/** This many different bodies are taken of each media type of each operation, successful responses first. */
const SAMPLE = 2;

/** Counts the bodies that could be compared, and those on which both validators agree. */
export async function witnessBodies(description, { results }, judge) {
  const counts = { compared: 0, agreed: 0, disagreements: [] };
  for (const { schema, value, operation, status } of sampleOf(results)) {
    const other = await judge(schema.pointer, value);
    if (other === undefined) continue;
    counts.compared += 1;
    const errors = description.validators.of(schema, 'response')(value);
    if (isAgreed(description, { schema, direction: 'response', value, errors }, other)) counts.agreed += 1;
    else counts.disagreements.push(`${operation.id} ${status} ${schema.pointer}: ${JSON.stringify(value)}`);
  }
  return counts;
}

function sampleOf(results) {
  const bySchema = new Map();
  const answered = results
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ response, validation }) => isPlain(response, validation))
    .toSorted((left, right) => left.response.status - right.response.status);
  for (const { operation, response, validation } of answered) {
    const { schema } = validation.mediaType;
    const key = `${operation.id} ${schema.pointer}`;
    const known = bySchema.get(key) ?? new Map();
    if (known.size < SAMPLE) {
      known.set(JSON.stringify(validation.body), {
        operation,
        schema,
        value: validation.body,
        status: response.status,
      });
    }
    bySchema.set(key, known);
  }
  return [...bySchema.values()].flatMap((known) => [...known.values()]);
}

/** Tells whether the body is JSON without integers beyond 2^53, which the other validator cannot represent. */
function isPlain(response, validation) {
  if (response === undefined || response.body.length === 0 || !validation?.mediaType?.schema) return false;
  if (!/[/+]json\b/.test(String(response.headers['content-type']))) return false;
  try {
    return JSON.stringify(validation.body) !== undefined;
  } catch {
    return false;
  }
}
