// Has a sample of the mock's bodies judged by another validator, on the original description.
import { isAgreed } from './other-judge.mjs';

/** So many different bodies of each media type of each operation, successes first. */
const SAMPLE = 2;

/** Counts the bodies that could be compared, and those about which both say the same. */
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
    .filter(({ response, judgement }) => isPlain(response, judgement))
    .toSorted((left, right) => left.response.status - right.response.status);
  for (const { operation, response, judgement } of answered) {
    const { schema } = judgement.mediaType;
    const key = `${operation.id} ${schema.pointer}`;
    const known = bySchema.get(key) ?? new Map();
    if (known.size < SAMPLE) {
      known.set(JSON.stringify(judgement.body), {
        operation,
        schema,
        value: judgement.body,
        status: response.status,
      });
    }
    bySchema.set(key, known);
  }
  return [...bySchema.values()].flatMap((known) => [...known.values()]);
}

/** Whether it is JSON without integers that only our judge can hold. */
function isPlain(response, judgement) {
  if (response === undefined || response.body.length === 0 || !judgement?.mediaType?.schema) return false;
  if (!/[/+]json\b/.test(String(response.headers['content-type']))) return false;
  try {
    return JSON.stringify(judgement.body) !== undefined;
  } catch {
    return false;
  }
}
