import { groupBy } from '../../../base/group-by.ts';
import type { PublishedReach, PublishedReport } from '../published-report.ts';
import { printable, shortened } from '../text/printable.ts';
import type { Colours } from './colours.ts';

/** The most characters of a request body, or of a response, in a line. */
const MAX_EXCERPT = 200;

/** Returns a line for each operation that was not reached, with the best refusal and the next step. */
export function reachLines({ reach, findings }: PublishedReport, colours: Colours): readonly string[] {
  const { yellow, dim } = colours;
  const accepted = new Set(findings.flatMap(({ id, standing }) => (standing === undefined ? [] : [id])));
  const notReached = reach.filter(
    ({ kind, finding = '' }) => kind === 'notReached' && !accepted.has(finding),
  );
  const notTried = reach.filter(({ kind }) => kind === 'notTried');
  return [
    ...notReached.flatMap((one) => [
      `${yellow('–')} not reached, ${one.operationId}: ${printable(one.reason ?? '')}`,
      ...refusalText(one).map((line) => `    ${printable(line)}`),
      ...nextLine(one.next, colours),
    ]),
    ...[...groupBy(notTried, ({ reason = '' }) => reason).values()].flatMap((group) => {
      const [{ reason = '', next } = { reason: '', next: '' }] = group;
      const names = group.map(({ operationId }) => operationId).join(', ');
      return [dim(`– not tried, ${names}: ${printable(reason)}`), ...nextLine(next, colours)];
    }),
  ];
}

/** Returns, for each create that was refused however it was tried, its smallest request and what to do about it. */
export function refusalLines({ refusals }: PublishedReport, colours: Colours): readonly string[] {
  return refusals.flatMap(({ operationId, request, body = '', status, response, next }) => [
    `${colours.yellow('!')} ${operationId} was refused with every body that was tried; the smallest:`,
    ...exchangeLines(`${request} ${body}`, `${status ?? 'no response'} ${response}`).map(
      (line) => `    ${printable(line)}`,
    ),
    ...nextLine(next, colours),
  ]);
}

function refusalText({ refusal }: PublishedReach): readonly string[] {
  if (refusal === undefined) return [];
  const { request, response } = refusal;
  const sent = `${request.method} ${request.target} ${request.body ?? ''}`;
  return exchangeLines(
    sent,
    response === undefined ? 'no response' : `${response.status} ${response.excerpt}`,
  );
}

function exchangeLines(request: string, response: string): readonly string[] {
  return [request, response].map((text) => shortened(text.replace(/\s+/g, ' ').trim(), MAX_EXCERPT));
}

function nextLine(next: string | undefined, { dim }: Colours): readonly string[] {
  return next === undefined || next === '' ? [] : [dim(`    ${printable(next)}`)];
}
