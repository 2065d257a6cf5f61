// Sends the suite's valid requests to a mock that remembers nothing, each alone, and counts documented successes and
// bodies that fit.
import { answeredOperations, bodyCounts, undocumentedFailures } from './count-answers.mjs';

const VALID = new Set(['valid', 'example']);

/** `report` is that of a run with state, whose requests are sent again. */
export async function measureStateless(description, report, { mock, dist }) {
  const { createValidator } = await import(new URL('validation/validator.js', dist).href);
  const validator = createValidator(description);
  const sent = report.results
    .filter((one) => VALID.has(one.case.maker))
    .flatMap(({ exchanges }) => exchanges.filter(({ step }) => step.role === 'subject'));
  const exchanges = [];
  for (const { operation, request } of sent) {
    const response = await mock.handle(request);
    exchanges.push({ operation, response, validation: validator.response(operation)(response) });
  }
  const outcome = { results: [{ exchanges }] };
  const answered = answeredOperations(description, outcome);
  return {
    answered: answered.length,
    unanswered: description.operations.filter((one) => !answered.includes(one)).map(({ id }) => id),
    bodies: bodyCounts(outcome),
    failures: undocumentedFailures(outcome),
  };
}
