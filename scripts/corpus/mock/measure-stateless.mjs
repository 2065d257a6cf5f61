// Sends the suite's valid requests to a mock that remembers nothing, and counts documented successes and bodies that fit.
import { answeredOperations, bodyCounts, undocumentedFailures } from './count-answers.mjs';

const VALID = new Set(['valid', 'example']);

/** `run` runs cases against a new mock without state. */
export async function measureStateless(description, cases, run) {
  const report = await run(cases.filter(({ maker }) => VALID.has(maker)));
  const answered = answeredOperations(description, report);
  return {
    answered: answered.length,
    unanswered: description.operations.filter((one) => !answered.includes(one)).map(({ id }) => id),
    bodies: bodyCounts(report),
    failures: undocumentedFailures(report),
  };
}
