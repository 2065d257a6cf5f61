import { encodeText } from '../../../../http/charset.ts';
import type { Events, MockEvent } from '../../../control/journal/events.ts';

/** How much waits for a slow reader: then the oldest events are dropped, and their number is told. */
const MOST_WAITING = 1_000;

/** A line is sent at least so often, in milliseconds: a connection that is dead is found by it. */
const BEAT = 15_000;

/**
 * Returns the events as a stream of lines of JSON, after the first ones. It listens from its first read on, and until it is
 * returned from; nothing of it is kept then. `select` returns an event as it is told, or undefined.
 */
export function eventStream(
  events: Events,
  first: () => readonly object[],
  select: (event: MockEvent) => object | undefined,
): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => new EventReader(events, first, select) };
}

class EventReader implements AsyncIterator<Uint8Array> {
  #waiting: object[];
  #missed = 0;
  #hasEnded = false;
  #wake: (() => void) | undefined;
  readonly #stop: () => void;
  readonly #beat: NodeJS.Timeout | number;

  constructor(
    events: Events,
    first: () => readonly object[],
    select: (event: MockEvent) => object | undefined,
  ) {
    this.#waiting = [...first()];
    const end = () => {
      this.#hasEnded = true;
      this.#wake?.();
    };
    const tell = (event: MockEvent) => {
      const told = select(event);
      if (told !== undefined) this.#add(told);
    };
    this.#stop = events.listen({ tell, end });
    this.#beat = setInterval(() => this.#add({ type: 'beat' }), BEAT);
    if (typeof this.#beat === 'object') this.#beat.unref(); // a browser's timer is a number
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    while (this.#waiting.length === 0 && !this.#hasEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    if (this.#hasEnded) return this.return();
    const told = this.#missed === 0 ? [] : [{ type: 'missed', count: this.#missed }];
    const lines = [...told, ...this.#waiting].map((event) => `${JSON.stringify(event)}\n`);
    this.#waiting = [];
    this.#missed = 0;
    return { done: false, value: encodeText(lines.join('')) };
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    clearInterval(this.#beat);
    this.#stop();
    this.#waiting = [];
    this.#hasEnded = true;
    this.#wake?.();
    return { done: true, value: undefined };
  }

  #add(event: object): void {
    this.#waiting.push(event);
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift();
      this.#missed += 1;
    }
    this.#wake?.();
  }
}
