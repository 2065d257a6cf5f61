import pc from 'picocolors';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { CaseStream } from '../../contract/case/case-stream.ts';
import { givenFields } from '../../contract/run/values/given-fields.ts';
import { prepareRun } from '../../contract/prepare-contract.ts';
import { caseOfFinding } from '../../contract/report/finding-id.ts';
import { replayText } from '../../contract/report/render/replay-text.ts';
import { compareFindings, type ReplayOutcome } from '../../contract/report/replay-outcome.ts';
import { runPrepared } from '../../contract/run-prepared.ts';
import type { Target } from '../../contract/target/target.ts';
import { planRuns, type ApiRun } from '../contract/plan-runs.ts';
import { MOCK_URL, publishRun } from '../contract/run-apis.ts';
import { LEFT_OUT } from '../contract/select-cases.ts';
import type { TestTask } from '../contract/test-options.ts';
import { createTarget } from '../contract/test-target.ts';
import { parseArguments } from '../options/arguments.ts';
import { loadConfig } from '../options/config-file.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { readingHelp } from '../options/reading-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { isColoured } from '../output/is-coloured.ts';
import { readReplayOptions, REPLAY_OPTIONS, type ReplayTask } from './replay-options.ts';

const HELP = `stuntdouble replay ID [DESCRIPTION]: run the case of a finding again

ID is the id of a finding, as stuntdouble test prints it, or of a case. DESCRIPTION is the path or URL of an OpenAPI
description, or a bundled one (${BUNDLED_NAMES.join(', ')}); the ID of a bundled one's finding needs none.
Prints each request with its response, and whether the finding is FIXED, STILL THERE or CHANGED.

Options
  --report FILE            a report that stuntdouble test --json wrote; without ID, all its findings are replayed.
                           Description, target, seed and safety are those of the report, unless they are given
  --target URL             the server; the description's paths are appended (default: a mock in this process)
  --header 'Name: value'   send this header field with every request
  --identity NAME:Header=value
                           the credentials of a caller without permissions
  --safety MODE            read-only, create-own or full (default: full on this machine, else read-only)
  --timeout SECONDS        how long a response may take (default: 10)
  --seed N                 the seed of the run with the finding (default: 1)
  --fixtures DIR           the items and identities of the mock in this process
  --behaviours FILE        TypeScript or JavaScript code that handles operations of the mock in this process
  --data FILE              values that work on the target, as for stuntdouble test
  --config FILE            a settings file (default: stuntdouble.config.{ts,js,json,yaml} in this folder)
  --rate N                 send at most N requests per second
  --ca FILE, --insecure, --proxy URL
                           the connection to the target, as for stuntdouble test
${readingHelp(25)}  --help, -h               print this text

Credentials are found in the same places as for stuntdouble test.

Exit code: 0 all fixed; 1 still there, or changed; 2 wrong usage; 3 the target cannot be reached.
`;

/** Runs the cases of findings again. @throws UsageError, DescriptionError, FixtureError */
export async function replayCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, REPLAY_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const tasks = readReplayOptions(given, await loadConfig(given.text('config')));
  if (tasks.length === 0) process.stdout.write('the report has no findings\n');
  const outcomes: (ReplayOutcome | 'unreachable')[] = [];
  for (const task of tasks) outcomes.push(...(await replay(task)));
  if (outcomes.includes('unreachable')) return 3;
  return outcomes.every((one) => one !== 'unreachable' && one.kind === 'fixed') ? 0 : 1;
}

async function replay({ ids, test }: ReplayTask): Promise<readonly (ReplayOutcome | 'unreachable')[]> {
  const runs = await planRuns(test);
  const findCase = createCaseFinder(runs);
  const replays = ids.map((id) => ({ id, run: findCase(id) }));
  const target = createTarget(test, runs);
  const outcomes: (ReplayOutcome | 'unreachable')[] = [];
  try {
    for (const { id, run } of replays) outcomes.push(await replayOne(id, run, { test, target }));
  } finally {
    await target.close();
  }
  return outcomes;
}

/** Returns what finds the run of an id, with the case of the id alone; it throws a UsageError where no run has that. */
function createCaseFinder(runs: readonly ApiRun[]): (id: string) => ApiRun {
  const known = new Map(
    runs.flatMap((run) => run.plan.cases.all().map((one) => [one.id, { run, one }] as const)),
  );
  return (id) => {
    const caseId = known.has(id) ? id : caseOfFinding(id); // an id may end like a finding's
    const found = known.get(caseId);
    if (found === undefined) throw new UsageError(`${id}: ${missingReason(caseId, runs, [...known.keys()])}`);
    const { run, one } = found;
    return { ...run, plan: { ...run.plan, cases: CaseStream.of([one]) } };
  };
}

function missingReason(caseId: string, runs: readonly ApiRun[], known: readonly string[]): string {
  const isLeftOut = runs.some(({ planAll }) => planAll('full').some(({ id }) => id === caseId));
  if (isLeftOut) return LEFT_OUT;
  const hint = didYouMean(caseId, known);
  return `there is no such case${hint} (stuntdouble test --list shows them; those that are drawn depend on --seed)`;
}

async function replayOne(
  id: string,
  run: ApiRun,
  { test, target }: { readonly test: TestTask; readonly target: Target },
): Promise<ReplayOutcome | 'unreachable'> {
  const finished = await runPrepared(prepareRun(run.plan, { target, baseline: [] }));
  const { plan, report, masks } = finished;
  const [result] = report.results;
  if (result === undefined) {
    process.stderr.write(`stuntdouble: ${report.target}: ${report.broken?.detail ?? 'no answer'}\n`);
    return 'unreachable';
  }
  const { byCase, report: published } = publishRun(finished, run, test);
  const blocked = published.cases.find(({ verdict }) => verdict === 'blocked')?.reason;
  const outcome = compareFindings(id, byCase.get(result.case.id) ?? [], blocked);
  const text = replayText(result, outcome, {
    baseUrl: test.target === undefined ? MOCK_URL : report.target,
    schemes: plan.description.securitySchemes,
    headerNames: Object.keys(plan.headers),
    fieldsOf: (one, step) => givenFields(one, step, plan),
    masks,
    colours: pc.createColors(isColoured(process.stdout, process.env)),
  });
  process.stdout.write(`${text}\n\n`);
  return outcome;
}
