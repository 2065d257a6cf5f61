import pc from 'picocolors';
import { prepareRun } from '../../contract/prepare-contract.ts';
import type { FinishedParity } from '../../contract/parity/judge/finished-parity.ts';
import type { ParityReport } from '../../contract/parity/report/parity-report.ts';
import { parityText } from '../../contract/parity/report/parity-text.ts';
import { publishParity } from '../../contract/parity/report/publish-parity.ts';
import { runParity } from '../../contract/parity/run-parity.ts';
import { placesInFiles } from '../../contract/report/text/place-in-file.ts';
import { shellQuoted } from '../../contract/report/text/shell-quote.ts';
import type { Target } from '../../contract/target/target.ts';
import type { ApiRun } from '../contract/plan-runs.ts';
import { settingsText } from '../contract/rerun-commands.ts';
import { createProgress, markOf, publishRun, runEach, type Sharing } from '../contract/run-apis.ts';
import { displayPath } from '../output/display-path.ts';
import { isColoured } from '../output/is-coloured.ts';
import type { ParityMock } from './mock-side.ts';
import type { ParityTask } from './parity-options.ts';
import type { UsedRuns } from './used-runs.ts';

/** An API whose target was compared with its mock. */
export interface ComparedApi {
  readonly parity: FinishedParity;
  readonly report: ParityReport;
}

/** Compares one API after the other, prints how each differs, and closes target and mock. */
export function compareAll(
  runs: readonly ApiRun[],
  target: Target,
  parts: CompareParts,
): Promise<readonly ComparedApi[]> {
  const { mock, task } = parts;
  return runEach(runs, [target, mock.target], {
    budget: task.test.budget,
    run: (one, sharing) => compareApi(one, { target, ...parts, ...sharing }),
  });
}

/** What all APIs are compared with. */
interface CompareParts {
  readonly mock: ParityMock;
  readonly task: ParityTask;
  /** Undefined where the cases of the suite are sent. */
  readonly used: UsedRuns | undefined;
}

interface CompareContext extends Sharing, CompareParts {
  readonly target: Target;
}

async function compareApi(
  run: ApiRun,
  { target, mock, task, used, created, budget, signal }: CompareContext,
): Promise<ComparedApi> {
  const { stdout, env } = process;
  const progress = createProgress();
  const prepared = prepareRun(run.plan, { target, baseline: [], created, ...markOf(task.test) });
  const members = used?.membersOf(run.api);
  const parity = await runParity(prepared, mock.sideOf(run), {
    signal,
    budget,
    onEvent: progress.show,
    ...(members && { onCompared: members.add }),
  });
  progress.clear();
  const report = publishParity(parity, {
    published: publishRun(parity.run, run, task.test).report,
    minParity: task.minParity,
    used: members?.outcome,
    placeOf: placesInFiles(run.plan.description, displayPath),
    again: (selection) => parityCommand(run.source, selection, task),
  });
  stdout.write(`${parityText(report, pc.createColors(isColoured(stdout, env)))}\n`);
  return { parity, report };
}

/** Returns the command that compares what a selection says. */
function parityCommand(source: string, selection: string, { test, mock, usedFile }: ParityTask): string {
  const used = usedFile === undefined ? '' : ` --used ${shellQuoted(usedFile)}`;
  const other = mock === undefined ? '' : ` --mock ${shellQuoted(mock.href.replace(/\/+$/, ''))}`;
  return `stuntdouble parity ${shellQuoted(source)} ${selection}${settingsText(test)}${used}${other}`;
}
