/** Limits the values of a document with its aliases written out. A description of 20 MB has a million. */
export const MAX_VALUES = 10_000_000;
