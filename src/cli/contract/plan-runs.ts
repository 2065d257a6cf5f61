import type { Case } from '../../contract/case/case.ts';
import { spreadOver, tagsOf } from '../../contract/plan/narrow-cases.ts';
import { planCases, type Safety } from '../../contract/plan/plan-cases.ts';
import { planRun, type PlannedRun } from '../../contract/plan/plan-run.ts';
import type { TargetData } from '../../contract/plan/requests/target-data.ts';
import { isLoopback } from '../../http/loopback.ts';
import type { MockApi } from '../../mock/api.ts';
import { loginFaults, unknownSchemeFaults } from '../options/configured-callers.ts';
import { operationFaults, operationSettings, withOperationData } from '../options/configured-operations.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { UsageError } from '../options/usage-error.ts';
import { createSourceLoader, requireValidFixtures } from '../sources/load-apis.ts';
import { resolveCallers } from './callers.ts';
import { dataFaults, loadData } from './data-file.ts';
import { isNarrowed, isSelected, isSelecting, selectionFaults, unmatchedSelection } from './select-cases.ts';
import type { TestTask } from './test-options.ts';

/** The run of one API. */
export interface ApiRun {
  /** The name of the description in a command: its bundled name, or its path as it was given. */
  readonly source: string;
  readonly api: MockApi;
  readonly plan: PlannedRun;
  /** Where the credentials come from, in words; never a credential. */
  readonly origin: string;
  /** Plans all cases that the API can have, whatever the task narrows the run to. */
  readonly planAll: (safety: Safety) => readonly Case[];
}

/**
 * Loads the APIs that a task names, and plans a run of each that has cases for it. @throws UsageError,
 * DescriptionError, FixtureError
 */
export async function planRuns(task: TestTask): Promise<readonly ApiRun[]> {
  const { data = {} } = task;
  const given = withOperationData(typeof data === 'string' ? loadData(data) : data, task.perOperation);
  const apis = await loadApis(task);
  requireFitting(given, apis, task);
  const runs = apis.map((api, index) =>
    planApi(api, { source: task.sources.descriptions[index] ?? '', task, data: given }),
  );
  requireSelected(runs, task);
  requireTags(apis, task);
  const cases = spreadOver(
    runs.map(({ plan }) => plan.cases),
    // a narrowed run is planned as a whole: its hash and its order are then the same however early it ends
    task.maxCases ?? (isNarrowed(task) ? Infinity : undefined),
  );
  const chosen = runs
    .map((run, index) => ({ ...run, plan: { ...run.plan, cases: cases[index] ?? run.plan.cases } }))
    .filter(({ plan }) => !plan.cases.isEmpty());
  if (chosen.length > 0) return chosen;
  throw new UsageError(`there is nothing to run: no case fits${narrowingText(task, runs)}`);
}

function planApi(
  api: MockApi,
  { source, task, data }: Pick<ApiRun, 'source'> & { readonly task: TestTask; readonly data: TargetData },
): ApiRun {
  const { description } = api;
  const isRemote = task.target !== undefined && !isLoopback(task.target);
  const { identities, headers, origin } = resolveCallers(api, {
    task,
    environment: process.env,
    isLocal: !isRemote,
  });
  const options = { identities, data, ...(task.seed !== undefined && { seed: task.seed }) };
  const plan = planRun(
    {
      description,
      headers,
      perOperation: operationSettings(task.perOperation),
      ...options,
      ...(task.safety !== undefined && { safety: task.safety }),
      ...(isSelecting(task) && { filter: (one) => isSelected(one, task) }),
      phases: task.phases,
      tags: task.tags,
    },
    { isRemote },
  );
  return { source, api, plan, origin, planAll: (safety) => planCases(description, { ...options, safety }) };
}

/** @throws UsageError for what `--only` and `--operation` name and no run has */
function requireSelected(runs: readonly ApiRun[], task: TestTask): void {
  if (!isSelecting(task)) return;
  const unmatched = unmatchedSelection(
    task,
    runs.flatMap(({ plan }) => plan.cases.all()),
  );
  if (!isSelecting(unmatched)) return;
  const missing = unmatchedSelection(
    unmatched, // also those that only other options leave out
    runs.flatMap(({ plan, planAll }) => planAll(plan.safety)),
  );
  if (!isSelecting(missing)) return;
  const faults = selectionFaults(
    missing,
    runs.flatMap(({ planAll }) => planAll('full')),
  );
  throw new UsageError(faults.join('\n'));
}

/** @throws UsageError for tags that no operation has */
function requireTags(apis: readonly MockApi[], { tags }: TestTask): void {
  const known = new Set(apis.flatMap(({ description }) => description.operations.flatMap(tagsOf)));
  const faults = tags
    .filter((tag) => !known.has(tag))
    .map((tag) => `--tag ${tag}: no operation has that tag${didYouMean(tag, [...known])}`);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

/** Returns the options that narrow a run, as a command has them. */
function narrowingText({ only, operations, phases, tags }: TestTask, runs: readonly ApiRun[]): string {
  const safety = [...new Set(runs.map(({ plan }) => plan.safety))].filter((one) => one !== 'full');
  const options = { safety, only, operation: operations, phase: phases, tag: tags };
  return Object.entries(options)
    .flatMap(([name, values]) => values.map((value) => ` --${name} ${value}`))
    .join('');
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
  { data, configured, isPart, perOperation }: TestTask,
): void {
  const descriptions = apis.map(({ description }) => description);
  const place = typeof data === 'string' ? `--data ${data}: ` : `${configured?.file}: /data`;
  const faults = [
    ...dataFaults(given, descriptions, isPart).map((fault) => `${place}${fault}`),
    ...(configured === undefined || isPart ? [] : unknownSchemeFaults(configured, descriptions)),
    ...(configured === undefined ? [] : loginFaults(configured, descriptions)),
    ...operationFaults(configured?.file ?? '', perOperation, descriptions, isPart),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}
