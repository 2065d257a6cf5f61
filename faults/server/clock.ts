/** The clock of a server. */
export interface Clock {
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Returns a clock without real time: a wait ends at once, and moves the clock forward for everyone. */
export function virtualClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    wait: (milliseconds) => {
      ahead += milliseconds;
      return Promise.resolve();
    },
  };
}

/** Returns the real clock. */
export function realClock(): Clock {
  return {
    now: Date.now,
    wait: (milliseconds) =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
      }),
  };
}
