import type { Description } from '../description/model/description.ts';
import { createJudge } from '../validation/validator.ts';
import type { Case } from './case/case.ts';
import { prepareContract, type ContractSource } from './prepare-contract.ts';
import type { Baseline } from './report/baseline.ts';
import { publishFinding, type PublishingFacts } from './report/publish-finding.ts';
import { PLAIN } from './report/render/colours.ts';
import { findingText } from './report/render/finding-text.ts';
import { failing, type FailOn } from './report/report.ts';
import { createWording } from './report/text/mask-secrets.ts';
import { placesInFiles } from './report/text/place-in-file.ts';
import { MadeItems } from './run/created-items.ts';
import type { CaseResult } from './run/run-case.ts';
import { mostRuns } from './run/run-shrunk.ts';
import type { CaseContext } from './run/send-step.ts';
import { attemptCase, TargetHealth, type TargetLoss } from './run/target-health.ts';
import type { Target } from './target/target.ts';
import { LONGEST_WAIT, MOST_REPEATS } from './target/throttled-target.ts';

export interface DescribeContractOptions extends ContractSource {
  /** Which findings fail a test; default: `likely`, and then only those on documented parts. */
  readonly failOn?: FailOn;
}

/** A case that found something, or could not be run; the message says what. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`; // where it was thrown tells nobody anything
  }
}

/**
 * Declares a test per case with the test framework's globals, at once. Starts `read-only` where the target is
 * another machine. Without `identities`, the credentials that the description shows are sent.
 * @throws Error where there are no such globals, TypeError for a target that is no URL
 */
export function describeContract(options: DescribeContractOptions): void {
  const { describe, test, afterAll } = testGlobals();
  const { description, timeout = 10_000 } = options;
  const { cases, safety, baseline, ...prepared } = prepareContract({ ...options, timeout });
  const { target } = prepared;
  const context = {
    ...prepared,
    description,
    judge: createJudge(description),
    once: new Map(),
    made: new MadeItems(),
  };
  const failOn = options.failOn ?? 'likely';
  const measure = { context, safety, failOn, baseline };
  const run = runnerOf(context);
  describe(`${description.name} on ${target.name}`, () => {
    afterAll(() => target.close());
    for (const one of cases.all()) {
      const patience = mostRuns(one) * (one.steps.length + 1) * timeout + MOST_REPEATS * LONGEST_WAIT;
      const name = `${one.id}: ${one.title}`;
      test(name, async () => requireSound(await run(one), measure), patience);
    }
  });
}

/** Returns what runs one case; once the target is lost, all others fail at once. */
function runnerOf(context: CaseContext): (one: Case) => Promise<CaseResult> {
  const { name } = context.target;
  const health = new TargetHealth();
  return async (one) => {
    if (health.loss !== undefined) throw new ContractError(lossMessage(name, health.loss));
    const outcome = await attemptCase(one, context);
    health.record(outcome);
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

interface Measure {
  readonly context: CaseContext;
  readonly safety: PublishingFacts['safety'];
  readonly failOn: FailOn;
  readonly baseline: Baseline;
}

/** @throws ContractError with the findings of the case, as the command line shows them */
function requireSound(result: CaseResult, { context, safety, failOn, baseline }: Measure): void {
  const { verdict, bound, findings } = result;
  const { description, target, identities, headers } = context;
  const schemes = description.securitySchemes;
  const wording = createWording({ schemes, identities, headers, bound: [bound] });
  if (verdict.kind === 'blocked') throw new ContractError(`blocked: ${wording.of(verdict.reason, bound)}`);
  if (failing(findings, failOn).length === 0) return;
  const facts: PublishingFacts = {
    description,
    safety,
    failOn,
    identities,
    headers,
    credentials: '',
    baseUrl: baseUrlOf(target),
    source: sourceOf(description),
    alone: (id) => `stuntdouble test ${sourceOf(description)} --only ${id} --target ${baseUrlOf(target)}`,
    replay: (id) => `stuntdouble replay ${id} ${sourceOf(description)} --target ${baseUrlOf(target)}`,
    placeOf: placesInFiles(description),
    started: new Date(),
    baseline,
  };
  const texts = findings
    .map((finding) => publishFinding(finding, result, facts, wording))
    .filter(({ fails }) => fails)
    .map((finding) => findingText(finding, PLAIN));
  if (texts.length === 0) return;
  throw new ContractError(`\n${texts.join('\n\n')}`);
}

/** Where curl lines lead to: for what has no address of its own, to where `stuntdouble mock` serves. */
function baseUrlOf({ name }: Target): string {
  return /^https?:/.test(name) ? name : 'http://127.0.0.1:3000';
}

/** What to call a description in a command. */
function sourceOf({ name, location }: Description): string {
  return location?.includes(`openapi/${name}.yaml`) === true ? name : (location ?? name);
}

interface TestGlobals {
  readonly describe: (name: string, body: () => void) => void;
  readonly test: (name: string, body: () => Promise<void>, timeout: number) => void;
  readonly afterAll: (body: () => Promise<void>) => void;
}

function testGlobals(): TestGlobals {
  const found = globalThis as unknown as Partial<TestGlobals>;
  const { describe, test, afterAll } = found;
  if (typeof describe === 'function' && typeof test === 'function' && typeof afterAll === 'function') {
    return { describe, test, afterAll };
  }
  throw new Error(
    'describeContract needs describe, test and afterAll as globals: call it in a test file of Jest, ' +
      'or of Vitest with globals: true; runContract needs no test framework',
  );
}
