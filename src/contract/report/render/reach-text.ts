import { groupBy } from '../../../base/group-by.ts';
import type { PublishedReach, PublishedReport } from '../published-report.ts';
import { printable, shortened } from '../text/printable.ts';
import { COLUMNS, lineWithin, namesWithin } from '../text/wrapped.ts';
import type { Colours } from './colours.ts';

/** The most characters of a request body, or of a response, in a line. */
const MAX_EXCERPT = 200;

/** So many reasons why operations were not reached are told in full; the others in a line each. */
const MOST_IN_FULL = 2;

/** Returns why operations were not reached, each reason once, with the best refusal and the next step. */
export function reachLines({ reach, findings }: PublishedReport, colours: Colours): readonly string[] {
  const { yellow, dim } = colours;
  const accepted = new Set(findings.flatMap(({ id, standing }) => (standing === undefined ? [] : [id])));
  const notReached = reach.filter(
    ({ kind, finding = '' }) => kind === 'notReached' && !accepted.has(finding),
  );
  const notTried = reach.filter(({ kind }) => kind === 'notTried');
  const reasons = [...groupBy(notReached, reasonOf).values()];
  return [
    ...reasons.slice(0, MOST_IN_FULL).flatMap((group) => notReachedLines(group, colours)),
    ...reasons.slice(MOST_IN_FULL).map((group) => {
      const head = `– not reached, ${namesOf(group)}: `;
      const [{ reason = '', refusal } = { reason: '' }] = group;
      const answer = refusal?.response;
      const found = answer === undefined ? reason : `${answer.status} ${answer.excerpt}`;
      return `${yellow('–')}${head.slice(1)}${lineWithin(found, head.length)}`;
    }),
    ...[...groupBy(notTried, ({ reason = '' }) => reason).values()].flatMap((group) => {
      const [{ reason = '', next } = { reason: '', next: '' }] = group;
      const names = group.map(({ operationId }) => operationId).join(', ');
      return [dim(`– not tried, ${names}: ${printable(reason)}`), ...nextLine(next, colours)];
    }),
  ];
}

/** Returns what operations share that were not reached for one reason: they answered the same. */
function reasonOf({ reason, refusal }: PublishedReach): string {
  return JSON.stringify([reason, refusal?.response?.status, refusal?.response?.excerpt]);
}

/** Half of a line is left to what follows. */
function namesOf(group: readonly PublishedReach[]): string {
  return namesWithin(
    group.map(({ operationId }) => operationId),
    COLUMNS / 2,
  );
}

function notReachedLines(group: readonly PublishedReach[], colours: Colours): readonly string[] {
  const [one] = group;
  if (one === undefined) return [];
  return [
    `${colours.yellow('–')} not reached, ${namesOf(group)}: ${printable(one.reason ?? '')}`,
    ...refusalText(one).map((line) => `    ${printable(line)}`),
    ...nextLine(one.next, colours),
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
