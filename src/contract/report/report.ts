import { groupBy } from '../../base/group-by.ts';
import type { Description } from '../../description/model/description.ts';
import type { Finding } from '../case/finding.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import type { Learned, OperationTimes, SetupRefusal } from '../run/state/run-memory.ts';
import { coverageOf, type Coverage, type CoverageGap } from './coverage/coverage.ts';
import type { MessageCoverage } from './coverage/message-coverage.ts';
import type { OperationReach } from './reach/reach.ts';
import { REACH_MAKER } from './reach/with-reach.ts';
import type { BreakReason } from '../run/run-cases.ts';
import type { Repeats } from '../target/target.ts';

/** The cases that a budget (in milliseconds) left out. `isMore`: there are more of them, which were not planned. */
export interface Unfinished {
  readonly budget: number;
  readonly notRun: number;
  readonly isMore?: boolean;
}

/** The result of a run. It is the same at any concurrency, but for times. */
export interface Report {
  readonly api: string;
  readonly title: string;
  readonly target: string;
  readonly seed: number;
  /** The hash of the plan: see `planHash`. */
  readonly plan: string;
  readonly operations: readonly OperationReport[];
  /** Sorted by the id of their case. */
  readonly results: readonly CaseResult[];
  /** Without those that the baseline has. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly Finding[];
  /** `unseen` has `<operation> <status>`. */
  readonly coverage: Coverage<string, CoverageGap>;
  readonly counts: Counts;
  /** Whether the operations were reached; empty where the run broke off. */
  readonly reach: readonly OperationReach[];
  /** The creates that were refused however they were tried, by operation. */
  readonly refusals: ReadonlyMap<string, SetupRefusal>;
  /** How many requests were sent again. */
  readonly repeats: Required<Repeats>;
  /** What the run has left on the target, by real addresses and identifiers. */
  readonly leftovers: readonly string[];
  /** Sentences that say what cases have done to the target beside what they are about. */
  readonly sideEffects: readonly string[];
  /** What the run has learned of the target while it sent. */
  readonly learned: Learned;
  /** Makes the values of the run differ from those of other runs; undefined where they are those of the plan. */
  readonly mark: string | undefined;
  /** Undefined where the run came to its end. */
  readonly broken: { readonly reason: BreakReason; readonly detail: string } | undefined;
  /** Undefined unless the budget ended before all cases were run. */
  readonly unfinished: Unfinished | undefined;
  readonly milliseconds: number;
  readonly times: readonly OperationTimes[];
}

interface OperationReport {
  /** The operation's id, or `METHOD /path` for what is not documented. */
  readonly id: string;
  readonly cases: number;
  readonly failed: number;
  readonly blocked: number;
  /** Undefined where it was not judged. */
  readonly reach?: OperationReach['kind'];
}

export interface Counts {
  readonly planned: number;
  readonly passed: number;
  readonly failed: number;
  readonly blocked: number;
  /** They found nothing, but their operation was not reached. */
  readonly unreached: number;
  readonly requests: number;
}

/** The results of a run, and the facts about it. */
export interface ReportInput {
  readonly description: Description;
  readonly target: string;
  readonly seed: number;
  readonly plan: string;
  readonly planned: number;
  readonly results: readonly CaseResult[];
  /** What the messages of the run had. */
  readonly messages: MessageCoverage;
  /** Those of cases that were not run to their end. */
  readonly leftovers: readonly string[];
  readonly sideEffects: readonly string[];
  /** The findings that the baseline has. */
  readonly accepted: ReadonlySet<Finding>;
  readonly reach: Report['reach'];
  readonly refusals: Report['refusals'];
  readonly learned: Report['learned'];
  readonly mark: Report['mark'];
  readonly broken: Report['broken'];
  readonly unfinished: Report['unfinished'];
  readonly milliseconds: number;
  readonly times: Report['times'];
}

/** Sorts and counts the results of a run. */
export function makeReport({
  description,
  results,
  planned,
  leftovers,
  accepted,
  messages,
  ...facts
}: ReportInput): Report {
  const sorted = results.toSorted((left, right) => (left.case.id < right.case.id ? -1 : 1));
  const findings = sorted.flatMap((result) => result.findings);
  const planCases = sorted.filter((result) => result.case.maker !== REACH_MAKER);
  const count = (kind: string) => planCases.filter(({ verdict }) => verdict.kind === kind).length;
  return {
    api: description.name,
    title: `${description.title} ${description.version}`.trim(),
    ...facts,
    operations: operationReports(planCases, facts.reach),
    results: sorted,
    findings: findings.filter((one) => !accepted.has(one)),
    accepted: findings.filter((one) => accepted.has(one)),
    coverage: coverageOf(description, planCases, messages),
    counts: {
      planned,
      passed: count('passed'),
      failed: count('failed'),
      blocked: count('blocked'),
      unreached: count('unreached'),
      requests: requestsOf(planCases),
    },
    leftovers: [
      ...sorted.flatMap((result) => [...result.leftovers, ...(result.leftForGood ?? [])]),
      ...leftovers,
    ],
    repeats: repeatsOf(planCases),
  };
}

/** Counts requests: one that several cases share counts once, one of a shrunk case each time that it was sent. */
function requestsOf(results: readonly CaseResult[]): number {
  const exchanges = results.flatMap((result) => result.exchanges);
  const shared = exchanges.filter(({ step }) => step.fallbacks !== undefined);
  const again = results.map(({ exchanges: own, runsToShrink = 0 }) => own.length * runsToShrink);
  return (
    exchanges.length -
    shared.length +
    new Set(shared.map(({ request }) => JSON.stringify(request.target))).size +
    again.reduce((sum, count) => sum + count, 0)
  );
}

/** Sums up what was sent again; a response that several cases share counts once. */
function repeatsOf(results: readonly CaseResult[]): Required<Repeats> {
  const exchanges = results.flatMap((result) => result.exchanges);
  const shared = new Map(
    exchanges
      .filter(({ step }) => step.fallbacks !== undefined)
      .map((exchange) => [exchange.request.target, exchange]),
  );
  const own = exchanges.filter(({ step }) => step.fallbacks === undefined);
  const sum = (count: (exchange: Repeats) => number | undefined) =>
    [...own, ...shared.values()].reduce((all, exchange) => all + (count(exchange) ?? 0), 0);
  return { limited: sum(({ limited }) => limited), reconnected: sum(({ reconnected }) => reconnected) };
}

function operationReports(
  results: readonly CaseResult[],
  reach: readonly OperationReach[],
): readonly OperationReport[] {
  const unsent = reach.flatMap(({ kind, operationId }) => (kind === 'notReached' ? [operationId] : []));
  const byOperation = groupBy(results, (result) => result.case.operationId);
  const ids = new Set([...byOperation.keys(), ...unsent]);
  return [...ids].map((id) => {
    const own = byOperation.get(id) ?? [];
    const count = (kind: string) => own.filter(({ verdict }) => verdict.kind === kind).length;
    const kind = reach.find(({ operationId }) => operationId === id)?.kind;
    const counts = { id, cases: own.length, failed: count('failed'), blocked: count('blocked') };
    return kind === undefined ? counts : { ...counts, reach: kind };
  });
}

/** The least confidence of findings that fail a run. */
export type FailOn = 'definite' | 'likely' | 'advice' | 'never';

const RANK = { definite: 2, likely: 1, advice: 0, never: 3 } as const;

/** Returns the findings on documented parts that are at least as confident as `failOn`; default `likely`. */
export function failing(findings: readonly Finding[], failOn: FailOn = 'likely'): readonly Finding[] {
  return findings.filter(
    ({ confidence, provenance }) => provenance === 'documented' && RANK[confidence] >= RANK[failOn],
  );
}
