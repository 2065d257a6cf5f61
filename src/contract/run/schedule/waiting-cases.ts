import type { CaseStream } from '../../case/case-stream.ts';
import { isReadOnly, type Case } from '../../case/case.ts';
import { isOpener } from '../state/opener.ts';

/** What only reads, what must not be disturbed, and what looks at lists; then the rest, and last what is risky. */
const ORDER: readonly ((one: Case) => boolean)[] = [
  isReadOnly,
  (one) => one.exclusive === true,
  (one) => one.phase === 'sequences',
];

/** The places behind those of `ORDER`. */
const REST = 0;
const RISKY = 1;

/** So many cases are looked at in search of one that may be run now. */
const WINDOW = 200;

/**
 * The cases that are still to be run. What only reads comes first: what others create for a while would show in what
 * it sees. As long as there may be more of that, nothing else is begun. Of each operation the smallest valid request is
 * the first: it tells what the others need.
 */
export class Waiting {
  readonly #coming: CaseStream;
  readonly #isRisky: (one: Case) => boolean;
  readonly #queues: readonly Case[][] = [...ORDER, REST, RISKY].map(() => []);
  /** By queue, the operations whose smallest valid request has not been answered yet. */
  readonly #unopened: readonly Set<string>[] = [...ORDER, REST, RISKY].map(() => new Set());

  constructor(cases: CaseStream, isRisky: (one: Case) => boolean = () => false) {
    this.#coming = cases;
    this.#isRisky = isRisky;
  }

  /**
   * Takes the first case that may be run now. `isIdle`: nothing is under way; then the first one is taken where none may
   * be run, since what it waits for is time.
   */
  take(mayRun: (one: Case) => boolean, isIdle: boolean): Case | undefined {
    const queue = this.#queue();
    if (queue === undefined) return undefined;
    const unopened = this.#unopened[this.#queues.indexOf(queue)];
    const isNext = (one: Case) => isOpener(one) || unopened?.has(one.operationId) !== true;
    for (let index = 0; index < Math.min(queue.length, WINDOW); index += 1) {
      const one = queue[index];
      if (one === undefined || !isNext(one) || !mayRun(one)) continue;
      return index === 0 ? queue.shift() : queue.splice(index, 1)[0];
    }
    return isIdle ? queue.shift() : undefined;
  }

  finished(one: Case): void {
    if (isOpener(one)) for (const operations of this.#unopened) operations.delete(one.operationId);
  }

  /** How many are left, of those that can be made in time. */
  count(): number {
    this.#coming.allInTime();
    this.#fetch();
    return this.#queues.reduce((sum, { length }) => sum + length, 0);
  }

  #placeOf(one: Case): number {
    if (!isReadOnly(one) && this.#isRisky(one)) return ORDER.length + RISKY;
    const index = ORDER.findIndex((isNow) => isNow(one));
    return index === -1 ? ORDER.length + REST : index;
  }

  #queue(): Case[] | undefined {
    while (this.#queues[0]?.length === 0 && this.#fetch());
    return this.#queues.find(({ length }) => length > 0);
  }

  /** Returns true if there were more. */
  #fetch(): boolean {
    const fetched = this.#coming.take();
    for (const one of fetched ?? []) {
      const index = this.#placeOf(one);
      this.#queues[index]?.push(one);
      if (isOpener(one)) this.#unopened[index]?.add(one.operationId);
    }
    return fetched !== undefined;
  }
}
