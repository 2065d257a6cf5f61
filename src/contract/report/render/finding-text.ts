import type { PublishedFinding } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { printable, shortened } from '../text/printable.ts';
import type { Colours } from './colours.ts';

/** How much of an answer is shown beside a finding. */
const MOST_ANSWER = 300;

/** How many of the cases that found the same are named. */
const MOST_CASES = 5;

/** A finding for people: what was expected and found, where, and how to see it again. */
export function findingText(finding: PublishedFinding, colours: Colours): string {
  const { bold, dim } = colours;
  const { check, caseId, title, rule, operationId, expected, found, count, curl } = finding;
  const many = count > 1 ? `, ${counted(count, 'case')}` : '';
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['case', [bold(printable(caseId)), printable(title), ...stepLine(finding)]],
    ['rule', [rule]],
    ['expected', [printable(expected)]],
    ['found', [printable(found)]],
    ['answer', answerLines(finding)],
    ['described', [describedAt(finding)]],
    ['see it', curl.map(printable)],
    ['replay', [printable(finding.replay)]],
    ['also', othersOf(finding)],
  ];
  return [
    `${mark(finding, colours)} ${bold(check)} ${surety(finding, colours)}  ${operationId}${many}`,
    ...rows.flatMap(([name, lines]) =>
      lines.map((line, index) => `  ${dim((index === 0 ? name : '').padEnd(9))} ${line}`),
    ),
  ].join('\n');
}

function mark({ fails }: PublishedFinding, { red, yellow }: Colours): string {
  return fails ? red('✗') : yellow('!');
}

function surety({ confidence, provenance, fails }: PublishedFinding, { red, yellow }: Colours): string {
  const text = provenance === 'inferred' ? `${confidence}, inferred` : confidence;
  return (fails ? red : yellow)(`(${text})`);
}

function answerLines({ response, pointer }: PublishedFinding): readonly string[] {
  const at = pointer === undefined || pointer === '' ? [] : [`at ${pointer}`];
  if (response === undefined) return at;
  const { status, contentType, excerpt } = response;
  const head = [String(status), contentType, ...at].filter((part) => part !== undefined).join(' ');
  return excerpt === '' ? [head] : [head, printable(shortened(excerpt.replace(/\s+/g, ' '), MOST_ANSWER))];
}

function stepLine({ step }: PublishedFinding): readonly string[] {
  return step.name === 'request' ? [] : [`step ${step.index + 1}: ${step.name}`];
}

function othersOf({ cases, caseId }: PublishedFinding): readonly string[] {
  const others = cases.filter((id) => id !== caseId);
  const named = others.slice(0, MOST_CASES).map(printable);
  return others.length === named.length ? named : [...named, `and ${others.length - named.length} more`];
}

function describedAt({ place, descriptionPointer }: PublishedFinding): string {
  return [place, `#${descriptionPointer}`].filter((part) => part !== undefined).join(' ');
}
