import { groupBy } from '../../../base/group-by.ts';
import type { Colours } from '../../report/render/colours.ts';
import { leftoverLines } from '../../report/render/leftover-text.ts';
import { counted } from '../../report/text/counted.ts';
import { printable } from '../../report/text/printable.ts';
import { namesWithin } from '../../report/text/wrapped.ts';
import { PARITY_VERDICTS } from '../judge/difference.ts';
import { differenceText, VERDICT_NAMES } from './difference-text.ts';
import { matrixLines } from './matrix-lines.ts';
import type { ParityReport, PublishedDifference } from './parity-report.ts';
import { usedLines } from './used-text.ts';

/** Returns a comparison for a terminal: the matrix, the differences in the order of their verdicts, and a summary. */
export function parityText(report: ParityReport, colours: Colours): string {
  const { differences } = report;
  const told = differences.filter(({ fails }) => fails);
  const sections: readonly (readonly string[])[] = [
    [headLine(report, colours), ...matrixLines(report.matrix, colours)],
    ...told.map((one) => [differenceText(one, colours)]),
    unknownLines(
      differences.filter(({ fails }) => !fails),
      colours,
    ),
    report.used === undefined ? [] : usedLines(report.used, colours),
    summaryLines(report, colours),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function headLine({ api, title, target, mock, safety }: ParityReport, { bold }: Colours): string {
  const mode = safety === 'full' ? '' : ` (${safety})`;
  const other = mock === 'mock' ? 'the mock in this process' : `the mock ${mock}`;
  return `${bold(api)}: ${printable(title)}, ${target} beside ${other}${mode}`;
}

/** Returns what nobody can tell in a few lines: the same statuses of several operations in one. */
function unknownLines(differences: readonly PublishedDifference[], colours: Colours): readonly string[] {
  const groups = groupBy(differences, ({ kind, place = '', found }) =>
    kind === 'status'
      ? `status: target ${found.target}, mock ${found.mock}`
      : `${kind} ${place}: target ${found.target}, mock ${found.mock}`,
  );
  return [...groups].flatMap(([text, group]) => {
    const line = `${printable(text)}: `;
    const names = group.flatMap((one) => [one, ...one.likewise]).map(({ operationId }) => operationId);
    const cases = group.reduce((sum, one) => sum + one.cases.length, 0);
    const title = `${VERDICT_NAMES.unknown}  ${line}`;
    const reasons = group[0]?.because ?? [];
    const stubs = group.flatMap(({ behaviour }) => behaviour?.split('\n') ?? []).slice(0, MOST_STUB_LINES);
    return [
      `${colours.yellow('?')} ${title}${namesWithin([...new Set(names)], title.length + 14)} (${counted(cases, 'case')})`,
      ...reasons.map((reason) => `    ${printable(reason)}`),
      ...stubs.map((stub) => `    ${colours.dim(printable(stub))}`),
    ];
  });
}

/** The stubs of more behaviours are in the JSON report. */
const MOST_STUB_LINES = 4;

function summaryLines(report: ParityReport, colours: Colours): readonly string[] {
  const { cases, compared, differences, verdict, broken, budget, seed, plan, run } = report;
  const { bold, red, green, yellow, dim } = colours;
  const counts = PARITY_VERDICTS.flatMap((one) => {
    const count = differences.filter((difference) => difference.verdict === one).length;
    return count === 0 ? [] : [`${count} ${VERDICT_NAMES[one]}`];
  });
  const paint = verdict.kind === 'passed' ? green : verdict.kind === 'blocked' ? yellow : red;
  const notRun = budget && `the budget of ${budget.seconds} s was over: ${budget.notRun} cases not run`;
  return [
    ...leftoverLines(run.leftovers, colours),
    ...(notRun === undefined ? [] : [`${yellow('!')} ${notRun}`]),
    ...(broken ? [red(`✗ ${verdict.reason}: ${printable(broken.detail)}`)] : []),
    `${bold('Cases')}        ${cases.compared} of ${cases.planned} sent to both; ${counted(compared, 'exchange')} compared`,
    `${bold('Differences')}  ${counts.length === 0 ? 'none' : counts.join(', ')}`,
    `${bold('Parity')}       ${paint(`${verdict.kind}: ${verdict.reason}`)} ${dim(`(seed ${seed}, plan ${plan}, ${(run.milliseconds / 1000).toFixed(1)} s)`)}`,
  ];
}
