import type { Case } from '../../contract/case/case.ts';
import { operationExclusion } from '../../contract/plan/exclude.ts';
import { tagsOf, type Narrowing } from '../../contract/plan/narrow-cases.ts';
import { planStream, type Safety } from '../../contract/plan/plan-cases.ts';
import { planRun, type MakeCases, type PlannedRun } from '../../contract/plan/plan-run.ts';
import { spreadOver } from '../../contract/plan/spread/spread-over.ts';
import type { TargetData } from '../../contract/plan/requests/target-data.ts';
import { isLoopback } from '../../http/host/loopback.ts';
import type { MockApi } from '../../mock/api.ts';
import { riskyStep } from '../../contract/run/setup/risk.ts';
import { casesOfShard, type Shard } from '../../contract/plan/spread/shard.ts';
import { loginFaults, unknownSchemeFaults } from '../options/configured-callers.ts';
import { exclusionFaults, isExcluding } from '../options/exclude-options.ts';
import { operationFaults, operationSettings, withOperationData } from '../options/configured-operations.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { UsageError } from '../options/usage-error.ts';
import { createSourceLoader, requireValidFixtures } from '../sources/load-apis.ts';
import { resolveCallers } from './callers.ts';
import { dataFaults, loadData } from './data-file.ts';
import {
  excludedCaseFaults,
  isSelected,
  isSelecting,
  mayBeSelected,
  operationsOf,
  selectionFaults,
  unknownOperationFaults,
  unmatchedSelection,
  type Selection,
} from './select-cases.ts';
import type { TestTask } from './test-options.ts';

/** The run of one API. */
export interface ApiRun {
  /** The name of the description in a command: its bundled name, or its path as it was given. */
  readonly source: string;
  readonly api: MockApi;
  readonly plan: PlannedRun;
  /** Where the credentials come from, in words; never a credential. */
  readonly origin: string;
  /** Plans the cases of the operations that a selection names, whatever else the task narrows the run to. */
  readonly planOf: (selection: Selection, safety: Safety) => readonly Case[];
}

/**
 * Loads the APIs that a task names, and plans a run of each that has cases for it. @throws UsageError,
 * DescriptionError, FixtureError. `casesOf`: makes the cases of an API in the place of those of the suite
 */
export async function planRuns(
  task: TestTask,
  casesOf?: (api: MockApi) => MakeCases,
): Promise<readonly ApiRun[]> {
  const { data = {} } = task;
  const given = withOperationData(typeof data === 'string' ? loadData(data) : data, task.perOperation);
  const apis = await loadApis(task);
  requireFitting(given, apis, task);
  const runs = apis.map((api, index) =>
    planApi(api, { source: task.sources.descriptions[index] ?? '', task, data: given, casesOf }),
  );
  requireSelected(runs, task);
  requireTags(apis, task);
  requireExcluded(runs, task);
  const cases = spreadOver(
    runs.map(({ plan }) => plan),
    task.maxCases,
  );
  const chosen = runs
    .map((run, index) => ({ ...run, plan: { ...run.plan, cases: cases[index] ?? run.plan.cases } }))
    .filter(({ plan }) => !plan.cases.isEmpty() || plan.cases.faults.length > 0);
  if (chosen.length > 0) return task.shard === undefined ? chosen : inShard(chosen, task.shard);
  throw new UsageError(`there is nothing to run: no case fits${narrowingText(task, runs)}`);
}

/** Returns the runs with the cases of a shard; those without any are left out. */
function inShard(runs: readonly ApiRun[], shard: Shard): readonly ApiRun[] {
  return runs
    .map((run) => {
      const { plan } = run;
      const cases = casesOfShard(plan.cases, shard, (one) => riskyStep(one, plan.planning()) !== undefined);
      return { ...run, plan: { ...plan, cases, whole: { cases: plan.cases, shard } } };
    })
    .filter(({ plan }) => !plan.cases.isEmpty() || plan.cases.faults.length > 0);
}

function planApi(
  api: MockApi,
  {
    source,
    task,
    data,
    casesOf,
  }: Pick<ApiRun, 'source'> & {
    readonly task: TestTask;
    readonly data: TargetData;
    readonly casesOf: ((api: MockApi) => MakeCases) | undefined;
  },
): ApiRun {
  const { description } = api;
  const isRemote = task.target !== undefined && !isLoopback(task.target);
  const { identities, headers, origin } = resolveCallers(api, {
    task,
    environment: process.env,
    isLocal: !isRemote,
  });
  const options = {
    identities,
    data,
    lists: task.lists,
    borrowParents: task.borrowsParents,
    ...(task.seed !== undefined && { seed: task.seed }),
  };
  const plan = planRun(
    {
      description,
      headers,
      perOperation: operationSettings(task.perOperation),
      ...options,
      ...(task.safety !== undefined && { safety: task.safety }),
      ...narrowedTo(description.name, task),
      phases: task.phases,
      tags: task.tags,
      ...(isExcluding(task.exclude) && { exclude: task.exclude }),
      ...(casesOf && { cases: casesOf(api) }),
    },
    { isRemote },
  );
  const planOf = (selection: Selection, safety: Safety) =>
    planStream(description, { ...options, safety, ...narrowedTo(description.name, selection) }).all();
  return { source, api, plan, origin, planOf };
}

function narrowedTo(name: string, selection: Selection): Narrowing {
  if (!isSelecting(selection)) return {};
  return {
    isOperationWanted: mayBeSelected(name, selection),
    filter: (one) => isSelected(one, selection),
  };
}

/** @throws UsageError for what `--only` and `--operation` name and no run has */
function requireSelected(runs: readonly ApiRun[], task: TestTask): void {
  if (!isSelecting(task)) return;
  const descriptions = runs.map(({ api }) => api.description);
  const unknown = unknownOperationFaults(task, descriptions);
  if (unknown.length > 0) throw new UsageError(unknown.join('\n'));
  // with a number of cases, no more than these are planned unless a case is named
  const isLimited = task.maxCases !== undefined && task.only.length === 0;
  const planned = runs.flatMap(({ plan }) => (isLimited ? [] : plan.cases.all()));
  const isFaulty = ({ plan }: ApiRun) => plan.cases.faults.length > 0;
  if (isLimited || runs.some(isFaulty)) return;
  const unmatched = unmatchedSelection(task, planned);
  if (!isSelecting(unmatched)) return;
  const missing = unmatchedSelection(
    unmatched, // also those that only other options leave out
    runs.flatMap(({ plan, planOf }) => planOf(unmatched, plan.safety)),
  );
  if (!isSelecting(missing)) return;
  const near = { ...missing, only: operationsOf(missing.only, descriptions).only };
  const all = runs.flatMap(({ planOf }) => (isSelecting(near) ? planOf(near, 'full') : []));
  throw new UsageError(selectionFaults(missing, all, descriptions).join('\n'));
}

/** @throws UsageError for tags, and for excluded operations, that no description has */
function requireTags(apis: readonly MockApi[], { tags, exclude, isPart }: TestTask): void {
  const known = new Set(apis.flatMap(({ description }) => description.operations.flatMap(tagsOf)));
  const faults = tags
    .filter((tag) => !known.has(tag))
    .map((tag) => `--tag ${tag}: no operation has that tag${didYouMean(tag, [...known])}`);
  const operations = apis.flatMap(({ description }) => description.operations);
  if (!isPart) faults.push(...exclusionFaults(exclude, operations));
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

/** @throws UsageError for excluded cases that no plan has */
function requireExcluded(runs: readonly ApiRun[], { exclude, isPart }: TestTask): void {
  if (isPart) return;
  const faults = excludedCaseFaults(exclude.cases, (selection) =>
    runs.flatMap(({ planOf }) => planOf(selection, 'full')),
  );
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

/** Returns the options that narrow a run, as a command has them. */
function narrowingText(
  { only, operations, phases, tags, exclude }: TestTask,
  runs: readonly ApiRun[],
): string {
  const safety = [...new Set(runs.map(({ plan }) => plan.safety))].filter((one) => one !== 'full');
  const options = {
    safety,
    only,
    operation: operations,
    phase: phases,
    tag: tags,
    ...excludedTexts(exclude),
  };
  return Object.entries(options)
    .flatMap(([name, values]) => values.map((value) => ` --${name} ${value}`))
    .join('');
}

function excludedTexts({ operations, paths, tags, methods, cases, phases }: TestTask['exclude']) {
  return {
    'exclude-operation': operations,
    'exclude-path': paths,
    'exclude-tag': tags,
    'exclude-method': methods,
    'exclude-case': cases,
    'exclude-phase': phases,
  };
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
  { data, configured, isPart, perOperation, exclude }: TestTask,
): void {
  const descriptions = apis.map(({ description }) => description);
  const place = typeof data === 'string' ? `--data ${data}: ` : `${configured?.file}: /data`;
  const faults = [
    ...dataFaults(given, descriptions, isPart).map((fault) => `${place}${fault}`),
    ...(configured === undefined || isPart ? [] : unknownSchemeFaults(configured, descriptions)),
    ...(configured === undefined ? [] : loginFaults(configured, descriptions, operationExclusion(exclude))),
    ...operationFaults(configured?.file ?? '', perOperation, descriptions, isPart),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}
