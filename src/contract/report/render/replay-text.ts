import { headerValue } from '../../../http/message.ts';
import { withShown } from '../../case/fill-request.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CaseResult } from '../../run/state/case-result.ts';
import type { ReplayOutcome } from './replay-outcome.ts';
import { asSent } from '../text/as-sent.ts';
import { curlLines, type CurlFacts } from '../text/curl-script.ts';
import { excerptOf } from '../text/excerpt.ts';
import type { Masks } from '../text/mask-secrets.ts';
import { printable, shortened } from '../text/printable.ts';
import type { Colours } from './colours.ts';
import { findingText } from './finding-text.ts';

/** The most characters of a response that are shown. */
const MAX_EXCERPT = 300;

/** How a replay is shown. */
export interface ReplayTextOptions extends CurlFacts {
  readonly masks: Masks;
  readonly colours: Colours;
}

/** What became of a finding. */
interface Replayed {
  readonly id: string;
  readonly outcome: ReplayOutcome;
}

/** Returns a case that was run again: each request as a shell line with its response, and the outcomes. */
export function replayText(
  result: CaseResult,
  outcomes: readonly Replayed[],
  options: ReplayTextOptions,
): string {
  const { case: one, exchanges, shown } = result;
  const { bold } = options.colours;
  const sent = withShown(asSent(one, exchanges), shown);
  const lines = curlLines(sent, sent.steps.length - 1, options);
  return [
    bold(printable(one.id)),
    `  ${printable(one.title)}`,
    ...exchanges.flatMap((exchange) => [
      '',
      ...stepLines(result, exchange, { ...options, line: lines[exchange.index] ?? '' }),
    ]),
    ...outcomes.flatMap(({ id, outcome }) => [
      '',
      ...(outcomes.length > 1 ? [bold(printable(id))] : []),
      ...outcomeLines(outcome, options.colours),
    ]),
  ].join('\n');
}

/** Returns the lines of a step. Clean-up comes last, so that shell lines have the index of their steps. */
function stepLines(
  { bound, replaced }: CaseResult,
  { index, step, response, dropped }: Exchange,
  { line, masks, colours: { dim } }: ReplayTextOptions & { readonly line: string },
): readonly string[] {
  const head = `${index + 1} ${step.name}`;
  if (response === undefined) return [dim(head), `  ${printable(line)}`, `  no answer: ${dropped}`];
  const type = headerValue(response.headers, 'content-type');
  const status = [String(response.status), type].filter((part) => part !== undefined).join(' ');
  const mask = (text: string) => masks.mask(text, bound, replaced);
  const excerpt = excerptOf(response, undefined, mask).replace(/\s+/g, ' ');
  return [
    dim(head),
    `  ${printable(line)}`,
    `  ${status}`,
    ...(excerpt === '' ? [] : [`  ${printable(shortened(excerpt, MAX_EXCERPT))}`]),
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
