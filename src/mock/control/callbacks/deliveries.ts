import { Namespaces } from '../../state/namespaces.ts';
import { deliver, pause, TIMES, type DeliveryTimes, type Try } from './deliver.ts';
import type { Outgoing, Send } from './outgoing.ts';

/** A request that was sent, or is to be. */
export interface Delivery extends Outgoing {
  /** Counts the deliveries of the mock, from 1. */
  readonly id: number;
  readonly namespace: string;
  /** When it was decided on, in milliseconds since 1970. */
  readonly at: number;
  readonly tries: Try[];
  isOver: boolean;
}

/** So many deliveries of a namespace are kept; more that wait at once are not sent. */
const MAX_KEPT = 200;

/** The response is on its way before its callbacks are, by so many milliseconds. */
const AFTER_RESPONSE = 20;

/** The deliveries of a namespace. */
interface Line {
  readonly kept: Delivery[];
  /** Ends when the first try of the last one has. */
  last: Promise<void>;
  readonly stopped: AbortController;
}

/** Sends requests in their order: each when the first try of the one before has ended. */
export interface Deliveries {
  /** Resolves when the request has been taken, or is given up. */
  readonly add: (outgoing: Outgoing, namespace: string) => Promise<Delivery>;
  /** The oldest first. */
  readonly of: (namespace: string) => readonly Delivery[];
  /** Stops those of a namespace and forgets them; all of them for undefined. */
  readonly clear: (namespace: string | undefined) => void;
}

/** Creates the deliveries of a mock. `times`: default 10 s for a request, in three tries. */
export function createDeliveries(send: () => Send, times: DeliveryTimes = TIMES): Deliveries {
  let count = 0;
  const lines = new Namespaces<Line>(
    () => ({ kept: [], last: Promise.resolve(), stopped: new AbortController() }),
    ({ stopped }) => stopped.abort(),
  );
  const run = (delivery: Delivery, { stopped }: Line, before: Promise<void>, onFirst: () => void) =>
    before
      .then(() => pause(AFTER_RESPONSE, stopped.signal))
      .then(() =>
        deliver(
          delivery,
          send(),
          (ended) => {
            delivery.tries.push(ended);
            onFirst();
          },
          { stopped: stopped.signal, times },
        ),
      )
      .finally(() => {
        delivery.isOver = true;
        onFirst();
      });
  return {
    add: async (outgoing, namespace) => {
      count += 1;
      const line = lines.open(namespace);
      const delivery: Delivery = {
        ...outgoing,
        id: count,
        namespace,
        at: Date.now(),
        tries: [],
        isOver: false,
      };
      const isFull = line.kept.filter(({ isOver }) => !isOver).length >= MAX_KEPT;
      line.kept.push(delivery);
      if (line.kept.length > MAX_KEPT) line.kept.shift();
      const reason = isFull ? `${MAX_KEPT} others are waiting` : outgoing.fault;
      if (reason !== undefined) {
        delivery.tries.push({ at: Date.now(), milliseconds: 0, sent: { kind: 'refused', reason } });
        delivery.isOver = true;
        return delivery;
      }
      const before = line.last;
      let onFirst = () => {};
      line.last = new Promise((resolve) => {
        onFirst = resolve;
      });
      await run(delivery, line, before, onFirst);
      return delivery;
    },
    of: (namespace) => lines.peek(namespace)?.kept ?? [],
    clear: (namespace) => lines.delete(namespace),
  };
}
