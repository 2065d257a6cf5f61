import type { PublishedReport, RunDetails } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { printable } from '../text/printable.ts';
import { namesWithin } from '../text/wrapped.ts';
import type { Colours } from './colours.ts';
import { findingSections } from './finding-sections.ts';
import { leftoverLines } from './leftover-text.ts';
import { byReason, coverageLines } from './coverage-text.ts';
import { operationLines } from './operation-lines.ts';
import { reachLines, refusalLines } from './reach-text.ts';

/** Returns a report for a terminal: faults of the run itself, its operations, its findings, and a summary. */
export function terminalReport(report: PublishedReport, colours: Colours): string {
  const { hints } = report;
  const sections: readonly (readonly string[])[] = [
    [...headingLines(report, colours), ...operationLines(report, colours)],
    hints.map((hint) => colours.yellow(`! ${printable(hint)}`)),
    ...findingSections(report, colours),
    acceptedLines(report, colours),
    summaryLines(report, colours),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function headingLines(report: PublishedReport, { bold, dim }: Colours): readonly string[] {
  const { api, title, target, safety, credentials } = report;
  const mode = safety === 'full' ? '' : ` (${safety})`;
  return [
    `${bold(api)}: ${printable(title)}, on ${targetName(target)}${mode}`,
    ...(credentials === '' ? [] : [dim(`  credentials: ${credentials}`)]),
  ];
}

function targetName(target: string): string {
  return target === 'mock' ? 'the mock, in this process' : target;
}

function acceptedLines({ findings }: PublishedReport, { dim, yellow }: Colours): readonly string[] {
  return findings.flatMap(({ check, confidence, operationId, found, count, standing }) => {
    if (standing === undefined) return [];
    const { kind, reason, expires } = standing;
    const until = expires === undefined ? '' : kind === 'expired' ? ` since ${expires}` : ` until ${expires}`;
    const mark = kind === 'expired' ? yellow('! expired') : dim('~ accepted');
    const what = `${check} (${confidence})  ${operationId}, ${counted(count, 'case')}: ${printable(found)}`;
    return [`${mark}${until}  ${what}`, dim(`  ${printable(reason)}`)];
  });
}

const UNREACHABLE =
  '  is it running, is the URL right, and is there a proxy on the way (--proxy, HTTPS_PROXY, NO_PROXY)?';

function summaryLines(report: PublishedReport, colours: Colours): readonly string[] {
  const { counts, broken, budget, seed, plan, verdict, run } = report;
  const { bold, red, green, yellow, dim } = colours;
  const colour =
    verdict.kind === 'passed'
      ? green
      : ['blocked', 'unreached', 'uncovered'].includes(verdict.kind)
        ? yellow
        : red;
  const count = counts.passed + counts.failed + counts.blocked + counts.unreached;
  const cases =
    count < counts.planned
      ? `${count} of ${budget?.isMore === true ? 'at least ' : ''}${counts.planned} run`
      : counted(count, 'case');
  return [
    ...blockedLines(report, colours),
    ...refusalLines(report, colours),
    ...reachLines(report, colours),
    ...leftoverLines(run.leftovers, colours),
    ...report.notes.map((note) => `${yellow('!')} ${note}`),
    ...repeatLines(run, colours),
    ...(budget
      ? [
          `${yellow('!')} the budget of ${budget.seconds} s was over: ${budget.isMore === true ? 'at least ' : ''}${counted(budget.notRun, 'case')} not run`,
        ]
      : []),
    ...(broken ? [red(`✗ ${verdict.reason}: ${printable(broken.detail)}`)] : []),
    ...(broken?.reason === 'unreachable' ? [UNREACHABLE] : []),
    `${bold('Cases')}       ${cases}: ${countsText(report, colours)}; ${counted(counts.requests, 'request')}`,
    ...(count === 0 ? [] : coverageLines(report, colours)),
    `${bold('Verdict')}     ${colour(`${verdict.kind}: ${verdict.reason}`)} ${dim(`(seed ${seed}, plan ${plan}, ${(run.milliseconds / 1000).toFixed(1)} s)`)}`,
  ];
}

function repeatLines({ rateLimited, reconnected }: RunDetails, { yellow }: Colours): readonly string[] {
  const limited = `the target limits the rate: ${counted(rateLimited ?? 0, 'request')} answered 429 and sent again (--rate N asks less often)`;
  const failed = `${counted(reconnected ?? 0, 'connection')} failed, and made again`;
  return [
    ...(rateLimited === undefined ? [] : [`${yellow('!')} ${limited}`]),
    ...(reconnected === undefined ? [] : [`${yellow('!')} ${failed}`]),
  ];
}

function blockedLines({ cases }: PublishedReport, { yellow }: Colours): readonly string[] {
  const blocked = cases.filter((one) => one.verdict === 'blocked');
  return byReason(blocked.map(({ id, reason = '' }) => [reason, id])).map(([reason, ids]) => {
    const text = `blocked, ${printable(reason)}: `;
    return `${yellow('!')} ${text}${namesWithin(ids, text.length + 2)}`;
  });
}

function countsText({ counts, findings }: PublishedReport, { red, yellow }: Colours): string {
  const { passed, failed, blocked, unreached } = counts;
  const harmless = findings.filter(({ fails, standing }) => !fails && standing === undefined).length;
  const known = findings.filter(({ standing }) => standing !== undefined).length;
  return [
    `${passed} passed`,
    ...(failed > 0 ? [red(`${failed} failed`)] : []),
    ...(blocked > 0 ? [yellow(`${blocked} blocked`)] : []),
    ...(unreached > 0 ? [yellow(`${unreached} of operations that were not reached`)] : []),
    ...(findings.length > 0 ? [counted(findings.length, 'finding')] : []),
    ...(known > 0 ? [`${known} of which the baseline has`] : []),
    ...(harmless > 0 ? [`${harmless} of which do not fail the run`] : []),
  ].join(', ');
}
