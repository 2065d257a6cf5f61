import { groupBy } from '../../../base/group-by.ts';
import type { Colours } from '../../report/render/colours.ts';
import { counted } from '../../report/text/counted.ts';
import { printable } from '../../report/text/printable.ts';
import { REASONS } from '../model/fate.ts';
import { OPERATORS } from '../model/operators.ts';
import { percentOf, type PublishedBreak, type StrengthReport } from './strength-report.ts';

/** So many survivors of one operator and one reason are named. */
const MOST_NAMED = 3;

/** Returns a report for a terminal: the score of each operator and operation, the survivors, and a summary. */
export function strengthText(report: StrengthReport, colours: Colours): string {
  const { api, title, survivors } = report;
  const sections: readonly (readonly string[])[] = [
    [`${colours.bold(api)}: ${printable(title)}, the mock in this process, with one thing broken at a time`],
    operatorLines(report, colours),
    operationLines(report, colours),
    survivorLines(survivors, colours),
    summaryLines(report, colours),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function operatorLines({ categories, operators }: StrengthReport, { bold, dim }: Colours): readonly string[] {
  return categories.flatMap((of) => [
    `${bold(of.category.padEnd(26))} ${scoreText(of)}`,
    ...operators
      .filter(({ category }) => category === of.category)
      .map((one) => `  ${one.operator.padEnd(24)} ${scoreText(one)}  ${dim(OPERATORS[one.operator].does)}`),
  ]);
}

function scoreText(score: { readonly killed: number; readonly forbidden: number }): string {
  const { killed, forbidden } = score;
  return `${String(killed).padStart(5)} of ${String(forbidden).padStart(5)}  ${percentOf(score).padStart(7)}`;
}

/** Only the operations of which something survives. */
function operationLines({ operations }: StrengthReport, { yellow }: Colours): readonly string[] {
  return operations
    .filter(({ killed, forbidden }) => killed < forbidden)
    .map((one) => `${yellow('!')} ${printable(one.operationId)}: ${scoreText(one).trim()}`);
}

function survivorLines(survivors: readonly PublishedBreak[], colours: Colours): readonly string[] {
  const groups = groupBy(survivors, ({ operator, fate }) =>
    fate.kind === 'survived' ? `${operator} ${fate.reason}` : operator,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first?.fate.kind !== 'survived') return [];
    const names = group.slice(0, MOST_NAMED).map(({ id }) => `    ${printable(id)}`);
    const rest = group.length - names.length;
    return [
      `${colours.red('✗')} ${first.operator}: ${counted(group.length, 'survivor')}: ${REASONS[first.fate.reason]}`,
      ...names,
      ...(rest > 0 ? [colours.dim(`    and ${rest} more (--json)`)] : []),
    ];
  });
}

function summaryLines(report: StrengthReport, { bold, green, red, yellow, dim }: Colours): readonly string[] {
  const { breaks, allowed, unseen, score, verdict, broken, run, seed, plan } = report;
  const found = allowed.filter(({ fate }) => fate.kind === 'killed').length;
  const paint = verdict.kind === 'passed' ? green : red;
  const sent = [...report.killed, ...report.survivors].filter(
    ({ fate }) => fate.kind === 'killed' && fate.how === 'recorded',
  ).length;
  return [
    ...(broken === undefined ? [] : [`${yellow('!')} ${printable(broken.detail)}`]),
    `${bold('Breaks')}    ${breaks.made}: ${breaks.forbidden} forbidden, ${breaks.made - breaks.forbidden} others` +
      (breaks.tried < breaks.forbidden ? `; ${breaks.tried} of the forbidden ones tried` : ''),
    ...(unseen.length === 0
      ? []
      : [
          `${bold('Unseen')}    ${unseen.length} more in responses that the mock never gave: nothing of them is broken`,
        ]),
    ...(allowed.length === 0
      ? []
      : [
          `${bold('Allowed')}   ${allowed.length}, ${found} of them found all the same: no rule counted here forbids them`,
        ]),
    `${bold('Found')}     ${score.killed} of ${score.forbidden}, ${sent} by what was recorded; ${counted(score.forbidden - score.killed, 'survivor')}`,
    `${bold('Strength')}  ${paint(`${verdict.kind}: ${verdict.reason}`)} ${dim(`(seed ${seed}, plan ${plan}, ${counted(run.cases, 'case')}, ${(run.milliseconds / 1000).toFixed(1)} s)`)}`,
  ];
}
