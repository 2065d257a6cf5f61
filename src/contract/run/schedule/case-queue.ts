import { isReadOnly, type Case } from '../../case/case.ts';

/** Places that were left in front are given up when there are so many of them, and more than cases. */
const MANY = 1024;

/**
 * Cases in their order. Those that are taken stand near the front, and taking one moves none of those behind it: a run may
 * have a hundred thousand of them.
 */
export class CaseQueue {
  readonly #places: (Case | undefined)[] = [];
  #first = 0;
  #readers = 0;

  get length(): number {
    return this.#places.length - this.#first;
  }

  /** True where one of them only reads. */
  get hasReaders(): boolean {
    return this.#readers > 0;
  }

  push(one: Case): void {
    this.#places.push(one);
    if (isReadOnly(one)) this.#readers += 1;
  }

  /** Returns a case by its place from the front. */
  at(index: number): Case | undefined {
    return this.#places[this.#first + index];
  }

  /** Removes and returns a case by its place from the front. */
  take(index: number): Case | undefined {
    const place = this.#first + index;
    const taken = this.#places[place];
    if (taken === undefined) return undefined;
    if (isReadOnly(taken)) this.#readers -= 1;
    this.#places.copyWithin(this.#first + 1, this.#first, place);
    this.#places[this.#first] = undefined;
    this.#first += 1;
    if (this.#first >= MANY && this.#first > this.length) {
      this.#places.splice(0, this.#first);
      this.#first = 0;
    }
    return taken;
  }

  every(holds: (one: Case) => boolean): boolean {
    for (let index = 0; index < this.length; index += 1) {
      const one = this.at(index);
      if (one !== undefined && !holds(one)) return false;
    }
    return true;
  }
}
