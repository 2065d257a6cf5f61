/** How often running work is looked at, in milliseconds: so much longer than its limit it may take. */
const INTERVAL = 500;

interface Running {
  readonly end: number;
  readonly giveUp: () => void;
}

const running = new Set<Running>();

let timer: ReturnType<typeof setInterval> | undefined;

/**
 * What `work` gives, or `late` after `limit` milliseconds. One timer looks after all work: most of it is done in
 * less time than a timer of its own would cost.
 */
export function withTimeLimit<Value>(work: Promise<Value>, limit: number, late: Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    const own: Running = { end: Date.now() + limit, giveUp: () => resolve(late) };
    running.add(own);
    timer ??= startTimer();
    const settle = () => running.delete(own);
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
    for (const one of running) if (one.end <= now) one.giveUp();
    if (running.size > 0) return;
    clearInterval(started);
    timer = undefined;
  }, INTERVAL);
  if (typeof started === 'object') started.unref(); // where there is Node, it need not wait for this
  return started;
}
