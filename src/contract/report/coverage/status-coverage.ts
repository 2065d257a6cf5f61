import type { Description } from '../../../description/model/description.ts';
import { responseFor } from '../../../description/model/operation.ts';
import type { CaseResult } from '../../run/state/case-result.ts';

/** Which operations were sent and answered with a success, and which of the documented statuses were seen. */
export type StatusCoverage = ReturnType<typeof statusCoverage>;

/** Returns what the responses of a run had of the documented statuses. */
export function statusCoverage({ operations }: Description, results: readonly CaseResult[]) {
  const seen = new Set<string>();
  const sent = new Set<string>();
  const succeeded = new Set<string>();
  for (const { operation, response } of results.flatMap(({ exchanges }) => exchanges)) {
    if (operation !== undefined) sent.add(operation.id);
    if (operation === undefined || response === undefined) continue;
    const described = responseFor(operation, response.status);
    if (described) seen.add(`${operation.id} ${described.status}`);
    if (response.status >= 200 && response.status < 300) succeeded.add(operation.id);
  }
  const documented = operations.flatMap(({ id, responses }) =>
    responses.map(({ status }) => `${id} ${status}`),
  );
  return {
    sent,
    succeeded,
    counts: { documented: documented.length, seen: documented.filter((one) => seen.has(one)).length },
    unseen: documented.filter((one) => !seen.has(one)),
  };
}
