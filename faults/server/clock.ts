/** The clock of a server. */
export interface Clock {
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Calls once the time is over, unless what it returns was called before. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

/** Returns a clock on which waiting takes no real time: it sets the time forward, for everybody. */
export function virtualClock(): Clock {
  let ahead = 0;
  const timers = new Set<{ readonly at: number; readonly call: () => void }>();
  const now = () => Date.now() + ahead;
  const wait = (milliseconds: number) => {
    ahead += milliseconds;
    for (const timer of [...timers].filter(({ at }) => at <= now())) {
      timers.delete(timer);
      timer.call();
    }
    return Promise.resolve();
  };
  const after = (milliseconds: number, call: () => void) => {
    const timer = { at: now() + milliseconds, call };
    timers.add(timer);
    setImmediate(() => {
      // nothing else is going on that takes time
      if (timers.has(timer)) void wait(Math.max(0, timer.at - now()));
    });
    return () => void timers.delete(timer);
  };
  return { now, wait, after };
}

/** Returns a clock that shows the real time. */
export function realClock(): Clock {
  return {
    now: Date.now,
    wait: (milliseconds) =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
      }),
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
