import { isDeeplyFrozen } from '../../../base/json.ts';
import { isFrozenAsKnown, isMarked, isMarkedBy, mark, newOwner } from '../../../base/known-values.ts';

/** The numbers of all judges. */
const judges = new Set<number>();

/**
 * The frozen values that have been found to fit a schema, by the key of its view: they are not judged again. Values that
 * anything could still change are not remembered.
 */
export class JudgedValues {
  readonly #judge = newOwner();

  constructor() {
    judges.add(this.#judge);
  }

  /** Returns true when the value was found to fit. */
  fits(key: string, value: unknown): boolean {
    return typeof value === 'object' && value !== null && isMarked(value, this.#judge, key);
  }

  /** Remembers that a value fits, if it is frozen with all that it contains. */
  remember(key: string, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if (isFrozenAsKnown(value) || isDeeplyFrozen(value)) mark(value, this.#judge, key);
  }
}

/** Returns true for values that were judged as they are: they hold no integer that a double cannot, and no bytes. */
export function isJudged(value: object): boolean {
  return isMarkedBy(value, (owner) => judges.has(owner));
}
