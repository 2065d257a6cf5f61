import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { isRead } from '../../http/method.ts';
import type { Safety } from '../plan/plan-cases.ts';
import type { UnseenStatus } from './published-report.ts';
import type { Report } from './report.ts';

/** Returns the documented statuses that no response had, and why. */
export function unseenStatuses(
  report: Report,
  description: Description,
  safety: Safety,
): readonly UnseenStatus[] {
  const unseen = new Set(report.coverage.unseen);
  return description.operations.flatMap((operation) =>
    operation.responses
      .filter(({ status }) => unseen.has(`${operation.id} ${status}`))
      .map(({ status }) => ({
        operationId: operation.id,
        status,
        reason: reasonFor(report, operation, { status, safety }),
      })),
  );
}

function reasonFor(
  report: Report,
  operation: Operation,
  { status, safety }: { readonly status: string; readonly safety: Safety },
): string {
  const own = report.results.filter((result) => result.case.operationId === operation.id);
  const notSent = whyNotSent(report, operation, safety);
  if (notSent !== undefined) return notSent;
  if (status.startsWith('5')) return 'no case provokes a failure of the server';
  if (status === 'default') return 'every answer had a status of its own';
  const hasOther = own.some((result) => result.case.maker === 'permission');
  if (status === '403' && !hasOther)
    return 'no case of this run has an identity without the permission (--identity)';
  const provoking = own.filter((result) => expects(result, status));
  if (provoking.length === 0) return 'no case of this run provokes it';
  const isBlocked = provoking.every(({ verdict }) => verdict.kind === 'blocked');
  return isBlocked ? 'its cases are blocked' : 'the target answered its cases otherwise';
}

/** Returns why no request of an operation was sent; undefined where one was. */
export function whyNotSent(
  { results, broken, unfinished }: Report,
  operation: Operation,
  safety: Safety,
): string | undefined {
  const isSent = results.some(({ exchanges }) =>
    exchanges.some((exchange) => exchange.operation === operation),
  );
  if (isSent) return undefined;
  const hasCases = results.some((result) => result.case.operationId === operation.id);
  if (unfinished !== undefined && !hasCases) return 'the budget was over before';
  if (broken !== undefined) return 'the run broke off before';
  if (safety !== 'full' && !isRead(operation.method)) return `not sent: the run is ${safety}`;
  return hasCases ? 'its cases could not be sent' : 'no case of this run is about it';
}

function expects(result: Report['results'][number], status: string): boolean {
  return result.case.steps.some(
    ({ role, expect }) => role === 'subject' && expect.outcome !== 'any' && expect.statuses.includes(status),
  );
}
