import { isDeeplyFrozen } from '../../../base/json.ts';
import { factsFor, factsOf, isFrozenWithFacts, type Judgement } from '../../../base/known-values.ts';

let judges = 0;

/**
 * The frozen values that have been found to fit a schema, by the key of its view: they are not judged again. Values that
 * anything could still change are not remembered.
 */
export class JudgedValues {
  readonly #judge = (judges += 1);

  /** Returns true when the value was found to fit. */
  fits(key: string, value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    return this.#isAmong(factsOf(value)?.judged, key);
  }

  /** Remembers that a value fits, if it is frozen with all that it contains. */
  remember(key: string, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if (!isFrozenWithFacts(value) && !isDeeplyFrozen(value)) return;
    const facts = factsFor(value);
    if (this.#isAmong(facts.judged, key)) return;
    facts.judged = { judge: this.#judge, key, next: facts.judged };
  }

  #isAmong(judged: Judgement | undefined, key: string): boolean {
    for (let one = judged; one !== undefined; one = one.next) {
      if (one.judge === this.#judge && one.key === key) return true;
    }
    return false;
  }
}

/** Returns true for values that were judged as they are: they hold no integer that a double cannot, and no bytes. */
export function isJudged(value: object): boolean {
  return factsOf(value)?.judged !== undefined;
}
