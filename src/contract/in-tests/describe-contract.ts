import type { Case } from '../case/case.ts';
import { once } from '../../base/memoise.ts';
import { publishOptions } from './options-in-tests.ts';
import {
  callbackAddressOf,
  prepareContract,
  type ContractSource,
  type PreparedRun,
} from '../prepare-contract.ts';
import { findingStandings } from '../report/findings/finding-standings.ts';
import { publishFinding, type PublishOptions } from '../report/publish-finding.ts';
import { PLAIN } from '../report/render/colours.ts';
import { findingText } from '../report/render/finding-text.ts';
import { planFaultResults, unsendable } from '../report/reach/plan-fault-results.ts';
import { judgeReach, type OperationReach } from '../report/reach/reach.ts';
import { asksValidly } from '../case/case.ts';
import { documentsSuccess } from '../case/statuses.ts';
import { reachId, reachResult } from '../report/reach/with-reach.ts';
import { failing, type FailOn } from '../report/report.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import { AcceptedRequests } from '../refusals/accepted-requests.ts';
import { dependsOnOthers, judgeRefusals } from '../refusals/judge-refusals.ts';
import { createContext } from '../run/run-cases.ts';
import { mostRuns } from '../run/schedule/run-shrunk.ts';
import { attemptCase, type TargetLoss } from '../run/schedule/target-health.ts';
import { MOST_WAITED } from '../run/steps/callbacks.ts';
import { withoutChecks } from '../run/without-checks.ts';
import { openCallbackReceiver, type CallbackReceiver } from '../target/callback-receiver.ts';
import { MAX_WAIT } from '../target/throttled-target.ts';
import { testGlobals } from './test-globals.ts';

export interface DescribeContractOptions extends ContractSource {
  /** The least confidence of findings on documented parts that fail a test; default: `likely`. */
  readonly failOn?: FailOn;
}

/** Thrown for a case with findings, and for one that could not be run; the message has the details. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`; // a stack trace would only lead into this file
  }
}

/**
 * Declares a test per case with the test framework's globals, at once. `safety` is `read-only` by default where the
 * target is on another machine. Without `identities`, the credentials that the description shows are sent.
 * @throws Error where there are no such globals, TypeError for a target that is not a URL, and for an address of callbacks
 * that is not of this machine
 */
export function describeContract(options: DescribeContractOptions): void {
  const { describe, test, afterAll } = testGlobals();
  const { timeout = 10_000, failOn = 'likely' } = options;
  const address = callbackAddressOf(options);
  const run = prepareContract({ ...options, timeout });
  const { target } = run;
  const telling = publishOptions(run, { failOn, callbacksOn: address?.href });
  const receiver = onceOpened(address && (() => openCallbackReceiver(address, { timeout })));
  const attempt = createRunner(run, receiver.opened);
  const results: CaseResult[] = [];
  const requests = new AcceptedRequests();
  const failed = new Set<string>();
  const judged = (): readonly CaseResult[] => judgedSoFar(run, results, requests);
  const judgedLate = new Set(operationsToReach(run));
  describe(`${run.description.name} on ${target.name}`, () => {
    afterAll(async () => {
      await target.close();
      await receiver.close();
    });
    for (const one of run.cases.all()) {
      const waited = address === undefined ? 0 : MOST_WAITED;
      const patience = mostRuns(one) * ((one.steps.length + 1) * timeout + waited) + MAX_WAIT;
      const name = `${one.id}: ${one.title}`;
      const send = async () => {
        const result = await attempt(one);
        requests.add(result);
        results.push(result);
        const isFound = result.findings.length > 0;
        const known = isFound ? (judged().find((other) => other.case === one) ?? result) : result;
        if (judgedLate.has(one.operationId) && dependsOnOthers(known)) return; // with its operation
        failed.add(one.id);
        requireSound(known, run, telling);
        failed.delete(one.id);
      };
      test(name, send, patience);
    }
    for (const id of judgedLate) {
      const name = reachId(run.description.name, id);
      const judge = async () => {
        const late = judged().filter(({ case: one }) => one.operationId === id && !failed.has(one.id));
        for (const result of late) requireSound(result, run, telling);
        requireReached(id, results, run, telling);
      };
      test(name, judge, timeout);
    }
    const { faults } = run.cases;
    const unsent = unsendable(faults, run.description);
    for (const one of unsent) {
      const name = reachId(run.description.name, one.operationId);
      test(name, async () => failUnreached(one, run, telling), timeout);
    }
    const others = faults.filter((fault) =>
      unsent.every(({ operationId }) => operationId !== fault.operationId),
    );
    for (const result of planFaultResults(others, run.description.name)) {
      const { id, title } = result.case;
      test(`${id}: ${title}`, async () => requireSound(result, run, telling), timeout);
    }
  });
}

/** Returns the results with findings, the refusals of valid requests judged by all that is known by now. */
function judgedSoFar(
  { description, memory, exclude }: PreparedRun,
  results: readonly CaseResult[],
  requests: AcceptedRequests,
): readonly CaseResult[] {
  const withFindings = results.filter(({ findings }) => findings.length > 0);
  const input = { description, memory, results: withFindings, requests, unreached: new Set<string>() };
  return judgeRefusals({ ...input, started: new Date() }).map((one) => withoutChecks(one, exclude.checks));
}

/** Returns the ids of the operations of which a valid request is to be sent, and that document a success. */
function operationsToReach({ description, cases }: PreparedRun): readonly string[] {
  const planned = cases.all();
  return description.operations
    .filter(documentsSuccess)
    .map(({ id }) => id)
    .filter((id) => planned.some((one) => asksValidly(one, id)));
}

/** @throws ContractError where the operation was not reached by the cases that were run, and where the target is lost */
function requireReached(
  operationId: string,
  results: readonly CaseResult[],
  run: PreparedRun,
  telling: PublishOptions,
): void {
  const { description, memory, target, health } = run;
  if (health.loss !== undefined) throw new ContractError(lossMessage(target.name, health.loss));
  const reach = judgeReach({ description, results, memory, target: target.name });
  const one = reach.find((other) => other.operationId === operationId);
  if (one?.kind === 'notReached') failUnreached(one, run, telling);
}

/** @throws ContractError unless the baseline has it */
function failUnreached(
  one: Extract<OperationReach, { kind: 'notReached' }>,
  run: PreparedRun,
  telling: PublishOptions,
): void {
  const { description } = run;
  const texts = textsOf(withoutChecks(reachResult(one, description), run.exclude.checks), run, telling);
  if (texts.length > 0) throw new ContractError(`\n${texts.join('\n\n')}\n  next      ${one.next}`);
}

/** Opens what receives callbacks with the first test, since tests are declared at once. */
function onceOpened(open: (() => Promise<CallbackReceiver>) | undefined) {
  let opening: Promise<CallbackReceiver> | undefined;
  return {
    opened: () => (opening ??= open?.()),
    close: () => opening?.then((receiver) => receiver.close()).catch(() => undefined), // the tests have told why
  };
}

/** Returns a function that runs one case; once the target is lost, it throws at once. */
function createRunner(
  run: PreparedRun,
  opened: () => Promise<CallbackReceiver> | undefined,
): (one: Case) => Promise<CaseResult> {
  const { name } = run.target;
  const { health } = run;
  const context = once(async () => createContext({ ...run, receiver: await opened() }));
  return async (one) => {
    if (health.loss !== undefined) throw new ContractError(lossMessage(name, health.loss));
    const outcome = await attemptCase(one, await context());
    await health.record(outcome, run.target);
    if (outcome.kind === 'done') return outcome.result;
    throw new ContractError(lossMessage(name, { ...outcome, caseId: one.id }));
  };
}

function lossMessage(
  name: string,
  { kind, caseId, detail }: Pick<TargetLoss, 'kind' | 'caseId' | 'detail'>,
): string {
  return kind === 'refused'
    ? `${name} cannot be reached: ${detail}`
    : `${name} stopped answering at ${caseId}`;
}

/** @throws ContractError with the findings of the case, as the command line shows them */
function requireSound(result: CaseResult, run: PreparedRun, telling: PublishOptions): void {
  const { verdict, bound, replaced } = result;
  const masks = run.masks.withBound([result]);
  if (verdict.kind === 'blocked') {
    throw new ContractError(`blocked: ${masks.mask(verdict.reason, bound, replaced)}`);
  }
  const texts = textsOf(result, run, telling);
  if (texts.length === 0) return;
  throw new ContractError(`\n${texts.join('\n\n')}`);
}

/** Returns the findings that fail a test, as the command line shows them. */
function textsOf(result: CaseResult, run: PreparedRun, telling: PublishOptions): readonly string[] {
  const { findings } = result;
  if (failing(findings, telling.failOn).length === 0) return [];
  const masks = run.masks.withBound([result]);
  const standings = findingStandings([result], { baseline: run.baseline, masks, started: new Date() });
  return findings
    .map((finding) =>
      publishFinding(finding, result, { plan: run, masks, standings, changing: new Set() }, telling),
    )
    .filter(({ fails }) => fails)
    .map((finding) => findingText(finding, PLAIN));
}
