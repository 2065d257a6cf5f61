import { groupBy } from '../../base/group-by.ts';
import type { Case } from '../../contract/case/case.ts';
import { CaseStream } from '../../contract/case/case-stream.ts';
import type { Safety } from '../../contract/plan/plan-cases.ts';
import { givenFields } from '../../contract/run/values/given-fields.ts';
import { prepareRun } from '../../contract/prepare-contract.ts';
import { caseOfFinding } from '../../contract/report/findings/finding-id.ts';
import { replayText } from '../../contract/report/render/replay-text.ts';
import { compareFindings, type ReplayOutcome } from '../../contract/report/render/replay-outcome.ts';
import type { Colours } from '../../contract/report/render/colours.ts';
import { runPrepared } from '../../contract/run-prepared.ts';
import type { CallbackReceiver } from '../../contract/target/callback-receiver.ts';
import type { Target } from '../../contract/target/target.ts';
import { planRuns, type ApiRun } from '../contract/plan-runs.ts';
import { markOf, MOCK_URL, publishRun } from '../contract/run-apis.ts';
import { LEFT_OUT, operationsOf, similarId, type Selection } from '../contract/select-cases.ts';
import { createTarget, receiveCallbacks } from '../contract/test-target.ts';
import { UsageError } from '../options/usage-error.ts';
import type { ReplayTask } from './replay-options.ts';

/** Where what is found is written. */
interface Output {
  readonly colours: Colours;
  readonly write: (text: string) => void;
}

/** Runs the cases of findings of one description again. @throws UsageError, DescriptionError, FixtureError */
export async function replayCases(
  { ids, test, learned = {} }: ReplayTask,
  output: Output,
): Promise<readonly (ReplayOutcome | 'unreachable')[]> {
  const runs = await planRuns(test);
  const findCase = createCaseFinder(runs, ids);
  const replays = groupBy(
    ids.map((id) => ({ id, ...findCase(id) })),
    ({ one }) => one,
  );
  const receiver = await receiveCallbacks(test);
  const target = createTarget(test, runs);
  const outcomes: (ReplayOutcome | 'unreachable')[] = [];
  try {
    for (const [one, group] of replays) {
      const found = group.map(({ id }) => id);
      const [{ run } = { run: undefined }] = group;
      if (run === undefined) continue;
      const alone = { ...run, plan: { ...run.plan, cases: CaseStream.of([one]) } };
      outcomes.push(...(await replayCase(found, alone, { test, target, receiver, learned, output })));
    }
  } finally {
    await target.close();
    await receiver?.close();
  }
  return outcomes;
}

/**
 * Returns what finds the case of an id, and its run; it throws a UsageError where no run has that. The operations that the ids are about are planned once, and no others.
 */
function createCaseFinder(
  runs: readonly ApiRun[],
  ids: readonly string[],
): (id: string) => { readonly run: ApiRun; readonly one: Case } {
  const about = operationsOf(
    ids,
    runs.map(({ api }) => api.description),
  );
  const known = new Map(
    runs.flatMap((run) => planned(run, about, run.plan.safety).map((one) => [one.id, { run, one }] as const)),
  );
  return (id) => {
    const caseId = known.has(id) ? id : caseOfFinding(id); // an id may end like a finding's
    const found = known.get(caseId);
    if (found === undefined) throw new UsageError(`${id}: ${missingReason(caseId, runs, about)}`);
    return found;
  };
}

/** Returns the cases of the operations that ids are about; none where that is none. */
function planned({ planOf }: ApiRun, about: Selection, safety: Safety): readonly Case[] {
  return about.only.length === 0 ? [] : planOf(about, safety);
}

function missingReason(caseId: string, runs: readonly ApiRun[], about: Selection): string {
  const all = runs.flatMap((run) => planned(run, about, 'full'));
  if (all.some(({ id }) => id === caseId)) return LEFT_OUT;
  const descriptions = runs.map(({ api }) => api.description);
  const hint = similarId(caseId, all, descriptions);
  return `there is no such case${hint} (stuntdouble test --list shows them; those that are drawn depend on --seed)`;
}

/** What the replays of one description share. */
interface Replaying {
  readonly target: Target;
  readonly receiver: CallbackReceiver | undefined;
  readonly output: Output;
}

/** Runs a case again, once for all ids of its findings. */
async function replayCase(
  ids: readonly string[],
  run: ApiRun,
  {
    test,
    target,
    receiver,
    learned,
    output: { colours, write },
  }: Required<Omit<ReplayTask, 'ids'>> & Replaying,
): Promise<readonly (ReplayOutcome | 'unreachable')[]> {
  const finished = await runPrepared(
    prepareRun(run.plan, { target, baseline: [], learned, receiver, ...markOf(test) }),
  );
  const { plan, report, masks } = finished;
  const [result] = report.results;
  if (result === undefined) {
    process.stderr.write(`stuntdouble: ${report.target}: ${report.broken?.detail ?? 'no answer'}\n`);
    return ['unreachable'];
  }
  const { byCase, report: published } = publishRun(finished, run, test);
  const blocked = published.cases.find(({ verdict }) => verdict === 'blocked')?.reason;
  const found = byCase.get(result.case.id) ?? [];
  const outcomes = ids.map((id) => ({ id, outcome: compareFindings(id, found, blocked) }));
  const text = replayText(result, outcomes, {
    baseUrl: test.target === undefined ? MOCK_URL : report.target,
    schemes: plan.description.securitySchemes,
    headerNames: Object.keys(plan.headers),
    fieldsOf: (one, step) => givenFields(one, step, plan),
    masks,
    colours,
  });
  write(`${text}\n\n`);
  return outcomes.map(({ outcome }) => outcome);
}
