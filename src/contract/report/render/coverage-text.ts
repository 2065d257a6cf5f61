import { groupBy } from '../../../base/group-by.ts';
import type { GapKind } from '../coverage/coverage.ts';
import type { PublishedCoverage, PublishedGap, PublishedReport } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { COLUMNS, namesWithin } from '../text/wrapped.ts';
import type { Colours } from './colours.ts';

const INDENT = ' '.repeat(12);

/** Returns how much of the description was covered, and why the rest was not. */
export function coverageLines({ coverage }: PublishedReport, { bold, dim }: Colours): readonly string[] {
  const { operations, statuses, unseen, gaps, lists } = coverage;
  const reasons = byReason(
    unseen.map(({ operationId, status, reason }) => [reason, `${operationId} ${status}`]),
  );
  return [
    `${bold('Operations')}  ${operations.succeeded} of ${operations.documented} answered with a success`,
    `${bold('Statuses')}    ${statuses.seen} of ${statuses.documented} documented ones seen`,
    ...reasons.map(([reason, names]) => {
      const text = `${INDENT}unseen, ${reason}: `;
      return dim(`${text}${namesWithin(names, text.length)}`);
    }),
    ...byReason(lists.map(({ operationId, reason }) => [reason, operationId])).map(([reason, names]) =>
      dim(`${INDENT}${namesWithin(names, reason.length + 14)}: ${reason}`),
    ),
    ...coveredLines([...partTexts(coverage), ...constraintTexts(coverage)]).map(
      (text, index) => `${index === 0 ? `${bold('Coverage')}    ` : INDENT}${text}`,
    ),
    ...gapLines(gaps).map(dim),
  ];
}

/** Puts texts into one line where they fit. */
function coveredLines(texts: readonly string[]): readonly string[] {
  const line = texts.join('; ');
  return line.length + INDENT.length <= COLUMNS && line !== '' ? [line] : texts;
}

/** Leaves out what the description has none of. */
function partTexts({ parameters, mediaTypes, examples, links }: PublishedCoverage): readonly string[] {
  const parts: readonly (readonly [string, number, number])[] = [
    ['parameters', parameters.sent, parameters.documented],
    ['media types', mediaTypes.seen, mediaTypes.documented],
    ['examples', examples.sent, examples.documented],
    ['links', links.followed, links.documented],
  ];
  const texts = parts
    .filter(([, , documented]) => documented > 0)
    .map(([name, covered, documented]) => `${name} ${covered} of ${documented}`);
  return texts.length === 0 ? [] : [texts.join(', ')];
}

function constraintTexts({ constraints: { requests, responses } }: PublishedCoverage): readonly string[] {
  const { documented, both, satisfied, broken, neither } = requests;
  const rest = [
    ...(satisfied > 0 ? [`${satisfied} kept only`] : []),
    ...(broken > 0 ? [`${broken} broken only`] : []),
    ...(neither > 0 ? [`${neither} neither`] : []),
  ];
  const texts = [
    ...(documented === 0
      ? []
      : [[`${both} of ${documented} kept and broken by requests`, ...rest].join(', ')]),
    ...(responses.documented === 0 ? [] : [`${responses.seen} of ${responses.documented} seen in responses`]),
  ];
  return texts.length === 0 ? [] : [`constraints ${texts.join('; ')}`];
}

/** The names of a part, and of several. */
const KINDS: Readonly<Record<GapKind, readonly [string, string]>> = {
  parameter: ['parameter', 'parameters'],
  mediaType: ['media type', 'media types'],
  example: ['example', 'examples'],
  link: ['link', 'links'],
  notSatisfied: ['constraint', 'constraints'],
  notBroken: ['constraint', 'constraints'],
  neither: ['constraint', 'constraints'],
  unseenConstraint: ['constraint of responses', 'constraints of responses'],
};

/** Returns the reason for which most is missing: there are too many for a terminal. */
function gapLines(gaps: readonly PublishedGap[]): readonly string[] {
  const sum = (own: readonly PublishedGap[]) => own.reduce((count, { parts }) => count + parts.length, 0);
  const groups = [...groupBy(gaps, ({ kind, reason }) => `${KINDS[kind][1]}, ${reason}`).values()];
  const most = groups.toSorted((left, right) => sum(right) - sum(left)).at(0) ?? [];
  const [first] = most;
  if (first === undefined) return [];
  const count = sum(most);
  const others = sum(gaps) - count;
  const text = `${count} ${KINDS[first.kind][count === 1 ? 0 : 1]}, ${first.reason}`;
  return [`${INDENT}missing: ${text}${others === 0 ? '' : `; ${counted(others, 'other part')}`} (--json)`];
}

/** Groups names by their reason. */
export function byReason(
  pairs: readonly (readonly [string, string])[],
): readonly (readonly [string, readonly string[]])[] {
  return [...groupBy(pairs, ([reason]) => reason)].map(([reason, own]) => [
    reason,
    own.map(([, name]) => name),
  ]);
}
