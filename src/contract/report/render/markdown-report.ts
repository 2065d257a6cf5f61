import { sharesOf } from '../coverage/coverage-floors.ts';
import type { PublishedFinding } from '../findings/published-finding.ts';
import type { PublishedReport } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { code, fenced, plain } from '../text/markdown-text.ts';
import { shortened } from '../text/printable.ts';

/** A comment on a pull request has at most 65,536 characters; a step summary more. */
const MOST = 60_000;

/** So many characters of a response are shown. */
const MOST_EXCERPT = 600;

const SIGNS: Readonly<Record<PublishedReport['verdict']['kind'], string>> = {
  passed: '✅',
  failed: '❌',
  blocked: '⚠️',
  unreached: '⚠️',
  uncovered: '⚠️',
  broken: '❌',
};

/** Returns reports as Markdown, for a step summary or a comment on a pull request: the verdicts, then as many findings as fit. */
export function markdownReport(reports: readonly PublishedReport[]): string {
  const heads = reports.map(headOf);
  let left = MOST - heads.reduce((sum, { length }) => sum + length, 0);
  const parts = reports.map((report, index) => {
    const findings = report.findings.map(findingPart);
    const shown: string[] = [];
    for (const text of findings) {
      if (text.length > left) break;
      shown.push(text);
      left -= text.length;
    }
    const others = findings.length - shown.length;
    const rest = others === 0 ? [] : [`${counted(others, 'more finding')}: see the other reports.\n`];
    return [heads[index], ...shown, ...rest].join('\n');
  });
  return parts.join('\n');
}

function headOf(report: PublishedReport): string {
  const { api, title, target, safety, seed, plan, verdict, counts, hints, notes, run } = report;
  const { passed, failed, blocked, unreached, requests } = counts;
  const cases = [
    `${passed} passed`,
    `${failed} failed`,
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(unreached > 0 ? [`${unreached} not reached`] : []),
  ].join(', ');
  const rows: readonly (readonly [string, string])[] = [
    ['Target', `${code(target)} (${safety})`],
    ['Cases', `${cases}; ${counted(requests, 'request')} in ${(run.milliseconds / 1000).toFixed(1)} s`],
    ['Covered', coverageText(report)],
    ['Seed and plan', `${seed}, ${code(plan)}`],
  ];
  return [
    `## ${SIGNS[verdict.kind]} ${plain(title)}: ${verdict.kind}`,
    '',
    `${plain(verdict.reason)} (${code(api)})`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, text]) => `| ${name} | ${text.replaceAll('|', String.raw`\|`)} |`),
    '',
    ...[...hints, ...notes].map((text) => `- ${plain(text)}`),
    '',
  ].join('\n');
}

const NAMES = {
  operations: 'operations',
  statuses: 'statuses',
  parameters: 'parameters',
  mediaTypes: 'media types',
  examples: 'examples',
  links: 'links',
  constraints: 'constraints',
} as const;

function coverageText({ coverage }: PublishedReport): string {
  const shares = sharesOf(coverage);
  const names = Object.keys(NAMES) as (keyof typeof NAMES)[];
  return names
    .filter((name) => shares[name].documented > 0)
    .map((name) => `${NAMES[name]} ${shares[name].covered}/${shares[name].documented}`)
    .join(', ');
}

function findingPart(finding: PublishedFinding): string {
  const { check, confidence, operationId, expected, found, count, place, descriptionPointer } = finding;
  const { fails, standing, response, curl, replay, rule } = finding;
  const mark = standing?.kind === 'accepted' ? '☑️' : fails ? '❌' : 'ℹ️';
  const answer =
    response === undefined
      ? []
      : [fenced(`${response.status} ${response.contentType ?? ''}\n${response.excerpt}`, MOST_EXCERPT)];
  return [
    `<details><summary>${mark} <b>${check}</b> (${confidence}) ${plain(operationId)}: ${plain(shortened(found, 160))}</summary>`,
    '',
    `- expected: ${plain(expected)} (${plain(rule)})`,
    `- found: ${plain(found)}, in ${counted(count, 'case')}`,
    `- described: ${code(`${place ?? ''} #${descriptionPointer}`.trim())}`,
    ...(standing === undefined ? [] : [`- ${standing.kind}: ${plain(standing.reason)}`]),
    '',
    ...answer,
    fenced([...curl, replay].join('\n')),
    '',
    '</details>',
    '',
  ].join('\n');
}
