import type { CreatedItems } from './state/created-items.ts';
import type { RunEvent, RunLimits } from './run-cases.ts';

/** The time that running cases have after an interruption, or after the budget, in milliseconds. */
const GRACE = 2_000;

/** The same where created items are still to be removed. */
const GRACE_TO_REMOVE = 15_000;

/** The longest time that a timer can be set for, in milliseconds: three weeks. */
const MAX_TIMER = 2 ** 31 - 1;

/** Passes on the events of a run, until the grace after an interruption, or after its budget, is over. */
export function untilGrace(
  events: AsyncGenerator<RunEvent, void, void>,
  options: RunLimits,
  created: CreatedItems,
): AsyncIterable<RunEvent> {
  const grace = graceOf(options, created);
  const end = () => {
    grace.cancel();
    return OVER;
  };
  // an iterator, and no generator around the one that there is: a long run has many events
  const iterator: AsyncIterator<RunEvent, void, void> = {
    next: () => grace.orOver(events.next(), end),
    return: () => Promise.resolve(end()),
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

type NextEvent = IteratorResult<RunEvent, void>;

const OVER: NextEvent = { done: true, value: undefined };

function graceOf({ signal, budget = Infinity }: RunLimits, created: CreatedItems) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let tell = () => {};
  const wait = (milliseconds: number, left: number) => {
    timer = setTimeout(() => {
      if (left > 0 && created.all().length > 0) return wait(Math.min(left, 100), left - 100);
      isOver = true;
      return tell();
    }, milliseconds);
  };
  const start = () => wait(GRACE, GRACE_TO_REMOVE - GRACE);
  const budgetTimer = budget < MAX_TIMER ? setTimeout(start, budget) : undefined;
  if (signal?.aborted === true) start();
  else signal?.addEventListener('abort', start, { once: true });
  return {
    /**
     * Resolves with what comes first; where that is the last, with what `end` returns. `Promise.race` would keep every event,
     * since one promise lasts all the run.
     */
    orOver: (coming: Promise<NextEvent>, end: () => NextEvent): Promise<NextEvent> =>
      new Promise((resolve, reject) => {
        tell = () => resolve(end());
        if (isOver) tell();
        coming.then(
          (next) => resolve(next.done === true ? end() : next),
          (error: Error) => {
            end();
            reject(error);
          },
        );
      }),
    cancel: () => {
      clearTimeout(timer);
      clearTimeout(budgetTimer);
      signal?.removeEventListener('abort', start);
    },
  };
}
