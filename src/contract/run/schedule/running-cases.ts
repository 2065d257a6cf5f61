import { isReadOnly, type Case } from '../../case/case.ts';
import type { CaseContext } from '../state/case-context.ts';
import { attemptCase, type CaseOutcome } from './target-health.ts';

/** The cases that are under way. Those whose request is held back do not count as active. */
export class Running {
  readonly #context: CaseContext;
  readonly #cases = new Set<Case>();
  readonly #held = new Set<Case>();
  /** The cases that have ended and were not told yet, in the order in which they ended. */
  readonly #ended: Ended[] = [];
  #wake = () => {};

  constructor(context: CaseContext) {
    this.#context = context;
  }

  get isEmpty(): boolean {
    return this.#cases.size === 0;
  }

  get active(): number {
    return this.#cases.size - this.#held.size;
  }

  /** Returns the active cases that may change something. */
  writing(): readonly Case[] {
    return [...this.#cases].filter((one) => !this.#held.has(one) && !isReadOnly(one));
  }

  /** True where an active case only reads, and whatever changes meanwhile would disturb it. */
  get isLooking(): boolean {
    return [...this.#cases].some((one) => one.exclusive === true && isReadOnly(one) && !this.#held.has(one));
  }

  /** Starts a case; `before`: what has to be over first. Default: nothing. */
  start(one: Case, before?: Promise<void>): void {
    const onHeld = (isHeld: boolean) => {
      if (isHeld) this.#held.add(one);
      else this.#held.delete(one);
      this.#wake();
    };
    this.#cases.add(one);
    const end = (ended: Ended) => {
      this.#ended.push(ended);
      this.#wake();
    };
    const context = { ...this.#context, onHeld };
    timed(one, context, before).then(
      (outcome) => end({ outcome }),
      (error: unknown) => end({ error }),
    );
  }

  /** Returns the next outcome; undefined where a case was held back, or goes on, before there is one. */
  async next(): Promise<CaseOutcome | undefined> {
    if (this.#ended.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const ended = this.#ended.shift();
    if (ended === undefined) return undefined;
    if ('error' in ended) throw ended.error;
    const { outcome } = ended;
    this.#cases.delete(outcome.case);
    this.#held.delete(outcome.case);
    return outcome;
  }
}

/** What became of a case. */
type Ended = { readonly outcome: CaseOutcome } | { readonly error: unknown };

/** Runs a case, and notes how long it took. */
async function timed(
  one: Case,
  context: CaseContext,
  before: Promise<void> | undefined,
): Promise<CaseOutcome> {
  if (before !== undefined) await before;
  const start = performance.now();
  const outcome = await attemptCase(one, context);
  if (outcome.kind !== 'done') return outcome;
  return { ...outcome, result: { ...outcome.result, milliseconds: Math.round(performance.now() - start) } };
}
