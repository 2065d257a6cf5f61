import type { Expression } from './expression.ts';

/**
 * The expressions that were entered already, and at which length. Once a text is long enough, the same expression after a
 * longer text leads nowhere that it did not lead before.
 */
export class Seen {
  readonly #enough: number;
  readonly #short = new Set<number>();
  readonly #long = new Map<number, number>();

  constructor(enough: number) {
    this.#enough = enough;
  }

  /** Tells whether entering is in vain, and remembers it. */
  has({ id }: Expression, length: number): boolean {
    if (length < this.#enough) {
      const key = id * (this.#enough + 1) + length;
      if (this.#short.has(key)) return true;
      this.#short.add(key);
      return false;
    }
    if ((this.#long.get(id) ?? Infinity) <= length) return true;
    this.#long.set(id, length);
    return false;
  }
}
