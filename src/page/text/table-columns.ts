/** An item of a collection. */
type Item = Readonly<Record<string, unknown>>;

/** Beyond so many columns, a table is no longer read. */
const MOST_COLUMNS = 30;

/** Items are looked at for their members up to this number. */
const LOOKED_AT = 200;

/** Returns the members that items have: the key first, then those that most of them have, in their order. */
export function columnsOf(items: readonly Item[], key: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items.slice(0, LOOKED_AT)) {
    for (const name of Object.keys(item)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  counts.delete(key);
  const names = [...counts.keys()];
  const kept = new Set(
    names.toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0)).slice(0, MOST_COLUMNS),
  );
  return [key, ...names.filter((name) => kept.has(name))];
}

/** Tells whether an item has all the words, in any case. */
export function hasWords(item: Item, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = JSON.stringify(item).toLowerCase();
  return words.every((word) => text.includes(word));
}
