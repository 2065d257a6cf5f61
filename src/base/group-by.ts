/** Those that have the same key together, in the order in which the keys are first met. (`Map.groupBy` of Node 21.) */
export function groupBy<One, Key>(
  ones: readonly One[],
  keyOf: (one: One) => Key,
): ReadonlyMap<Key, readonly One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of ones) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
