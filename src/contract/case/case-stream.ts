import type { Case } from './case.ts';

/** What a run that ended early takes to count the cases that it has not come to, in milliseconds. */
const TIME_FOR_THE_REST = 2_000;

/**
 * The cases of a run. They are made while the first are sent: the whole of a plan takes longer than its first part by
 * far.
 */
export class CaseStream {
  readonly #coming: Iterator<readonly Case[]>;
  readonly #made: Case[] = [];
  #taken = 0;
  #isWhole = false;

  /** Parts in the order in which they are to be run; empty ones are passed over. */
  constructor(parts: Iterable<readonly Case[]>) {
    this.#coming = parts[Symbol.iterator]();
  }

  static of(cases: readonly Case[]): CaseStream {
    return new CaseStream([cases]);
  }

  /** How many there are so far. */
  get known(): number {
    return this.#made.length;
  }

  isEmpty(): boolean {
    while (this.#made.length === 0 && this.#make());
    return this.#made.length === 0;
  }

  /** Those that nobody has taken yet, of one part at least; undefined once there are no more. */
  take(): readonly Case[] | undefined {
    while (this.#made.length === this.#taken && this.#make());
    if (this.#made.length === this.#taken) return undefined;
    const taken = this.#made.slice(this.#taken);
    this.#taken = this.#made.length;
    return taken;
  }

  /** What `change` makes of each part, when it is asked for. */
  *parts(change: (cases: readonly Case[]) => readonly Case[]): Generator<readonly Case[], void, void> {
    for (let taken = this.take(); taken !== undefined; taken = this.take()) yield change(taken);
  }

  /** All of them, sorted by id, taken or not. */
  all(): readonly Case[] {
    while (this.#make());
    return this.soFar();
  }

  /** The same, as far as they can be made in the time that a run has for it after its end. */
  allInTime(): readonly Case[] {
    const end = performance.now() + TIME_FOR_THE_REST;
    while (performance.now() < end && this.#make());
    return this.soFar();
  }

  /** Whether all of them are made. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Those that are made, sorted by id. */
  soFar(): readonly Case[] {
    return this.#made.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** Whether there was another part. */
  #make(): boolean {
    const { value, done = false } = this.#coming.next();
    this.#isWhole ||= done;
    if (done) return false;
    for (const one of value as readonly Case[]) this.#made.push(one);
    return true;
  }
}
