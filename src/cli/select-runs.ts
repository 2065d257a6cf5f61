import { isLoopback } from '../contract/is-loopback.ts';
import { CasesToRun } from '../contract/cases-to-run.ts';
import { planCases, planParts, type Safety } from '../contract/plan.ts';
import { inPhasesAndTags, spread, tagsOf } from '../contract/narrow.ts';
import type { TargetData } from '../contract/target-data.ts';
import type { MockApi } from '../mock/mock.ts';
import { didYouMean } from './did-you-mean.ts';
import { isNarrowed, selectCases, selectionFaults } from './select-cases.ts';
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
  readonly cases: CasesToRun;
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
    const planned = new CasesToRun(planParts(api.description, { ...options, safety }));
    const everything = () => planCases(api.description, { ...options, safety: 'full' });
    return { source: task.sources.descriptions[index] ?? '', api, callers, planned, everything };
  });
  if (task.only.length > 0 || task.operations.length > 0) {
    const planned = plans.flatMap((plan) => plan.planned.all());
    const all = plans.flatMap(({ everything }) => everything());
    const faults = selectionFaults(planned, all, task);
    if (faults.length > 0) throw new UsageError(faults.join('\n'));
  }
  requireTags(apis, task);
  const selected = isNarrowed(task) ? narrowed(plans, task) : plans.map(({ planned }) => planned);
  const runs = plans.flatMap(({ source, api, callers }, index) => {
    const cases = selected[index];
    return cases === undefined || cases.isEmpty() ? [] : [{ source, api, callers, safety, cases }];
  });
  if (runs.length === 0) {
    throw new UsageError(`there is nothing to run: no case fits${settingsOf(task, safety)}`);
  }
  return runs;
}

/** The cases that are wanted of each plan. */
function narrowed(
  plans: readonly { readonly api: MockApi; readonly planned: CasesToRun }[],
  task: TestTask,
): readonly CasesToRun[] {
  const wanted = plans.map(({ api: { description }, planned }) =>
    inPhasesAndTags(selectCases(planned.all(), task), description, task),
  );
  const chosen = new Set(spread(wanted.flat(), task.maxCases ?? Infinity));
  return wanted.map((cases) => CasesToRun.of(cases.filter((one) => chosen.has(one))));
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
