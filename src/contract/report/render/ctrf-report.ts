import { sharesOf } from '../coverage/coverage-floors.ts';
import type { PublishedFinding } from '../findings/published-finding.ts';
import type { PublishedRun } from '../publish-report.ts';
import type { PublishedCase, PublishedReport } from '../published-report.ts';
import { splitPlace } from '../text/place-in-file.ts';
import { PLAIN } from './colours.ts';
import { findingText } from './finding-text.ts';

/** The version of the format that the report follows: https://ctrf.io */
const SPEC_VERSION = '0.0.0';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

const STATUSES: Readonly<Record<PublishedCase['verdict'], Status>> = {
  passed: 'passed',
  failed: 'passed', // unless one of its findings fails the run
  blocked: 'other',
  unreached: 'skipped',
  skipped: 'skipped',
};

/** Returns runs in the Common Test Report Format: a test for each case. `version`: that of this package. */
export function ctrfReport(runs: readonly PublishedRun[], version: string): string {
  const tests = runs.flatMap(testsOf);
  const count = (status: Status) => tests.filter((one) => one.status === status).length;
  const starts = runs.map(({ report: { run } }) => Date.parse(run.started));
  const stops = runs.map(({ report: { run } }) => Date.parse(run.started) + run.milliseconds);
  const [start = 0, stop = 0] = runs.length === 0 ? [] : [Math.min(...starts), Math.max(...stops)];
  const report = {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    timestamp: new Date(stop).toISOString(),
    generatedBy: 'stuntdouble',
    results: {
      tool: { name: 'stuntdouble', version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        suites: runs.length,
        start,
        stop,
        extra: { runs: runs.map(runFacts) },
      },
      tests,
    },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function runFacts({ report }: PublishedRun) {
  const { api, target, safety, seed, plan, verdict, coverage } = report;
  return { api, target, safety, seed, plan, verdict, coverage: sharesOf(coverage) };
}

function testsOf({ report, byCase }: PublishedRun) {
  const tests = report.cases.map((one) => testOf(report, one, byCase.get(one.id) ?? []));
  if (report.broken === undefined) return tests;
  const { detail } = report.broken;
  const message = `${report.verdict.reason}: ${detail}`;
  return [
    ...tests,
    {
      name: `${report.api}: all cases are run`,
      suite: [report.api],
      status: 'failed' as Status,
      duration: 0,
      message,
    },
  ];
}

function testOf({ api, run }: PublishedReport, one: PublishedCase, findings: readonly PublishedFinding[]) {
  const failures = findings.filter(({ fails }) => fails);
  const [first = findings[0]] = failures;
  const status: Status = failures.length > 0 ? 'failed' : STATUSES[one.verdict];
  const message =
    first === undefined ? one.reason : `${first.check}: expected ${first.expected}, found ${first.found}`;
  return {
    name: `${one.id}: ${one.title}`,
    suite: [api, one.operationId],
    status,
    duration: run.cases[one.id] ?? 0,
    tags: [one.phase, one.maker],
    rawStatus: one.verdict,
    ...(message !== undefined && { message }),
    ...(findings.length > 0 && { trace: findings.map((each) => findingText(each, PLAIN)).join('\n\n') }),
    ...placeOf(first?.place),
  };
}

function placeOf(place: string | undefined): { readonly filePath?: string; readonly line?: number } {
  const found = splitPlace(place ?? '');
  return found === undefined ? {} : { filePath: found.file, line: found.line };
}
