/** Time as it goes by; another one in tests. */
export interface Clock {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Ends all waiting at once. */
  readonly stop: () => void;
}

export function realClock(): Clock {
  const waiting = new Map<ReturnType<typeof setTimeout>, () => void>();
  return {
    now: Date.now,
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const end = () => {
          waiting.delete(timer);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        waiting.set(timer, resolve);
      }),
    stop: () => {
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer);
        resolve();
      }
      waiting.clear();
    },
  };
}

/** Gives turns that are evenly spaced, whoever asks for them, and none while it is held. */
export class Pace {
  readonly #clock: Clock;
  /** Milliseconds between two turns. */
  readonly #interval: number;
  #next = 0;
  #heldUntil = 0;
  #isOver = false;

  /** `rate`: turns in a second; undefined: as many as are asked for. */
  constructor(clock: Clock, rate?: number) {
    this.#clock = clock;
    this.#interval = rate === undefined ? 0 : 1000 / rate;
  }

  /** Resolves when it is the caller's turn. */
  async turn(): Promise<void> {
    while (!this.#isOver) {
      const now = this.#clock.now();
      const at = Math.max(now, this.#next, this.#heldUntil);
      this.#next = at + this.#interval;
      if (at > now) await this.#clock.wait(at - now);
      if (this.#heldUntil <= this.#clock.now()) return;
    }
  }

  /** It is everybody's turn from now on. */
  end(): void {
    this.#isOver = true;
    this.#clock.stop();
  }

  /** Nobody's turn comes before this time is over. */
  hold(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + milliseconds);
  }
}
