// Counts what the responses of a run show: operations with a documented success, bodies that fit, undocumented failures.

/** Returns the operations that were answered with a documented success, or that document no response at all. */
export function answeredOperations({ operations }, { results }) {
  const answered = new Set(
    results.flatMap(({ exchanges }) => exchanges.filter(isGoodAnswer)).map(({ operation }) => operation.id),
  );
  return operations.filter(({ id, responses }) => answered.has(id) || responses.length === 0);
}

/** Tells whether a response has a documented success status and a valid body. */
function isGoodAnswer({ response, validation }) {
  return (
    response !== undefined &&
    response.status >= 200 &&
    response.status < 400 &&
    validation !== undefined &&
    validation.violations.length === 0
  );
}

/** Counts the bodies of documented responses, and those that fit their schema. */
export function bodyCounts({ results }) {
  const bodies = results
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ response, validation }) => response?.body.length > 0 && validation?.mediaType !== undefined);
  const fitting = bodies.filter(({ validation }) => validation.violations.length === 0);
  return { all: bodies.length, fitting: fitting.length };
}

/** Returns the operations that were answered with a failure of the server that they do not document. */
export function undocumentedFailures({ results }) {
  const failed = results
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ response, operation }) => response?.status >= 500 && !documents(operation, response.status))
    .map(({ response, operation }) => `${operation.id} ${response.status}`);
  return [...new Set(failed)];
}

function documents(operation, status) {
  return operation?.responses.some(
    ({ status: own }) => own === String(status) || own === 'default' || own === `${String(status)[0]}XX`,
  );
}
