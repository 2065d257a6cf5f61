import { GatheredResults } from '../gathered-results.ts';
import type { Finding } from '../case/finding.ts';
import type { PreparedRun } from '../prepare-contract.ts';
import { failing } from '../report/report.ts';
import { judgeReach } from '../report/reach/reach.ts';
import { runPrepared, type RunSettings } from '../run-prepared.ts';
import { keepReportData } from '../run/keep-report-data.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import { Comparison } from './compare/comparison.ts';
import type { FinishedParity } from './judge/finished-parity.ts';
import { findingKey, judgeDifferences, type FindingsByStep } from './judge/judge-differences.ts';
import { Follower, type MockSide } from './follower.ts';

/** Cases are sent one at a time. */
export interface ParitySettings extends Omit<RunSettings, 'concurrency' | 'keepsMessages'> {
  /** Gets what both sides made of a case, with the messages; undefined for a mock that was not asked. */
  readonly onCompared?: (target: CaseResult, mock: CaseResult | undefined) => void;
}

/**
 * Sends the cases of a run to its target, each of them then to a mock, and returns how the responses differ. Both stay
 * open.
 */
export async function runParity(
  run: PreparedRun,
  mock: MockSide,
  { onEvent = () => {}, onCompared = () => {}, signal, ...limits }: ParitySettings = {},
): Promise<FinishedParity> {
  const { description } = run;
  const started = new Date();
  const ending = new AbortController();
  const follower = new Follower(run, mock);
  const comparison = new Comparison(description);
  const followed = new GatheredResults(run, keepReportData());
  const finished = await runPrepared(
    run,
    {
      ...limits,
      concurrency: 1,
      keepsMessages: false,
      signal: signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]),
      onEvent: async (event) => {
        await onEvent(event);
        if (event.kind !== 'finished' || signal?.aborted === true) return;
        const result = await follower.follow(event.result);
        if (follower.lost !== undefined) ending.abort();
        onCompared(event.result, result);
        if (result === undefined) return;
        followed.add(result);
        comparison.add({ target: event.result, mock: result });
      },
    },
    started,
  );
  const { memory } = follower;
  const input = { description, results: followed.results, memory, target: mock.target.name };
  const judged = followed.judged({ reach: judgeReach(input), memory, started });
  const findings = { target: byStep(finished.report.results), mock: byStep(judged) };
  const differences = judgeDifferences({ description, comparison, findings });
  const masks = { target: finished.masks, mock: follower.masks.withBound(followed.results) };
  return {
    run: finished,
    comparison,
    differences,
    masks,
    mock: mock.target.name,
    lost: follower.lost,
  };
}

/** Returns the findings that say that a description is broken. */
function byStep(results: readonly CaseResult[]): FindingsByStep {
  const found = new Map<string, Finding[]>();
  for (const finding of failing(results.flatMap((result) => result.findings))) {
    const key = findingKey(finding.caseId, finding.step.index);
    found.set(key, [...(found.get(key) ?? []), finding]);
  }
  return found;
}
