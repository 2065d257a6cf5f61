/** Time as it goes by; another one in tests. */
export interface Clock {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Calls once the time is over, unless what it returns was called before. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
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
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    stop: () => {
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer);
        resolve();
      }
      waiting.clear();
    },
  };
}

/** Gives turns that are evenly spaced, whichever operation they are for, and none while that operation, or all, are held. */
export class Pace {
  readonly #clock: Clock;
  /** Milliseconds between two turns. */
  readonly #interval: number;
  #next = 0;
  #allHeldUntil = 0;
  readonly #heldUntil = new Map<string, number>();
  #isOver = false;

  /** `rate`: turns in a second; undefined: as many as are asked for. */
  constructor(clock: Clock, rate?: number) {
    this.#clock = clock;
    this.#interval = rate === undefined ? 0 : 1000 / rate;
  }

  /**
   * Resolves when it is the caller's turn; undefined where it is now. `onHeld` is called where that is held, with true, and
   * when it is over.
   */
  turn(operation: string, onHeld?: (isHeld: boolean) => void): Promise<void> | undefined {
    const isAtOnce = this.#interval === 0 && this.heldFor(operation) === 0;
    return isAtOnce || this.#isOver ? undefined : this.#turn(operation, onHeld);
  }

  async #turn(operation: string, onHeld: (isHeld: boolean) => void = () => {}): Promise<void> {
    let wasHeld = false;
    while (!this.#isOver) {
      const held = this.heldFor(operation);
      if (held === 0) break;
      if (!wasHeld) onHeld(true);
      wasHeld = true;
      await this.#clock.wait(held);
    }
    if (wasHeld) onHeld(false);
    if (this.#isOver) return;
    const now = this.#clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#interval;
    if (at === now) return;
    await this.#clock.wait(at - now);
    if (this.heldFor(operation) > 0) await this.turn(operation, onHeld);
  }

  /** How long no turn for the operation comes, in milliseconds. */
  heldFor(operation: string): number {
    const until = Math.max(this.#allHeldUntil, this.#heldUntil.get(operation) ?? 0);
    if (until === 0) return 0; // the scheduler asks for each case
    return Math.max(0, until - this.#clock.now());
  }

  /** It is everybody's turn from now on. */
  end(): void {
    this.#isOver = true;
    this.#clock.stop();
  }

  /** No turn comes before this time is over: of the operation, or, without one, of any. */
  hold(milliseconds: number, operation?: string): void {
    const until = this.#clock.now() + milliseconds;
    if (operation === undefined) this.#allHeldUntil = Math.max(this.#allHeldUntil, until);
    else this.#heldUntil.set(operation, Math.max(this.#heldUntil.get(operation) ?? 0, until));
  }
}
