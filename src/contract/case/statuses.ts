import type { Operation } from '../../description/model/operation.ts';

/** True where `status` is one of `200`, `2XX`, `default`. */
export function statusMatches(status: number, patterns: readonly string[]): boolean {
  const range = `${Math.floor(status / 100)}XX`;
  return patterns.some((pattern) => pattern === String(status) || pattern === range || pattern === 'default');
}

/** What a valid request may be answered with: the documented successes, else any. */
export function acceptedStatuses({ responses }: Operation): readonly string[] {
  const documented = responses.map(({ status }) => status).filter((status) => /^[23]/.test(status));
  if (documented.length > 0) return documented;
  return responses.some(({ status }) => status === 'default') ? ['2XX', '3XX'] : ['2XX'];
}

/** Refusals that mean something else than "this request is wrong". */
const OTHER_REFUSALS = ['401', '403', '404', '405', '406', '407', '408', '410', '429', '431'];

/** Refusals of what would be right if things were otherwise: no answer to what is wrong, where that has its own. */
const REFUSALS_OF_STATE = ['409', '412', '423', '428'];

/** What servers refuse invalid requests with, where the description does not say it. */
const USUAL_REFUSALS = ['400', '422'];

/** What an invalid request may be answered with: the documented refusals of that kind, else the usual ones. */
export function refusedStatuses({ responses }: Operation): readonly string[] {
  const documented = responses
    .map(({ status }) => status)
    .filter((status) => status.startsWith('4') && !OTHER_REFUSALS.includes(status));
  const isSaid = documented.some((status) => [...USUAL_REFUSALS, '4XX'].includes(status));
  if (!isSaid) return [...USUAL_REFUSALS, ...documented];
  return documented.filter((status) => !REFUSALS_OF_STATE.includes(status));
}

/** What a request may be answered with that a server may take or refuse, on an item that it may not have. */
export function answeredStatuses(operation: Operation): readonly string[] {
  const missing = operation.path.includes('{') ? ['404', '410'] : [];
  return [...acceptedStatuses(operation), ...refusedStatuses(operation), ...missing];
}

/** All that is documented, and the refusals that HTTP itself brings along. */
export function documentedStatuses({ responses }: Operation): readonly string[] {
  return responses.map(({ status }) => status);
}

/** True for the statuses that say that there is no such item. */
export function isNowhere(status: number): boolean {
  return status === 404 || status === 410;
}
