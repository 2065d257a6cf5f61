/** Gives the time of each transaction. */
export type Clock = () => Date;

/** The real time, but later at each call, so that what changed last can be told. */
export function realClock(): Clock {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now());
    return new Date(last);
  };
}

/** Always the same moment. */
export function fixedClock(moment: Date): Clock {
  return () => new Date(moment);
}
