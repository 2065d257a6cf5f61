import type { Case } from '../contract/case.ts';
import { isLoopback } from '../contract/is-loopback.ts';
import { planCases, type Safety } from '../contract/plan.ts';
import type { TargetData } from '../contract/target-data.ts';
import type { MockApi } from '../mock/mock.ts';
import { selectCases, selectionFaults } from './select-cases.ts';
import { callersOf, type Callers } from './test-callers.ts';
import type { TestTask } from './test-options.ts';
import { UsageError } from './usage-error.ts';

/** The run of one API. */
export interface ApiRun {
  /** What to call the description in a command: its bundled name, or its path as it was given. */
  readonly source: string;
  readonly api: MockApi;
  readonly callers: Callers;
  readonly safety: Safety;
  readonly cases: readonly Case[];
}

/** @throws UsageError for cases and operations that nobody has, and for a run of nothing */
export function selectRuns(
  apis: readonly MockApi[],
  task: TestTask,
  data: TargetData = {},
): readonly ApiRun[] {
  const isLocal = task.target === undefined || isLoopback(task.target);
  const safety = task.safety ?? (isLocal ? 'full' : 'read-only');
  const plans = apis.map((api, index) => {
    const callers = callersOf(api, { task, environment: process.env, isLocal });
    const { identities } = callers;
    const options = { identities, data, ...(task.seed !== undefined && { seed: task.seed }) };
    const planned = planCases(api.description, { ...options, safety });
    const everything = () => planCases(api.description, { ...options, safety: 'full' });
    return { source: task.sources.descriptions[index] ?? '', api, callers, planned, everything };
  });
  const planned = plans.flatMap((plan) => plan.planned);
  if (task.only.length > 0 || task.operations.length > 0) {
    const all = plans.flatMap(({ everything }) => everything());
    const faults = selectionFaults(planned, all, task);
    if (faults.length > 0) throw new UsageError(faults.join('\n'));
  }
  const runs = plans.map(({ planned: own, ...plan }) => ({ ...plan, safety, cases: selectCases(own, task) }));
  if (runs.every(({ cases }) => cases.length === 0)) {
    throw new UsageError(
      `there is nothing to run: no case fits${safety === 'full' ? '' : ` --safety ${safety}`}`,
    );
  }
  return runs.filter(({ cases }) => cases.length > 0);
}
