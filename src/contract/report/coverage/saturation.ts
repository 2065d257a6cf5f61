/** After so many messages in a row that added nothing, it is looked whether anything can be added at all. */
const FIRST = 64;

/** Tells when nothing can be added any more. It is seldom looked, since that takes longer than to take a message. */
export class Saturation {
  #isReached = false;
  #inVain = 0;
  #next = FIRST;

  /** True once nothing can be added. */
  get isReached(): boolean {
    return this.#isReached;
  }

  /** Takes whether a message has added something. `isWhole`: true where there is nothing left to add. */
  note(hasAdded: boolean, isWhole: () => boolean): void {
    this.#inVain = hasAdded ? 0 : this.#inVain + 1;
    if (this.#inVain < this.#next) return;
    this.#isReached = isWhole();
    this.#inVain = 0;
    this.#next *= 2;
  }
}
