import { isDeeplyFrozen } from '../../../base/json.ts';

/**
 * The frozen values that have been found to fit a schema, by the key of its view: they are not judged again. Values that
 * anything could still change are not remembered.
 */
export class JudgedValues {
  readonly #fitting = new Map<string, WeakSet<object>>();

  /** Returns true when the value was found to fit. */
  fits(key: string, value: unknown): boolean {
    return typeof value === 'object' && value !== null && this.#fitting.get(key)?.has(value) === true;
  }

  /** Remembers that a value fits, if it is frozen with all that it contains. */
  remember(key: string, value: unknown): void {
    if (typeof value !== 'object' || value === null || !isDeeplyFrozen(value)) return;
    const known = this.#fitting.get(key) ?? new WeakSet();
    if (!this.#fitting.has(key)) this.#fitting.set(key, known);
    known.add(value);
    plain.add(value);
  }
}

/** The values that were judged as they are: they hold no integer that a double cannot, and no bytes. */
const plain = new WeakSet<object>();

/** Returns true for values that were judged before, and hold nothing that schemas do not know. */
export function isJudged(value: object): boolean {
  return plain.has(value);
}
