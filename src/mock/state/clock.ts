/** Returns the time for a transaction. */
export type MockClock = () => Date;

/** Shows the real time, but at least one millisecond later at each call, so that changes can be ordered by time. */
export function increasingClock(): MockClock {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now());
    return new Date(last);
  };
}

/** Always shows the same moment. */
export function fixedClock(moment: Date): MockClock {
  return () => new Date(moment);
}
