import type { ExchangeSummary } from '../inspect/shown/exchange.ts';

/** What has happened in a mock. */
export type MockEvent =
  | ExchangeSummary
  /** Faults, clock, scenario, identity or chosen answers were set; without a namespace, those of all. */
  | { readonly type: 'settings'; readonly namespace?: string }
  /** The state was set as a whole, or edited; without a namespace, that of all. */
  | { readonly type: 'state'; readonly namespace?: string }
  /** The journal was cleared. */
  | { readonly type: 'cleared'; readonly namespace?: string }
  /** A callback or webhook was taken, or given up. */
  | { readonly type: 'delivery'; readonly namespace?: string }
  /** Descriptions, behaviours and fixtures were read again. */
  | { readonly type: 'reloaded' };

/** Somebody who is told what happens. */
export interface Listener {
  readonly tell: (event: MockEvent) => void;
  /** Called when nothing more will be told. */
  readonly end: () => void;
}

/** Tells what happens to those who listen. Nothing is kept for them here, and nothing is worked out while nobody does. */
export class Events {
  readonly #listeners = new Set<Listener>();

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  get count(): number {
    return this.#listeners.size;
  }

  /** Returns a function that ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(event: MockEvent): void {
    for (const listener of this.#listeners) listener.tell(event);
  }

  /** Tells all listeners that the mock has stopped. */
  end(): void {
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }
}

/** Returns an event of a namespace; of all of them for undefined. */
export function inNamespace<Type extends 'settings' | 'state' | 'cleared' | 'delivery'>(
  type: Type,
  namespace: string | undefined,
): { readonly type: Type; readonly namespace?: string } {
  return namespace === undefined ? { type } : { type, namespace };
}
