/** The identifiers that are in use, or were. */
export interface UsedIdentifiers {
  readonly has: (id: string) => boolean;
  /** True when there are some, and all are numbers. */
  readonly areNumbers: () => boolean;
  /** Returns the largest one that is a whole number, at least 0. */
  readonly largest: () => number;
}

/** Returns the used identifiers of a list that does not change. */
export function usedIn(ids: readonly unknown[]): UsedIdentifiers {
  const numbers = ids.filter((id) => typeof id === 'number');
  const texts = new Set(ids.map(String));
  return {
    has: (id) => texts.has(id),
    areNumbers: () => ids.length > 0 && numbers.length === ids.length,
    largest: () => numbers.filter(Number.isSafeInteger).reduce((left, right) => Math.max(left, right), 0),
  };
}
