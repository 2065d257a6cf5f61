import type { PlannedRun } from './plan/plan-run.ts';
import { AcceptedRequests } from './refusals/accepted-requests.ts';
import { judgeRefusals } from './refusals/judge-refusals.ts';
import { ChangingMembers } from './report/changing/changing-members.ts';
import { judgeChanging } from './report/changing/without-changing.ts';
import type { OperationReach } from './report/reach/reach.ts';
import { withReach } from './report/reach/with-reach.ts';
import type { CaseResult } from './run/state/case-result.ts';
import type { RunMemory } from './run/state/run-memory.ts';
import { withoutChecks } from './run/without-checks.ts';

/** The results of a run, which are judged once all of them are known. */
export class GatheredResults {
  readonly results: CaseResult[] = [];
  readonly #run: Pick<PlannedRun, 'description' | 'exclude'>;
  readonly #keep: (result: CaseResult) => CaseResult;
  readonly #requests = new AcceptedRequests();
  readonly #changing: ChangingMembers;

  /** `keep` returns what is kept of a result. */
  constructor(run: Pick<PlannedRun, 'description' | 'exclude'>, keep: (result: CaseResult) => CaseResult) {
    this.#run = run;
    this.#keep = keep;
    this.#changing = new ChangingMembers(run.description);
  }

  /** The names of the members that change by themselves. */
  get changing(): ReadonlySet<string> {
    return this.#changing.names;
  }

  add(result: CaseResult): void {
    this.#requests.add(result);
    this.#changing.add(result);
    this.results.push(this.#keep(withoutChecks(result, this.#run.exclude.checks)));
  }

  /** Returns the results with what only all of them together say: what refusals mean, and what was not reached. */
  judged({
    reach,
    memory,
    started,
  }: {
    readonly reach: readonly OperationReach[];
    readonly memory: Pick<RunMemory, 'of'>;
    /** When the run began. */
    readonly started: Date;
  }): readonly CaseResult[] {
    const { description, exclude } = this.#run;
    const unreached = new Set(
      reach.filter(({ kind }) => kind !== 'reached').map(({ operationId }) => operationId),
    );
    const { results } = this;
    const refusals = { description, results, requests: this.#requests, memory, unreached, started };
    return withReach(judgeRefusals(refusals), reach, description).map((one) =>
      judgeChanging(withoutChecks(one, exclude.checks), this.changing),
    );
  }
}
