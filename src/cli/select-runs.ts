import type { Case } from '../contract/case.ts';
import { isLoopback } from '../contract/is-loopback.ts';
import { planCases, type Safety } from '../contract/plan.ts';
import { inPhasesAndTags, spread, tagsOf } from '../contract/narrow.ts';
import type { TargetData } from '../contract/target-data.ts';
import type { MockApi } from '../mock/mock.ts';
import { didYouMean } from './did-you-mean.ts';
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
  requireTags(apis, task);
  const selected = plans.map(({ api: { description }, planned: own }) =>
    inPhasesAndTags(selectCases(own, task), description, task),
  );
  if (selected.every((cases) => cases.length === 0)) {
    throw new UsageError(`there is nothing to run: no case fits${settingsOf(task, safety)}`);
  }
  const chosen = new Set(spread(selected.flat(), task.maxCases ?? Infinity));
  return plans
    .map(({ planned: own, ...plan }) => ({ ...plan, safety, cases: own.filter((one) => chosen.has(one)) }))
    .filter(({ cases }) => cases.length > 0);
}

/** @throws UsageError for tags that no operation has */
function requireTags(apis: readonly MockApi[], { tags }: TestTask): void {
  const known = new Set(apis.flatMap(({ description }) => description.operations.flatMap(tagsOf)));
  const faults = tags
    .filter((tag) => !known.has(tag))
    .map((tag) => `--tag ${tag}: no operation has that tag${didYouMean(tag, [...known])}`);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

function settingsOf({ only, operations, phases, tags }: TestTask, safety: Safety): string {
  const settings = { only, operation: operations, phase: phases, tag: tags };
  const given = Object.entries(settings).flatMap(([name, values]) =>
    values.map((value) => ` --${name} ${value}`),
  );
  return `${safety === 'full' ? '' : ` --safety ${safety}`}${given.join('')}`;
}
