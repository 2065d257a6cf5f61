import type { PublishedFinding } from '../findings/published-finding.ts';
import { counted } from '../text/counted.ts';
import { printable, shortened } from '../text/printable.ts';
import type { Colours } from './colours.ts';

/** The most characters of a response that are shown with a finding. */
const MAX_EXCERPT = 300;

/** The width of the names of rows. */
export const ROW = 9;

/** The most cases that are named as having the same finding. */
const MAX_CASES = 5;

/** Returns a finding as text: what was expected and found, where, and how to reproduce it. */
export function findingText(finding: PublishedFinding, colours: Colours): string {
  const { dim } = colours;
  const { caseId, title, rule, expected, found, count, curl } = finding;
  const many = count > 1 ? `, ${counted(count, 'case')}` : '';
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['case', [colours.bold(printable(caseId)), printable(title), ...stepLine(finding)]],
    ['rule', [rule]],
    ['expected', [printable(expected)]],
    ['found', [printable(found)]],
    ['answer', responseLines(finding)],
    ['described', [describedAt(finding)]],
    ['see it', curl.map(printable)],
    ['replay', [printable(finding.replay)]],
    ['also', othersOf(finding)],
  ];
  return [
    `${headOf(finding, colours)}${many}`,
    ...rows.flatMap(([name, lines]) =>
      lines.map((line, index) => `  ${dim((index === 0 ? name : '').padEnd(ROW))} ${line}`),
    ),
  ].join('\n');
}

/** Returns what a finding begins with: its check, how sure it is, and the operation. */
export function headOf(finding: PublishedFinding, colours: Colours): string {
  const { check, operationId } = finding;
  return `${mark(finding, colours)} ${colours.bold(check)} ${confidenceText(finding, colours)}  ${operationId}`;
}

function mark({ fails }: PublishedFinding, { red, yellow }: Colours): string {
  return fails ? red('✗') : yellow('!');
}

function confidenceText(
  { confidence, provenance, fails }: PublishedFinding,
  { red, yellow }: Colours,
): string {
  const text = provenance === 'inferred' ? `${confidence}, inferred` : confidence;
  return (fails ? red : yellow)(`(${text})`);
}

function responseLines({ response, pointer }: PublishedFinding): readonly string[] {
  const at = pointer === undefined || pointer === '' ? [] : [`at ${pointer}`];
  if (response === undefined) return at;
  const { status, contentType, excerpt } = response;
  const head = [String(status), contentType, ...at].filter((part) => part !== undefined).join(' ');
  return excerpt === '' ? [head] : [head, printable(shortened(excerpt.replace(/\s+/g, ' '), MAX_EXCERPT))];
}

function stepLine({ step }: PublishedFinding): readonly string[] {
  return step.name === 'request' ? [] : [`step ${step.index + 1}: ${step.name}`];
}

function othersOf({ cases, caseId }: PublishedFinding): readonly string[] {
  const others = cases.filter((id) => id !== caseId);
  const named = others.slice(0, MAX_CASES).map(printable);
  return others.length === named.length ? named : [...named, `and ${others.length - named.length} more`];
}

function describedAt({ place, descriptionPointer }: PublishedFinding): string {
  return [place, `#${descriptionPointer}`].filter((part) => part !== undefined).join(' ');
}
