import pc from 'picocolors';
import { BUNDLED_NAMES } from '../bundled.ts';
import { handlerTarget } from '../contract/handler-target.ts';
import { quoted } from '../contract/report/curl-lines.ts';
import type { Baseline } from '../contract/report/baseline.ts';
import { placesInFiles } from '../contract/report/place-in-file.ts';
import { publish, type Published } from '../contract/report/publish.ts';
import { terminalReport } from '../contract/report/terminal.ts';
import type { Report } from '../contract/report.ts';
import { runContract } from '../contract/run-contract.ts';
import { urlTarget } from '../contract/send/url-target.ts';
import type { Target } from '../contract/target.ts';
import { createMockOf, type MockApi } from '../mock/mock.ts';
import { parseArguments } from './arguments.ts';
import { fixedIn, fixedText, loadBaseline, updateBaseline } from './baseline-file.ts';
import { isColoured } from './is-coloured.ts';
import { createSourceLoader, requireSoundFixtures } from './mock-sources.ts';
import { nearPath } from './near-path.ts';
import { progressLine } from './progress-line.ts';
import { prepareReportFiles, writeReportFiles } from './report-files.ts';
import { readingHelp } from './reading-options.ts';
import { selectRuns, type ApiRun } from './select-runs.ts';
import { readTestOptions, TEST_OPTIONS, type TestTask } from './test-options.ts';
import { withCallers } from './with-callers.ts';

const HELP = `stuntdouble test [DESCRIPTION…]: ask a server whether it keeps to its description

DESCRIPTION is the path of an OpenAPI description, or a bundled one: ${BUNDLED_NAMES.join(', ')}.
None means all the bundled ones.

Options
  --target URL             the server: the description's paths are appended (the mock, in this process)
  --header 'Name: value'   sent with every request; a credential is left out where a case is about that
  --identity NAME:Header=value
                           somebody without permissions; again with the same NAME for a further header
  --safety MODE            read-only: GET, HEAD and OPTIONS alone; create-own: also what the run creates and
                           removes itself; full: everything (full on this machine, read-only elsewhere)
  --only ID                only this case; ID* or ID/ means all that begin so
  --operation ID           only the cases of this operation
  --list                   print the cases, send nothing
  --json FILE              write the report as JSON (schemas/contract-report.schema.json)
  --junit FILE             write it as JUnit XML
  --concurrency N          cases at a time (4)
  --timeout SECONDS        how long an answer may take (10)
  --seed N                 varies what is made up (1)
  --fail-on CONFIDENCE     definite, likely, advice or never: which findings fail the run (likely)
  --baseline FILE          findings that are accepted, with a reason: only new ones fail the run
                           (schemas/contract-baseline.schema.json)
  --update-baseline        write what is found into it
  --fixtures DIR           what the mock in this process holds, and who may call
  --behaviours FILE        TypeScript or JavaScript that answers its operations
${readingHelp(25)}  --help, -h               this text

Credentials that no --header gives are taken from STUNTDOUBLE_<SCHEME>, such as STUNTDOUBLE_AUTH_TOKEN for the
security scheme authToken; else, on this machine, from the fixtures; else from the description's examples.

Exit code: 0 passed; 1 findings, blocked cases, or a target that stopped answering; 2 wrong usage; 3 the target
cannot be reached; 130 interrupted (the report so far is printed and written).
`;

/** Runs the contract suite. @throws UsageError, DescriptionError, FixtureError */
export async function testCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, TEST_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const task = readTestOptions(given);
  const apis = await loadApis(task);
  const runs = selectRuns(apis, task);
  if (task.isList) {
    process.stdout.write(listText(runs));
    return 0;
  }
  const baseline = task.baseline === undefined ? [] : loadBaseline(task.baseline);
  prepareReportFiles(task);
  const published = await runAll(runs, targetOf(task, runs), { task, baseline });
  writeReportFiles(task, published, compareBaseline(published, task, baseline));
  return exitCode(published);
}

/** Tells what a baseline has that is gone, and writes it anew where that is wanted. */
function compareBaseline(
  published: readonly Published[],
  task: TestTask,
  known: Baseline,
): Baseline | undefined {
  if (task.baseline === undefined) return undefined;
  const isWhole = task.only.length === 0 && task.operations.length === 0;
  const fixed = fixedIn(known, published, isWhole);
  process.stdout.write(fixedText(fixed ?? [], task.baseline));
  if (task.baseline.isUpdated) updateBaseline(task.baseline, known, published, fixed);
  return fixed;
}

export async function loadApis(task: TestTask): Promise<readonly MockApi[]> {
  const apis = await createSourceLoader(task.sources).load();
  if (task.sources.fixtures !== undefined || task.sources.behaviours !== undefined)
    requireSoundFixtures(apis);
  for (const { description, behaviours } of apis) {
    description.validators.addFormats(behaviours?.formats ?? {});
  }
  return apis;
}

export function targetOf({ target, timeout, concurrency }: TestTask, runs: readonly ApiRun[]): Target {
  if (target === undefined) {
    const apis = runs.map(({ api, callers }) => withCallers(api, callers.identities));
    return handlerTarget('mock', createMockOf(apis).handle);
  }
  return urlTarget(target.href, {
    ...(timeout !== undefined && { timeout, connectTimeout: Math.min(timeout, 5_000) }),
    ...(concurrency !== undefined && { connections: concurrency }),
  });
}

function listText(runs: readonly ApiRun[]): string {
  return runs.flatMap(({ cases }) => cases.map(({ id, title }) => `${id}  ${pc.dim(title)}\n`)).join('');
}

/** What a run is asked for, and what has been accepted. */
interface Judgement {
  readonly task: TestTask;
  readonly baseline: Baseline;
}

/** One API after the other, until the target is gone or the user has had enough. */
async function runAll(
  runs: readonly ApiRun[],
  target: Target,
  { task, baseline }: Judgement,
): Promise<readonly Published[]> {
  const interruption = interruptible();
  const published: Published[] = [];
  for (const run of runs) {
    const one = await runApi(run, target, { task, baseline, signal: interruption.signal });
    published.push(one);
    if (one.report.broken !== undefined) break;
  }
  interruption.stop();
  await target.close();
  return published;
}

async function runApi(
  run: ApiRun,
  target: Target,
  { task, baseline, signal }: Judgement & { readonly signal: AbortSignal },
): Promise<Published> {
  const { stdout, stderr, env } = process;
  const progress = progressLine(stderr, stderr.isTTY && isColoured(stderr, { ...env, FORCE_COLOR: '' }));
  const started = new Date();
  const report = await runContract({
    description: run.api.description,
    target,
    safety: run.safety,
    cases: run.cases,
    identities: run.callers.identities,
    headers: run.callers.headers,
    signal,
    onEvent: progress.show,
    ...(task.concurrency !== undefined && { concurrency: task.concurrency }),
    ...(task.seed !== undefined && { seed: task.seed }),
  });
  progress.clear();
  const published = publishRun(report, run, { task, baseline, started });
  const colours = pc.createColors(isColoured(stdout, env));
  stdout.write(`${terminalReport(published.report, colours)}\n`);
  return published;
}

/** Where curl lines lead to when the mock is in this process: to where `stuntdouble mock` serves it. */
export const MOCK_URL = 'http://127.0.0.1:3000';

export function publishRun(
  report: Report,
  { source, api: { description }, callers, safety }: ApiRun,
  { task, baseline, started }: Judgement & { readonly started: Date },
): Published {
  const { identities, headers, origin } = callers;
  return publish(report, {
    description,
    safety,
    failOn: task.failOn,
    identities,
    headers,
    credentials: origin,
    baseUrl: task.target === undefined ? MOCK_URL : report.target,
    source,
    alone: (id) => `stuntdouble test ${quoted(source)} --only ${id}${settingsText(task)}`,
    replay: (id) => `stuntdouble replay ${id} ${quoted(source)}${settingsText(task)}`,
    placeOf: placesInFiles(description, nearPath),
    started,
    baseline,
  });
}

/** What a case needs to be the same again; secrets come from the environment. */
function settingsText({ target, sources, seed, safety }: TestTask): string {
  const settings = {
    target: target?.href.replace(/\/+$/, ''),
    fixtures: sources.fixtures,
    behaviours: sources.behaviours,
    seed,
    safety,
  };
  const { allowOutside = false, allowRemote = false } = sources.reading;
  return [
    ...Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [` --${name} ${quoted(String(value))}`],
    ),
    ...(allowOutside ? [' --allow-outside'] : []),
    ...(allowRemote ? [' --allow-remote'] : []),
  ].join('');
}

/** Ctrl-C ends the run with what it has; a second one ends the process. */
function interruptible() {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    process.stderr.write('\nstopping: what is under way is finished (Ctrl-C again ends at once)\n');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    stop: () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
}

function exitCode(published: readonly Published[]): number {
  const reasons = published.map(({ report }) => report.broken?.reason);
  if (reasons.includes('interrupted')) return 130;
  if (reasons.includes('unreachable')) return 3;
  return published.every(({ report }) => report.verdict.kind === 'passed') ? 0 : 1;
}
