import { sizeOf, type PackedExchange } from './packed-exchange.ts';

/** The exchanges of a namespace, the oldest first. */
export class ExchangeQueue {
  #items: (PackedExchange | undefined)[] = [];
  #start = 0;
  /** The memory that they take, in bytes. */
  size = 0;

  get length(): number {
    return this.#items.length - this.#start;
  }

  /** Adds one, and returns the memory that it takes. */
  push(exchange: PackedExchange): number {
    const size = sizeOf(exchange);
    this.#items.push(exchange);
    this.size += size;
    return size;
  }

  /** Forgets the oldest one, and returns the memory that it took. */
  forgetOldest(): number {
    const oldest = this.#items[this.#start];
    if (oldest === undefined) return 0;
    const size = sizeOf(oldest);
    this.size -= size;
    this.#items[this.#start] = undefined;
    this.#start += 1;
    if (this.#start > this.#items.length / 2) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
    return size;
  }

  all(): readonly PackedExchange[] {
    return this.#items.slice(this.#start).filter((exchange) => exchange !== undefined);
  }
}
