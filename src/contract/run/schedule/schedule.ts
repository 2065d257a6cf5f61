import type { CaseStream } from '../../case/case-stream.ts';
import { isReadOnly, type Case } from '../../case/case.ts';
import type { Target } from '../../target/target.ts';
import { Running } from './running-cases.ts';
import { Canaries, effectText } from '../setup/canaries.ts';
import type { CaseContext } from '../state/case-context.ts';
import type { CaseResult, Verdict } from '../state/case-result.ts';
import { CredentialProbes } from './credential-probes.ts';
import { attemptCase, type CaseOutcome, type TargetHealth } from './target-health.ts';
import { Waiting } from './waiting-cases.ts';

/** So many cases are sent at a time before the target has responded to one of them. */
const PROBES = 3;

/**
 * Decides which case is run when: several that read at a time, one that writes beside them, risky ones alone and last, and
 * none whose operation is held back while there are others.
 */
export class Schedule {
  readonly #context: CaseContext;
  readonly #health: TargetHealth;
  readonly #waiting: Waiting;
  readonly #running: Running;
  readonly #canaries: Canaries;
  readonly #probes: CredentialProbes;

  constructor(
    { cases, health }: { readonly cases: CaseStream; readonly health: TargetHealth },
    context: CaseContext,
  ) {
    this.#context = context;
    this.#health = health;
    this.#probes = new CredentialProbes(context.description);
    this.#waiting = new Waiting(cases, { isRisky: (one) => this.#isRisky(one), probes: this.#probes });
    this.#running = new Running(context);
    this.#canaries = new Canaries(context.target.wait ?? (() => Promise.resolve()));
  }

  /** True where nothing is under way. */
  get isIdle(): boolean {
    return this.#running.isEmpty;
  }

  /** What a case has done to the target, and nothing has undone; a sentence. */
  get leftEffect(): string | undefined {
    return this.#canaries.effect && effectText(this.#canaries.effect);
  }

  /** Starts as many cases as may be under way, and returns the results of those that are not worth while to start. */
  *start(concurrency: number, mayGoOn: () => boolean): Generator<CaseResult, void, void> {
    const limit = this.#health.hasResponded ? concurrency : Math.min(concurrency, PROBES);
    while (mayGoOn() && this.#running.active < limit) {
      const beside = this.#beside();
      const next = this.#waiting.take({
        mayRun: (one) => this.#probes.mayStart(one) && this.#goesBeside(one, beside),
        mayWrite: !beside.isWriting && !beside.isLooking,
        isHeld: (one) => this.#isHeld(one),
        isIdle: this.#running.isEmpty,
      });
      if (next === undefined) return;
      const { effect } = this.#canaries;
      const isSpoiled = effect !== undefined && effect.operationId !== next.operationId;
      const needless = this.#probes.needlessBecause(next);
      if (needless !== undefined) yield notSent(next, { kind: 'skipped', reason: needless });
      else if (isSpoiled) yield blockedBecause(next, effectText(effect));
      else if (this.#isRisky(next))
        this.#running.start(
          next,
          this.#canaries.confirm((one) => this.#runCanary(one)),
        );
      else this.#running.start(next);
    }
  }

  /** Returns the next outcome; undefined where a case was held back, or goes on, before there is one. */
  async next(): Promise<CaseOutcome | undefined> {
    const outcome = await this.#running.next();
    if (outcome?.kind === 'done') {
      this.#waiting.finished(outcome.case);
      this.#probes.record(outcome.result);
      if (this.#isRisky(outcome.case)) await this.#watch(outcome.result);
      else this.#canaries.record(outcome.result);
    }
    return outcome;
  }

  /** How many cases are left, of those that can be made in time. */
  waiting(): number {
    return this.#waiting.count();
  }

  /** Asks after a risky case whether the target is as it was. */
  async #watch(result: CaseResult): Promise<void> {
    const effect = await this.#canaries.check(result, (one) => this.#runCanary(one));
    if (effect !== undefined) this.#context.memory.sideEffects.push(effectText(effect));
  }

  async #runCanary(one: Case): Promise<CaseResult> {
    const outcome = await attemptCase(one, { ...this.#context, isRisky: () => false });
    return outcome.kind === 'done' ? outcome.result : blockedBecause(one, outcome.detail);
  }

  #isRisky(one: Case): boolean {
    return !isReadOnly(one) && this.#context.isRisky?.(one) === true;
  }

  /** True where nothing has responded yet, nor this operation, or where a limit of the target holds it back. */
  #isHeld(next: Case): boolean {
    const isTried = !this.#health.hasResponded && this.#health.isSilent(next.operationId);
    return isTried || isHeld(next, this.#context.target);
  }

  /** Returns what the cases that are under way allow beside them. */
  #beside(): Beside {
    const writing = this.#running.writing();
    return {
      isWriting: writing.length > 0,
      isLooking: this.#running.isLooking,
      isAlone: writing.some((one) => this.#isAlone(one)),
    };
  }

  /** True for a case that may run beside those that are under way. */
  #goesBeside(next: Case, { isWriting, isLooking, isAlone }: Beside): boolean {
    if (this.#isAlone(next)) return this.#running.isEmpty;
    if (isReadOnly(next)) return !isAlone && !(isWriting && next.exclusive === true);
    return !isWriting && !isLooking;
  }

  #isAlone(one: Case): boolean {
    return !isReadOnly(one) && (one.exclusive === true || this.#isRisky(one));
  }
}

/** The cases that are under way. */
interface Beside {
  /** One may change something. */
  readonly isWriting: boolean;
  /** One only reads, and whatever changes meanwhile would disturb it. */
  readonly isLooking: boolean;
  /** One that may change something runs alone. */
  readonly isAlone: boolean;
}

function blockedBecause(one: Case, reason: string): CaseResult {
  return notSent(one, { kind: 'blocked', reason });
}

function notSent(one: Case, verdict: Verdict): CaseResult {
  return { case: one, verdict, findings: [], exchanges: [], bound: {}, leftovers: [] };
}

/** True where an operation of the case is held back: others are sent meanwhile. */
function isHeld({ steps }: Case, { heldFor }: Target): boolean {
  if (heldFor === undefined) return false;
  return steps.some(({ operationId = '' }) => heldFor(operationId) > 0);
}
