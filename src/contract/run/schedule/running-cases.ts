import { isReadOnly, type Case } from '../../case/case.ts';
import type { CaseContext } from '../state/case-context.ts';
import { attemptCase, type CaseOutcome } from './target-health.ts';

/** The cases that are under way. Those whose request is held back do not count as active. */
export class Running {
  readonly #context: CaseContext;
  readonly #outcomes = new Map<Case, Promise<CaseOutcome>>();
  readonly #held = new Set<Case>();
  #wake = () => {};

  constructor(context: CaseContext) {
    this.#context = context;
  }

  get isEmpty(): boolean {
    return this.#outcomes.size === 0;
  }

  get active(): number {
    return this.#outcomes.size - this.#held.size;
  }

  /** Returns the active cases that may change something. */
  writing(): readonly Case[] {
    return [...this.#outcomes.keys()].filter((one) => !this.#held.has(one) && !isReadOnly(one));
  }

  /** True where an active case only reads, and whatever changes meanwhile would disturb it. */
  get isLooking(): boolean {
    return [...this.#outcomes.keys()].some(
      (one) => one.exclusive === true && isReadOnly(one) && !this.#held.has(one),
    );
  }

  /** Starts a case; `before`: what has to be over first. */
  start(one: Case, before: Promise<void> = Promise.resolve()): void {
    const onHeld = (isHeld: boolean) => {
      if (isHeld) this.#held.add(one);
      else this.#held.delete(one);
      this.#wake();
    };
    this.#outcomes.set(
      one,
      before.then(() => timed(() => attemptCase(one, { ...this.#context, onHeld }))),
    );
  }

  /** Returns the next outcome; undefined where a case was held back, or goes on, before there is one. */
  async next(): Promise<CaseOutcome | undefined> {
    const woken = new Promise<undefined>((resolve) => {
      this.#wake = () => resolve(undefined);
    });
    const finished = await Promise.race([...this.#outcomes.values(), woken]);
    if (finished === undefined) return undefined;
    this.#outcomes.delete(finished.case);
    this.#held.delete(finished.case);
    return finished;
  }
}

/** Runs a case, and notes how long it took. */
async function timed(run: () => Promise<CaseOutcome>): Promise<CaseOutcome> {
  const start = performance.now();
  const outcome = await run();
  if (outcome.kind !== 'done') return outcome;
  return { ...outcome, result: { ...outcome.result, milliseconds: Math.round(performance.now() - start) } };
}
