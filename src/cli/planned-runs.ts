import type { TargetData } from '../contract/target-data.ts';
import type { MockApi } from '../mock/mock.ts';
import { schemeFaults } from './configured-callers.ts';
import { dataFaults, loadData } from './data-file.ts';
import { createSourceLoader, requireSoundFixtures } from './mock-sources.ts';
import { selectRuns, type ApiRun } from './select-runs.ts';
import type { TestTask } from './test-options.ts';
import { UsageError } from './usage-error.ts';

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
    requireSoundFixtures(apis);
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
    ...(configured === undefined || isPart ? [] : schemeFaults(configured, descriptions)),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}
