import { groupBy } from '../../base/group-by.ts';
import { uncheckedIn } from '../report/findings/cause-of.ts';
import type { PublishedFinding } from '../report/findings/published-finding.ts';
import type { CoverageFloors } from '../report/coverage/coverage-floors.ts';
import type {
  PublishedCase,
  PublishedOperation,
  PublishedReach,
  PublishedReport,
} from '../report/published-report.ts';
import { hintsOf, notesOf, type Tally } from '../report/reach/hints.ts';
import { REACH_MAKER } from '../report/reach/with-reach.ts';
import { decideVerdict } from '../report/verdict.ts';
import { mergeCases, mergeReach } from './merge-cases.ts';
import { mergeCoverage } from './merge-coverage.ts';
import { mergeFindings } from './merge-findings.ts';
import { mergeRuns } from './merge-runs.ts';

/** What is demanded of all shards together. */
export interface MergeOptions {
  /** The least share of operations to be reached, from 0 to 1: only a smaller one fails. Default: all. */
  readonly minReach?: number;
  /** The least shares of the description to be covered. Default: none. */
  readonly minCoverage?: CoverageFloors;
}

/** Returns the shards of one run as the report that the whole run would have; at least one. */
export function mergeShards(
  reports: readonly PublishedReport[],
  options: MergeOptions = {},
): PublishedReport {
  const sorted = reports.toSorted((left, right) => (left.shard?.index ?? 0) - (right.shard?.index ?? 0));
  const [first] = sorted;
  if (first === undefined) throw new Error('there is no shard to merge');
  const { shard: _, budget: __, broken: ___, learned: ____, ...facts } = first;
  const reach = mergeReach(sorted);
  const cases = mergeCases(sorted, reach);
  const coverage = mergeCoverage(sorted.map((report) => report.coverage));
  const findings = findingsOf(sorted, reach, options);
  const broken = sorted.find((report) => report.broken !== undefined)?.broken;
  const budgets = sorted.flatMap(({ budget }) => (budget === undefined ? [] : [budget]));
  const budget = budgets[0] && {
    ...budgets[0],
    notRun: budgets.reduce((sum, { notRun }) => sum + notRun, 0),
    ...(budgets.some(({ isMore }) => isMore === true) && { isMore: true as const }),
  };
  const counts = countsOf(sorted, cases);
  const hints = hintsOf(tallies(sorted.map(({ shard }) => shard?.hints ?? [])));
  const learned = Object.assign({}, ...sorted.map((report) => report.learned ?? {})) as NonNullable<
    PublishedReport['learned']
  >;
  const own = notesOf(tallies(sorted.map(({ shard }) => shard?.notes ?? [])));
  const perShard = sorted.flatMap(({ notes, shard }) => notes.slice(notesOf(shard?.notes ?? []).length));
  return {
    ...facts,
    ...(budget && { budget }),
    verdict: decideVerdict(
      { counts, coverage, reach, broken, unfinished: budget && { ...budget, budget: budget.seconds * 1000 } },
      { failOn: first.failOn, ...options, hints, findings: perCase(findings) },
    ),
    hints,
    notes: [...new Set([...own, ...perShard])],
    counts,
    coverage,
    reach,
    refusals: [
      ...new Map(sorted.flatMap(({ refusals }) => refusals.map((one) => [one.operationId, one]))).values(),
    ].toSorted((left, right) => (left.operationId < right.operationId ? -1 : 1)),
    operations: operationsOf(sorted, cases, reach),
    findings,
    cases,
    ...(Object.keys(learned).length > 0 && { learned: sortedByKey(learned) }),
    ...(broken && { broken }),
    run: mergeRuns(sorted.map(({ run }) => run)),
  };
}

/** Returns the findings of all shards; what says that an operation was not reached is dropped where another reached it. */
function findingsOf(
  reports: readonly PublishedReport[],
  reach: readonly PublishedReach[],
  { minReach }: MergeOptions,
): readonly PublishedFinding[] {
  const kinds = new Map(reach.map(({ operationId, kind, finding }) => [operationId, { kind, finding }]));
  const checked = reports.map(({ shard }) => shard?.checked ?? {});
  const makers = [...new Set(checked.flatMap((one) => Object.keys(one)))];
  const unchecked = uncheckedIn(
    Object.fromEntries(makers.map((maker) => [maker, checked.some((one) => one[maker] === true)])),
  );
  const findings = reports
    .flatMap((report) => report.findings)
    .filter(({ check, operationId, id }) => check !== 'reached' || kinds.get(operationId)?.finding === id)
    .map((finding) =>
      finding.check === 'reached' && minReach !== undefined ? { ...finding, fails: false } : finding,
    );
  return mergeFindings(findings, unchecked);
}

/** Returns a finding for each of its cases, of which a verdict counts the ones that failed. */
function perCase(findings: readonly PublishedFinding[]): readonly PublishedFinding[] {
  return findings.flatMap((finding) => finding.cases.map((caseId) => ({ ...finding, caseId })));
}

function countsOf(
  reports: readonly PublishedReport[],
  cases: readonly PublishedCase[],
): PublishedReport['counts'] {
  const planned = cases.filter(({ maker }) => maker !== REACH_MAKER);
  const count = (kind: PublishedCase['verdict']) => planned.filter(({ verdict }) => verdict === kind).length;
  const sum = (of: (report: PublishedReport) => number) =>
    reports.reduce((all, report) => all + of(report), 0);
  return {
    planned: sum(({ counts }) => counts.planned),
    passed: count('passed'),
    failed: count('failed'),
    blocked: count('blocked'),
    unreached: count('unreached'),
    requests: sum(({ counts }) => counts.requests),
  };
}

function operationsOf(
  reports: readonly PublishedReport[],
  cases: readonly PublishedCase[],
  reach: readonly PublishedReach[],
): readonly PublishedOperation[] {
  const known = new Map(reports.flatMap(({ operations }) => operations.map((one) => [one.id, one] as const)));
  const groups = groupBy(
    cases.filter(({ maker }) => maker !== REACH_MAKER),
    ({ operationId }) => operationId,
  );
  const ids = [
    ...new Set([
      ...groups.keys(),
      ...reach.filter(({ kind }) => kind === 'notReached').map(({ operationId }) => operationId),
    ]),
  ];
  return ids.flatMap((id) => {
    const one = known.get(id);
    if (one === undefined) return [];
    const own = groups.get(id) ?? [];
    const count = (kind: PublishedCase['verdict']) => own.filter(({ verdict }) => verdict === kind).length;
    const kind = reach.find(({ operationId }) => operationId === id)?.kind;
    const { reach: _, ...facts } = one;
    return [
      {
        ...facts,
        cases: own.length,
        failed: count('failed'),
        blocked: count('blocked'),
        ...(kind && { reach: kind }),
      },
    ];
  });
}

/** Adds up what the shards have counted, by its place in their lists. */
function tallies(shards: readonly (readonly Tally[])[]): readonly Tally[] {
  const [first = []] = shards;
  return first.map(({ text }, index) => {
    const own = shards.flatMap((shard) => shard[index] ?? []);
    const most = own.toSorted((left, right) => right.count - left.count)[0]?.text ?? text;
    const sum = (of: (tally: Tally) => number) => own.reduce((all, tally) => all + of(tally), 0);
    return { text: most, count: sum(({ count }) => count), all: sum(({ all }) => all) };
  });
}

function sortedByKey<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
