/** One element of a collection. It is frozen, so that no code changes the state by accident. */
export type Item = Readonly<Record<string, unknown>>;
