import type { Operation } from '../../../description/model/operation.ts';
import { Namespaces } from '../../state/namespaces.ts';
import type { ExchangeEvent } from '../exchange-event.ts';
import { ExchangeQueue, type Tally } from './exchange-queue.ts';
import { packed, type PackedExchange } from './packed-exchange.ts';

/** How much a journal keeps. */
export interface JournalLimits {
  /** The number of exchanges of each namespace. */
  readonly exchanges: number;
  /** The memory of all exchanges, in bytes. */
  readonly bytes: number;
}

export const JOURNAL_LIMITS: JournalLimits = { exchanges: 1_000, bytes: 32 * 1_048_576 };

/** Keeps the last exchanges of each namespace. */
export interface Journal {
  /** Keeps an exchange that has just ended, and took so many milliseconds. Returns it as it is kept. */
  readonly record: (
    event: ExchangeEvent,
    facts: { readonly namespace: string; readonly milliseconds: number },
  ) => PackedExchange;
  /** Returns the exchanges of a namespace, the oldest first. */
  readonly of: (namespace: string) => readonly PackedExchange[];
  /** Returns the counts of an operation in a namespace; undefined where it was not asked. */
  readonly tallyOf: (namespace: string, operation: Operation) => Tally | undefined;
  /** Forgets those of one namespace, or all of them. */
  readonly clear: (namespace: string | undefined) => void;
}

export function createJournal({ exchanges, bytes }: JournalLimits): Journal {
  let count = 0;
  let size = 0;
  const queues = new Namespaces(
    () => new ExchangeQueue(),
    (removed) => {
      size -= removed.size;
    },
  );
  const makeRoom = () => {
    for (let least = queues.leastUsed(); size > bytes && least !== undefined; least = queues.leastUsed()) {
      const [name, queue] = least;
      if (queue.length === 0) queues.delete(name);
      else size -= queue.forgetOldest();
    }
  };
  return {
    record: (event, { namespace, milliseconds }) => {
      count += 1;
      const queue = queues.open(namespace);
      const exchange = packed(event, { id: count, namespace, milliseconds });
      size += queue.push(exchange);
      if (queue.length > exchanges) size -= queue.forgetOldest();
      if (size > bytes) makeRoom();
      return exchange;
    },
    of: (namespace) => queues.peek(namespace)?.all() ?? [],
    tallyOf: (namespace, operation) => queues.peek(namespace)?.tallyOf(operation),
    clear: (namespace) => queues.delete(namespace),
  };
}
