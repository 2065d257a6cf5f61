import { oneOf, type Convention } from './convention.ts';

/** How most names of times begin. */
export const CREATED = ['created'] as const;
export const CHANGED = ['updated', 'modified'] as const;
export const DELETED = ['deleted'] as const;

/** Members that say when something happened to an item, without the word of time that may follow. */
export const TIMES = {
  creation: {
    sure: [...CREATED, 'inserted'],
    likely: ['create', 'creation', 'insertion', 'added', 'registered', 'registration'],
  },

  change: {
    sure: [...CHANGED, 'last updated', 'last modified', 'last changed'],
    likely: ['changed', 'update', 'modification', 'last update', 'last modification'],
  },

  /** The mock keeps nothing of a deleted item. */
  deletion: { sure: [], suiteOnly: DELETED },

  /** Nouns that the suite takes for one of these only where a word of `DATE_WORDS` follows. */
  noun: {
    sure: [],
    suiteOnly: ['creation', 'update', 'modification', 'deletion', 'insertion', 'last update', 'last change'],
  },
} satisfies Readonly<Record<string, Convention>>;

/** The words of time: `createdAt`, `created_on`, `creation-date`. */
export const DATE_WORDS = ['date', 'time', 'timestamp'] as const;
export const TIME_WORDS = ['at', 'on', ...DATE_WORDS] as const;

/** Matches names as they stand in a description, with one of the words behind them or none. */
export function ofTime(names: readonly string[], words: readonly string[] = TIME_WORDS): RegExp {
  return new RegExp(`^_?(${oneOf(names)})([_-]?(${oneOf(words)}))?$`, 'i');
}

/** Matches names as they stand in a description, with one of the words behind them. */
export function ofDate(names: readonly string[], words: readonly string[] = DATE_WORDS): RegExp {
  return new RegExp(`^_?(${oneOf(names)})[_-]?(${oneOf(words)})$`, 'i');
}

/** Matches whatever begins with one of the names. */
export function ofTimeAtStart(names: readonly string[]): RegExp {
  return new RegExp(`^_?(${oneOf(names)})`, 'i');
}
