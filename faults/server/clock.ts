/** Time as a server sees it go by. */
export interface Clock {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Time that jumps: whoever waits is there at once, and it is later for everybody. */
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

/** Time as it really goes by. */
export function realClock(): Clock {
  return {
    now: Date.now,
    wait: (milliseconds) =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
      }),
  };
}
