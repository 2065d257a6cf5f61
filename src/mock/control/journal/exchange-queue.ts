import type { Operation } from '../../../description/model/operation.ts';
import { sizeOf, type PackedExchange } from './packed-exchange.ts';

/** How often an operation was asked, and what it answered. */
export interface Tally {
  hits: number;
  /** The status of its last response. */
  last: number;
  /** The number of responses by status. */
  readonly statuses: Map<number, number>;
}

/** The exchanges of a namespace, the oldest first. */
export class ExchangeQueue {
  #items: (PackedExchange | undefined)[] = [];
  /** The memory of each, so that an old one need not be looked at to be forgotten. */
  #sizes: number[] = [];
  #start = 0;
  /** Those of a description that has been replaced go with it. */
  readonly #tallies = new WeakMap<Operation, Tally>();
  /** The memory that they take, in bytes. */
  size = 0;

  get length(): number {
    return this.#items.length - this.#start;
  }

  /** Adds one, and returns the memory that it takes. */
  push(exchange: PackedExchange): number {
    const size = sizeOf(exchange);
    this.#items.push(exchange);
    this.#sizes.push(size);
    this.size += size;
    if (exchange.operation !== undefined) this.#count(exchange.operation, exchange.status);
    return size;
  }

  /** Returns the counts of an operation, also of exchanges that are forgotten; undefined where it was not asked. */
  tallyOf(operation: Operation): Tally | undefined {
    return this.#tallies.get(operation);
  }

  #count(operation: Operation, status: number): void {
    const tally = this.#tallies.get(operation);
    if (tally === undefined) {
      this.#tallies.set(operation, { hits: 1, last: status, statuses: new Map([[status, 1]]) });
      return;
    }
    tally.hits += 1;
    tally.last = status;
    tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  }

  /** Forgets the oldest one, and returns the memory that it took. */
  forgetOldest(): number {
    const size = this.#sizes[this.#start] ?? 0;
    if (size === 0) return 0;
    this.size -= size;
    this.#items[this.#start] = undefined;
    this.#start += 1;
    if (this.#start > this.#items.length / 2) {
      this.#items = this.#items.slice(this.#start);
      this.#sizes = this.#sizes.slice(this.#start);
      this.#start = 0;
    }
    return size;
  }

  all(): readonly PackedExchange[] {
    return this.#items.slice(this.#start).filter((exchange) => exchange !== undefined);
  }
}
