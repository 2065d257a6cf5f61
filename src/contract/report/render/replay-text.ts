import { headerValue } from '../../../http/message.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CaseResult } from '../../run/run-case.ts';
import type { ReplayOutcome } from '../replay-outcome.ts';
import { curlLines, type CurlFacts } from '../text/curl-script.ts';
import { excerptOf } from '../text/excerpt.ts';
import type { Masks } from '../text/mask-secrets.ts';
import { printable, shortened } from '../text/printable.ts';
import type { Colours } from './colours.ts';
import { findingText } from './finding-text.ts';

/** How much of an answer is shown. */
const MOST_ANSWER = 300;

export interface ReplayFacts extends CurlFacts {
  readonly masks: Masks;
  readonly colours: Colours;
}

/** A case that was run again, step by step: each request as a line for a shell, and what came of it. */
export function replayText(result: CaseResult, outcome: ReplayOutcome, facts: ReplayFacts): string {
  const { case: one, exchanges } = result;
  const { bold } = facts.colours;
  const lines = curlLines(one, one.steps.length - 1, facts);
  return [
    bold(printable(one.id)),
    `  ${printable(one.title)}`,
    ...exchanges.flatMap((exchange) => [
      '',
      ...stepLines(result, exchange, { ...facts, line: lines[exchange.index] ?? '' }),
    ]),
    '',
    ...outcomeLines(outcome, facts.colours),
  ].join('\n');
}

/** What is cleaned up comes last, so that the lines are those of the steps. */
function stepLines(
  { bound }: CaseResult,
  { index, step, response, dropped }: Exchange,
  { line, masks, colours: { dim } }: ReplayFacts & { readonly line: string },
): readonly string[] {
  const head = `${index + 1} ${step.name}`;
  if (response === undefined) return [dim(head), `  ${printable(line)}`, `  no answer: ${dropped}`];
  const type = headerValue(response.headers, 'content-type');
  const status = [String(response.status), type].filter((part) => part !== undefined).join(' ');
  const excerpt = masks.mask(excerptOf(response, undefined), bound).replace(/\s+/g, ' ');
  return [
    dim(head),
    `  ${printable(line)}`,
    `  ${status}`,
    ...(excerpt === '' ? [] : [`  ${printable(shortened(excerpt, MOST_ANSWER))}`]),
  ];
}

function outcomeLines(outcome: ReplayOutcome, colours: Colours): readonly string[] {
  const { green, red, yellow } = colours;
  switch (outcome.kind) {
    case 'fixed':
      return [green('FIXED')];
    case 'still there':
      return [red('STILL THERE'), ...texts(outcome.findings, colours)];
    case 'changed': {
      const blocked = outcome.blocked === undefined ? '' : `: it could not be run: ${outcome.blocked}`;
      return [yellow(`CHANGED${blocked}`), ...texts(outcome.findings, colours)];
    }
  }
}

function texts(findings: Extract<ReplayOutcome, { kind: 'changed' }>['findings'], colours: Colours) {
  return findings.map((finding) => findingText({ ...finding, curl: [] }, colours)); // they stand above
}
