import type { PublishedResponse } from '../../report/findings/published-finding.ts';
import type { Colours } from '../../report/render/colours.ts';
import { counted } from '../../report/text/counted.ts';
import { printable } from '../../report/text/printable.ts';
import { lineWithin, namesWithin } from '../../report/text/wrapped.ts';
import type { Side } from '../compare/sides.ts';
import type { ParityVerdict } from '../judge/difference.ts';
import type { PublishedDifference, PublishedPlaces } from './parity-report.ts';

/** The width of the names of rows. */
const ROW = 9;

/** The columns that are left beside the name of a row. */
const USED = 2 + ROW + 1;

/** What a verdict says, in the words of a terminal. */
export const VERDICT_NAMES: Readonly<Record<ParityVerdict, string>> = {
  server: 'server',
  mock: 'our fault',
  guess: 'mock guesses wrong',
  description: 'description too weak or wrong',
  unknown: 'cannot tell',
};

/** Returns a difference for a terminal: both responses below each other, who is wrong, and what to do about it. */
export function differenceText(difference: PublishedDifference, colours: Colours): string {
  const { verdict, title, caseId, cases, because, described, descriptionPointer, likewise } = difference;
  const { correction, behaviour, request, again } = difference;
  const { bold, red, yellow } = colours;
  const paint = verdict === 'unknown' ? yellow : red;
  const mark = verdict === 'unknown' ? '?' : '✗';
  const count = cases.length > 1 ? `, ${counted(cases.length, 'case')}` : '';
  const head = `${paint(`${mark} ${VERDICT_NAMES[verdict]}`)}  ${bold(subjectOf(difference))}${count}`;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['case', [lineWithin(`${caseId} (${title})`, USED)]],
    ['request', [lineWithin([request.method, request.target, request.body].join(' '), USED)]],
    ['target', sideLines(difference, 'target')],
    ['mock', sideLines(difference, 'mock')],
    ['because', because.slice(0, MOST_REASONS).map((reason) => lineWithin(reason, USED))],
    ['described', [described ?? `#${descriptionPointer}`]],
    ['likewise', likewise.length === 0 ? [] : [namesWithin(likewise.map(placeName), USED)]],
    ['correct', linesOf(correction)],
    ['behaviour', linesOf(behaviour)],
    ['again', [printable(again)]],
  ];
  return [head, ...rows.flatMap(([name, lines]) => rowLines(name, lines, colours))].join('\n');
}

const MOST_REASONS = 3;

/** A correction that is longer is in the JSON report, and in the file of `--write-overlay`. */
const MOST_LINES = 40;

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const lines = text.split('\n').map(printable);
  const rest = lines.length - MOST_LINES;
  if (rest <= 0) return lines;
  return [...lines.slice(0, MOST_LINES), `… ${counted(rest, 'more line')} (--json has them all)`];
}

function rowLines(name: string, lines: readonly string[], { dim }: Colours): readonly string[] {
  return lines.map((line, index) => `  ${dim((index === 0 ? name : '').padEnd(ROW))} ${line}`);
}

/** Returns what differs: `createTool 201: body /price`. */
export function subjectOf({ kind, place = '', ...places }: PublishedDifference): string {
  const what = kind === 'status' ? 'status' : `${kind} ${place}`.trim();
  return printable(`${placeName(places)}: ${what}`);
}

export function placeName({ operationId, statuses: { target, mock } }: PublishedPlaces): string {
  const texts = [target, mock].map((status) => (status === 0 ? 'no response' : String(status)));
  return `${operationId} ${[...new Set(texts)].join(' / ')}`;
}

function sideLines({ found, kind, responses }: PublishedDifference, side: Side): readonly string[] {
  const response = responses[side];
  const answer = response === undefined ? '' : answerText(response);
  const own = kind === 'status' && response !== undefined ? '' : found[side];
  if (own === '') return [lineWithin(answer, USED)];
  return [lineWithin(own, USED), ...(answer === '' ? [] : [lineWithin(`(${answer})`, USED)])];
}

function answerText({ status, contentType = '', excerpt }: PublishedResponse): string {
  return [String(status), contentType, excerpt].filter((part) => part !== '').join(' ');
}
