/** Pending work is checked every this many milliseconds, so it may run this much longer than its limit. */
const CHECK_INTERVAL = 500;

interface PendingWork {
  /** In milliseconds since 1970. */
  readonly deadline: number;
  readonly expire: () => void;
}

const pending = new Set<PendingWork>();

let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Resolves to the value of `work`, or to `fallback` after `limit` milliseconds. All work shares one timer: most of it
 * is done in less time than it would take to start a timer for it.
 */
export function withTimeLimit<Value>(work: Promise<Value>, limit: number, fallback: Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    const entry: PendingWork = { deadline: Date.now() + limit, expire: () => resolve(fallback) };
    pending.add(entry);
    timer ??= startTimer();
    const settle = () => pending.delete(entry);
    work.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

function startTimer() {
  const started = setInterval(() => {
    const now = Date.now();
    for (const { deadline, expire } of pending) if (deadline <= now) expire();
    if (pending.size > 0) return;
    clearInterval(started);
    timer = undefined;
  }, CHECK_INTERVAL);
  if (typeof started === 'object') started.unref(); // lets Node exit; a browser's timer is a number
  return started;
}
