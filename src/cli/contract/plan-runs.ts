import { CasesToRun } from '../../contract/case/case-stream.ts';
import { inPhasesAndTags, spread, tagsOf } from '../../contract/plan/narrow-cases.ts';
import { planCases, planParts, type Safety } from '../../contract/plan/plan-cases.ts';
import type { TargetData } from '../../contract/plan/requests/target-data.ts';
import { isLoopback } from '../../http/loopback.ts';
import type { MockApi } from '../../mock/api.ts';
import { unknownSchemeFaults } from '../options/configured-callers.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { UsageError } from '../options/usage-error.ts';
import { createSourceLoader, requireValidFixtures } from '../sources/load-apis.ts';
import { callersOf, type Callers } from './callers.ts';
import { dataFaults, loadData } from './data-file.ts';
import { isNarrowed, selectCases, selectionFaults } from './select-cases.ts';
import type { TestTask } from './test-options.ts';

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
function selectRuns(apis: readonly MockApi[], task: TestTask, data: TargetData = {}): readonly ApiRun[] {
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

/** The run of each API that a task is about. @throws UsageError, DescriptionError, FixtureError */
export async function plannedRuns(task: TestTask): Promise<readonly ApiRun[]> {
  const { data = {} } = task;
  const given = typeof data === 'string' ? loadData(data) : data;
  const apis = await loadApis(task);
  requireFitting(given, apis, task);
  return selectRuns(apis, task, given);
}

async function loadApis(task: TestTask): Promise<readonly MockApi[]> {
  const apis = await createSourceLoader(task.sources).load();
  if (task.sources.fixtures !== undefined || task.sources.behaviours !== undefined)
    requireValidFixtures(apis);
  for (const { description, behaviours } of apis) {
    description.validators.addFormats(behaviours?.formats ?? {});
  }
  return apis;
}

/** @throws UsageError for data and credentials that are about nothing in the descriptions, or that they do not allow */
function requireFitting(
  given: TargetData,
  apis: readonly MockApi[],
  { data, configured, isPart }: TestTask,
): void {
  const descriptions = apis.map(({ description }) => description);
  const place = typeof data === 'string' ? `--data ${data}: ` : `${configured?.file}: /data`;
  const faults = [
    ...dataFaults(given, descriptions, isPart).map((fault) => `${place}${fault}`),
    ...(configured === undefined || isPart ? [] : unknownSchemeFaults(configured, descriptions)),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}
