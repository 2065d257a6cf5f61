import type { Operation } from '../../description/model/operation.ts';

/** True where `status` is one of `200`, `2XX`, `default`. */
export function statusMatches(status: number, patterns: readonly string[]): boolean {
  const range = `${Math.floor(status / 100)}XX`;
  return patterns.some((pattern) => pattern === String(status) || pattern === range || pattern === 'default');
}

/** Returns the statuses for a valid request: the documented successes, else any success. */
export function acceptedStatuses({ responses }: Operation): readonly string[] {
  const documented = responses.map(({ status }) => status).filter((status) => /^[23]/.test(status));
  if (documented.length > 0) return documented;
  return responses.some(({ status }) => status === 'default') ? ['2XX', '3XX'] : ['2XX'];
}

/** Refusals that do not mean "this request is invalid". */
const OTHER_REFUSALS = ['401', '403', '404', '405', '406', '407', '408', '410', '429', '431'];

/**
 * Conflict statuses: they depend on state, so they do not count as the refusal of an invalid request when the operation
 * documents one for that.
 */
const REFUSALS_OF_STATE = ['409', '412', '423', '428'];

/** The statuses of most servers for invalid requests, where the description does not tell. */
const USUAL_REFUSALS = ['400', '422'];

/** Returns the statuses for an invalid request: the documented refusals of that kind, else the usual ones. */
export function refusedStatuses({ responses }: Operation): readonly string[] {
  const documented = responses
    .map(({ status }) => status)
    .filter((status) => status.startsWith('4') && !OTHER_REFUSALS.includes(status));
  const isSaid = documented.some((status) => [...USUAL_REFUSALS, '4XX'].includes(status));
  if (!isSaid) return [...USUAL_REFUSALS, ...documented];
  return documented.filter((status) => !REFUSALS_OF_STATE.includes(status));
}

/** Returns the statuses for a request that may be accepted or refused, on an item that may not exist. */
export function answeredStatuses(operation: Operation): readonly string[] {
  const missing = operation.path.includes('{') ? ['404', '410'] : [];
  return [...acceptedStatuses(operation), ...refusedStatuses(operation), ...missing];
}

/** Returns all the documented statuses. */
export function documentedStatuses({ responses }: Operation): readonly string[] {
  return responses.map(({ status }) => status);
}

/** True for the statuses of an item that does not exist. */
export function isNowhere(status: number): boolean {
  return status === 404 || status === 410;
}

/** True for an operation that documents 2XX, 3XX or `default`. */
export function documentsSuccess({ responses }: Operation): boolean {
  return responses.some(({ status }) => /^[23]|^default$/.test(status));
}
