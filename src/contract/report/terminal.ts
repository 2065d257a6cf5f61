import type { Colours } from './colours.ts';
import { findingText } from './finding-text.ts';
import { printable } from './printable.ts';
import type { PublishedOperation, PublishedReport } from './published-report.ts';
import { number } from './verdict.ts';

/** A report for people: what is wrong with the run itself, its operations, its findings, and the sum of it. */
export function terminalReport(report: PublishedReport, colours: Colours): string {
  const { hints, findings } = report;
  const sections: readonly (readonly string[])[] = [
    [heading(report, colours), ...operationLines(report, colours)],
    hints.map((hint) => colours.yellow(`! ${printable(hint)}`)),
    ...findings.map((finding) => [findingText(finding, colours)]),
    summaryLines(report, colours),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function heading({ api, title, target, safety }: PublishedReport, { bold, dim }: Colours): string {
  const mode = safety === 'full' ? '' : dim(` (${safety})`);
  return `${bold(api)}: ${printable(title)}, on ${targetName(target)}${mode}`;
}

function targetName(target: string): string {
  return target === 'mock' ? 'the mock, in this process' : target;
}

function operationLines({ operations }: PublishedReport, colours: Colours): readonly string[] {
  const documented = operations.filter((one) => one.documented);
  const width = Math.max(0, ...documented.map(({ id }) => id.length));
  return [
    ...documented.map((one) => operationLine(one, one.id.padEnd(width), colours)),
    ...undocumentedLine(operations, width, colours),
  ];
}

function operationLine(one: PublishedOperation, name: string, colours: Colours): string {
  const { dim, red, green, yellow } = colours;
  const { method, path, cases, failed, blocked } = one;
  const parts = [
    number(cases, 'case'),
    ...(failed > 0 ? [red(`${failed} failed`)] : []),
    ...(blocked > 0 ? [yellow(`${blocked} blocked`)] : []),
  ];
  const mark = failed > 0 ? red('✗') : blocked > 0 ? yellow('!') : green('✓');
  const place = one.id.includes(' ') ? '' : `  ${dim(`${method} ${path}`.trim())}`;
  return `  ${mark} ${name}  ${parts.join(', ')}${place}`;
}

/** What is not documented is one line, unless something is wrong with it. */
function undocumentedLine(
  operations: readonly PublishedOperation[],
  width: number,
  colours: Colours,
): readonly string[] {
  const others = operations.filter((one) => !one.documented);
  if (others.length === 0) return [];
  const sum = (count: (one: PublishedOperation) => number) =>
    others.reduce((all, one) => all + count(one), 0);
  const whole = {
    id: 'other methods',
    method: '',
    path: '',
    documented: false,
    cases: sum(({ cases }) => cases),
    failed: sum(({ failed }) => failed),
    blocked: sum(({ blocked }) => blocked),
  };
  return [operationLine(whole, whole.id.padEnd(width), colours)];
}

function summaryLines(report: PublishedReport, colours: Colours): readonly string[] {
  const { counts, coverage, broken, cases, seed, verdict, run } = report;
  const { bold, red, green, yellow, dim } = colours;
  const blocked = cases.filter((one) => one.verdict === 'blocked');
  const { operations, statuses, unseen } = coverage;
  const colour = verdict.kind === 'passed' ? green : verdict.kind === 'blocked' ? yellow : red;
  const run_ = counts.passed + counts.failed + counts.blocked;
  return [
    ...blocked.map(({ id, reason = '' }) => `${yellow('!')} blocked  ${id}: ${printable(reason)}`),
    ...run.leftovers.map((target) => `${yellow('!')} left over, could not be removed: ${printable(target)}`),
    ...(broken ? [red(`✗ ${verdict.reason}: ${printable(broken.detail)}`)] : []),
    `${bold('Cases')}       ${run_ < counts.planned ? `${run_} of ${counts.planned} run` : number(run_, 'case')}: ${countsText(report, colours)}; ${number(counts.requests, 'request')}`,
    `${bold('Operations')}  ${operations.succeeded} of ${operations.documented} answered with a success`,
    `${bold('Statuses')}    ${statuses.seen} of ${statuses.documented} documented ones seen`,
    ...unseen.map(({ operationId, status, reason }) =>
      dim(`            not ${operationId} ${status}: ${reason}`),
    ),
    `${bold('Verdict')}     ${colour(`${verdict.kind}: ${verdict.reason}`)} ${dim(`(seed ${seed}, ${(run.milliseconds / 1000).toFixed(1)} s)`)}`,
  ];
}

function countsText({ counts, findings }: PublishedReport, { red, yellow }: Colours): string {
  const { passed, failed, blocked } = counts;
  const harmless = findings.filter(({ fails }) => !fails).length;
  return [
    `${passed} passed`,
    ...(failed > 0 ? [red(`${failed} failed`)] : []),
    ...(blocked > 0 ? [yellow(`${blocked} blocked`)] : []),
    ...(findings.length > 0 ? [number(findings.length, 'finding')] : []),
    ...(harmless > 0 ? [`${harmless} of which do not fail the run`] : []),
  ].join(', ');
}
