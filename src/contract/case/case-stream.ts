import type { Case } from './case.ts';

/** Something that went wrong while the cases about one operation were planned. */
export interface PlanFault {
  /** `noRequest`: no valid request of the operation can be made. `notMade`: making its cases failed. */
  readonly kind: 'noRequest' | 'notMade';
  /** The operation's id; a path for cases about several operations of it. */
  readonly operationId: string;
  /** What could not be made, and why. */
  readonly reason: string;
}

/** How long a run that ended early may count the cases that it did not run, in milliseconds. */
const TIME_FOR_THE_REST = 2_000;

/**
 * The cases of a run. They are planned part by part while the first ones are being sent, because the whole plan takes
 * far longer than its first part.
 */
export class CaseStream {
  readonly #parts: Iterator<readonly Case[]>;
  readonly #planned: Case[] = [];
  #taken = 0;
  #isWhole = false;

  /** What went wrong for the operations planned so far. */
  readonly faults: readonly PlanFault[];

  /**
   * Takes the parts in the order in which they are to be run. Empty ones are skipped. `faults`: grows while the parts are
   * planned.
   */
  constructor(parts: Iterable<readonly Case[]>, faults: readonly PlanFault[] = []) {
    this.#parts = parts[Symbol.iterator]();
    this.faults = faults;
  }

  static of(cases: readonly Case[], faults: readonly PlanFault[] = []): CaseStream {
    return new CaseStream([cases], faults);
  }

  /** The number of cases planned so far. */
  get known(): number {
    return this.#planned.length;
  }

  isEmpty(): boolean {
    while (this.#planned.length === 0 && this.#plan());
    return this.#planned.length === 0;
  }

  /** Returns the cases that were not taken yet, of at least one part; undefined once there are none left. */
  take(): readonly Case[] | undefined {
    while (this.#planned.length === this.#taken && this.#plan());
    if (this.#planned.length === this.#taken) return undefined;
    const taken = this.#planned.slice(this.#taken);
    this.#taken = this.#planned.length;
    return taken;
  }

  /** Applies `change` to each part, when that part is needed. */
  *parts(change: (cases: readonly Case[]) => readonly Case[]): Generator<readonly Case[], void, void> {
    for (let taken = this.take(); taken !== undefined; taken = this.take()) yield change(taken);
  }

  /** Plans and returns all cases, sorted by id, taken or not. */
  all(): readonly Case[] {
    while (this.#plan());
    return this.soFar();
  }

  /** The same, as far as the time allows that a run has for it after its end. */
  allInTime(): readonly Case[] {
    const end = performance.now() + TIME_FOR_THE_REST;
    while (performance.now() < end && this.#plan());
    return this.soFar();
  }

  /** True once all cases are planned. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Returns the cases planned so far, sorted by id. */
  soFar(): readonly Case[] {
    return this.#planned.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** Plans the next part; false where there is none. */
  #plan(): boolean {
    const { value, done = false } = this.#parts.next();
    this.#isWhole ||= done;
    if (done) return false;
    for (const one of value as readonly Case[]) this.#planned.push(one);
    return true;
  }
}
