import type { Description } from '../spec/description.ts';
import type { Case } from './case.ts';
import { planCases, type PlanOptions } from './plan.ts';
import { makeReport, type Report } from './report.ts';
import type { CaseResult } from './run-case.ts';
import { runCases, type RunEvent, type RunOptions } from './run.ts';

export interface ContractOptions extends PlanOptions, Omit<RunOptions, 'cases' | 'identities'> {
  readonly description: Description;
  /** Runs only the cases that it keeps. Default: all. */
  readonly filter?: (one: Case) => boolean;
  /** Called with everything that the run tells. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** Plans the cases of a description, runs them against a target and says what was found. */
export async function runContract(options: ContractOptions): Promise<Report> {
  const { description, target, filter = () => true, onEvent = () => {} } = options;
  const cases = planCases(description, options).filter(filter);
  const started = performance.now();
  const results: CaseResult[] = [];
  let broken: Report['broken'];
  for await (const event of runCases({ ...options, cases })) {
    onEvent(event);
    if (event.kind === 'finished') results.push(event.result);
    if (event.kind === 'broken') broken = { reason: event.reason, detail: event.detail };
  }
  const milliseconds = Math.round(performance.now() - started);
  return makeReport({
    description,
    target: target.name,
    seed: options.seed ?? 1,
    planned: cases.length,
    results,
    broken,
    milliseconds,
  });
}
