import type { Clock } from '../../../src/contract/target/pace.ts';

/** A clock that is at the end of whatever is waited for at once, earliest first; `waits` has all of it. */
export function jumpingClock(start = 0): Clock & { readonly waits: readonly number[] } {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    wait: async (milliseconds) => {
      const until = now + milliseconds;
      waits.push(milliseconds);
      await Promise.resolve();
      now = Math.max(now, until);
    },
    after: (milliseconds, call) => {
      const until = now + milliseconds;
      let isCancelled = false;
      setImmediate(() => {
        if (isCancelled) return;
        waits.push(milliseconds);
        now = Math.max(now, until);
        call();
      });
      return () => {
        isCancelled = true;
      };
    },
    stop: () => {},
  };
}
