import pc from 'picocolors';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { CasesToRun } from '../../contract/case/case-stream.ts';
import { planCases } from '../../contract/plan/plan-cases.ts';
import { caseOfFinding } from '../../contract/report/finding-id.ts';
import { replayText } from '../../contract/report/render/replay-text.ts';
import { replayed, type Replayed } from '../../contract/report/replay-outcome.ts';
import { createWording } from '../../contract/report/text/mask-secrets.ts';
import { runContract } from '../../contract/run-contract.ts';
import type { Target } from '../../contract/target/target.ts';
import { plannedRuns, type ApiRun } from '../contract/plan-runs.ts';
import { MOCK_URL, publishRun } from '../contract/run-apis.ts';
import type { TestTask } from '../contract/test-options.ts';
import { targetOf } from '../contract/test-target.ts';
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
  const outcomes: (Replayed | 'unreachable')[] = [];
  for (const task of tasks) outcomes.push(...(await replay(task)));
  if (outcomes.includes('unreachable')) return 3;
  return outcomes.every((one) => one !== 'unreachable' && one.kind === 'fixed') ? 0 : 1;
}

async function replay({ ids, test }: ReplayTask): Promise<readonly (Replayed | 'unreachable')[]> {
  const runs = await plannedRuns(test);
  const chosen = ids.map((id) => ({ id, run: runOf(runs, id) }));
  const target = targetOf(test, runs);
  const outcomes: (Replayed | 'unreachable')[] = [];
  try {
    for (const { id, run } of chosen) outcomes.push(await replayOne(id, run, { test, target }));
  } finally {
    await target.close();
  }
  return outcomes;
}

/** The run with the case alone. @throws UsageError where there is none */
function runOf(runs: readonly ApiRun[], id: string): ApiRun {
  const caseId = caseOfFinding(id);
  const known = runs.flatMap(({ cases }) => cases.all().map((one) => one.id));
  const wanted = known.includes(id) ? id : caseId; // an id may end like a finding's
  for (const run of runs) {
    const found = run.cases.all().find((one) => one.id === wanted);
    if (found !== undefined) return { ...run, cases: CasesToRun.of([found]) };
  }
  const isLeftOut = runs.some(({ api, callers: { identities } }) =>
    planCases(api.description, { identities }).some((one) => one.id === wanted),
  );
  throw new UsageError(
    isLeftOut
      ? `${id}: this run leaves it out, since it may change what is not its own: --safety full includes it`
      : `${id}: there is no such case${didYouMean(wanted, known)} (stuntdouble test --list shows them; those that are drawn depend on --seed)`,
  );
}

async function replayOne(
  id: string,
  run: ApiRun,
  { test, target }: { readonly test: TestTask; readonly target: Target },
): Promise<Replayed | 'unreachable'> {
  const { api, callers, safety, cases } = run;
  const { identities, headers } = callers;
  const { description } = api;
  const started = new Date();
  const report = await runContract({ description, target, safety, cases, identities, headers });
  const [result] = report.results;
  if (result === undefined) {
    process.stderr.write(`stuntdouble: ${report.target}: ${report.broken?.detail ?? 'no answer'}\n`);
    return 'unreachable';
  }
  const { byCase, report: published } = publishRun(report, run, { task: test, baseline: [], started });
  const blocked = published.cases.find(({ verdict }) => verdict === 'blocked')?.reason;
  const outcome = replayed(id, byCase.get(result.case.id) ?? [], blocked);
  const schemes = description.securitySchemes;
  const text = replayText(result, outcome, {
    baseUrl: test.target === undefined ? MOCK_URL : report.target,
    schemes,
    headerNames: Object.keys(headers),
    wording: createWording({ schemes, identities, headers, bound: [result.bound] }),
    colours: pc.createColors(isColoured(process.stdout, process.env)),
  });
  process.stdout.write(`${text}\n\n`);
  return outcome;
}
