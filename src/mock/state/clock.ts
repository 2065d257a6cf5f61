/** Returns the time for a transaction in a namespace. */
export type MockClock = (namespace: string) => Date;

/** Shows the real time, but at least one millisecond later at each call, so that changes can be ordered by time. */
export function increasingClock(): () => Date {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now());
    return new Date(last);
  };
}
