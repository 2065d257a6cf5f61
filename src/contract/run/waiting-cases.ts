import type { CaseStream } from '../case/case-stream.ts';
import { isReadOnly, type Case } from '../case/case.ts';

/** What only reads, what must not be disturbed, what looks at lists, and the rest, of which some may be left there. */
const ORDER: readonly ((one: Case) => boolean)[] = [
  isReadOnly,
  (one) => one.exclusive === true,
  (one) => one.phase === 'sequences',
  () => true,
];

/**
 * The cases that are still to be run. What only reads comes first: what others create for a while would show in what
 * it sees. As long as there may be more of that, nothing else is begun.
 */
export class Waiting {
  readonly #coming: CaseStream;
  readonly #queues: readonly Case[][] = ORDER.map(() => []);

  constructor(cases: CaseStream) {
    this.#coming = cases;
  }

  first(): Case | undefined {
    return this.#queue()?.[0];
  }

  shift(): Case | undefined {
    return this.#queue()?.shift();
  }

  /** How many are left, of those that can be made in time. */
  count(): number {
    this.#coming.allInTime();
    this.#take();
    return this.#queues.reduce((sum, { length }) => sum + length, 0);
  }

  #queue(): Case[] | undefined {
    while (this.#queues[0]?.length === 0 && this.#take());
    return this.#queues.find(({ length }) => length > 0);
  }

  /** Whether there were more. */
  #take(): boolean {
    const taken = this.#coming.take();
    for (const one of taken ?? []) this.#queues[ORDER.findIndex((isNow) => isNow(one))]?.push(one);
    return taken !== undefined;
  }
}
