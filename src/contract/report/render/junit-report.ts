import { escapeXml } from '../../../base/text/xml-escape.ts';
import { sharesOf } from '../coverage/coverage-floors.ts';
import type { PublishedRun } from '../publish-report.ts';
import { groupFindings } from '../findings/group-findings.ts';
import type { PublishedFinding } from '../findings/published-finding.ts';
import type { PublishedCase, PublishedReport } from '../published-report.ts';
import { PLAIN } from './colours.ts';
import { findingText } from './finding-text.ts';

/** Returns runs as JUnit XML: a test suite per API, and a test case per case, whose name is the same in every run. */
export function junitReport(runs: readonly PublishedRun[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="stuntdouble">',
    ...runs.map(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ report, byCase }: PublishedRun): string {
  const { api, target, cases, broken, verdict, run } = report;
  const tests = cases.map((one) => testCase(report, one, groupFindings(byCase.get(one.id) ?? [])));
  const isFailed = ({ id }: PublishedCase) => byCase.get(id)?.some(({ fails }) => fails) === true;
  const attributes = {
    name: api,
    tests: cases.length + (broken ? 1 : 0),
    failures: cases.filter(isFailed).length,
    errors: cases.filter((one) => one.verdict === 'blocked').length + (broken ? 1 : 0),
    skipped: cases.filter((one) => one.verdict === 'unreached').length,
    time: (run.milliseconds / 1000).toFixed(3),
    timestamp: run.started.replace(/\.\d+Z$/, ''),
  };
  return element('testsuite', attributes, [
    element('properties', {}, properties(report, target)),
    ...tests,
    ...(broken ? [brokenRun(api, verdict.reason, broken.detail)] : []),
  ]);
}

function properties({ seed, plan, safety, coverage }: PublishedReport, target: string): readonly string[] {
  const shares = Object.entries(sharesOf(coverage)).map(
    ([name, { covered, documented }]) => [`coverage.${name}`, `${covered}/${documented}`] as const,
  );
  const facts = [...Object.entries({ target, seed, plan, safety }), ...shares];
  return facts.map(([name, value]) => element('property', { name, value }));
}

/** Returns a test case, named by its operation and by what is checked of it. */
function testCase(
  { api, run }: PublishedReport,
  one: PublishedCase,
  findings: readonly PublishedFinding[],
): string {
  const time = ((run.cases[one.id] ?? 0) / 1000).toFixed(3);
  const place = one.id.slice(`${api}/`.length);
  const attributes = { classname: `${api}.${one.operationId}`, name: `${place}: ${one.title}`, time };
  if (one.verdict === 'blocked') {
    return element('testcase', attributes, [
      element('error', { type: 'blocked', message: `blocked: ${one.reason}` }),
    ]);
  }
  if (one.verdict === 'unreached') {
    const message = `not reached: ${one.reason}`;
    return element('testcase', attributes, [element('skipped', { message })]);
  }
  const failures = findings.filter(({ fails }) => fails);
  const harmless = findings.filter(({ fails }) => !fails);
  const [first] = failures;
  return element('testcase', attributes, [
    ...(first ? [failure(first, failures)] : []),
    ...(harmless.length > 0 ? [element('system-out', {}, [escaped(texts(harmless))])] : []),
  ]);
}

/** Returns one element for all findings of a case, since readers of JUnit show only the first. */
function failure(first: PublishedFinding, all: readonly PublishedFinding[]): string {
  const message = `${first.check}: expected ${first.expected}, found ${first.found}`;
  return element('failure', { type: first.check, message }, [escaped(texts(all))]);
}

function texts(findings: readonly PublishedFinding[]): string {
  return findings.map((finding) => findingText(finding, PLAIN)).join('\n\n');
}

function brokenRun(api: string, reason: string, detail: string): string {
  const error = element('error', { type: 'broken', message: reason }, [escaped(detail)]);
  return element('testcase', { classname: api, name: 'all cases are run' }, [error]);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  return children.length === 0
    ? `${start}/>`
    : `${start}>${children.join(name === 'testsuite' ? '\n' : '')}</${name}>`;
}

/** XML 1.0, section 2.2: most control characters may not stand in a document at all, in no spelling. */
function escaped(text: string): string {
  return escapeXml(text).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
