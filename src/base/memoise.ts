interface Cache<Key, Value> {
  readonly get: (key: Key) => { readonly value: Value } | undefined;
  readonly set: (key: Key, kept: { readonly value: Value }) => unknown;
}

/** Calls `create` once for each key and keeps the result. */
export function memoised<Key, Value>(create: (key: Key) => Value): (key: Key) => Value {
  return memoisedIn(new Map<Key, { readonly value: Value }>(), create);
}

/** The same for keys from outside: of more than `limit` keys, the results of all are dropped. */
export function boundedlyMemoised<Key, Value>(create: (key: Key) => Value, limit = 500): (key: Key) => Value {
  const cache = new Map<Key, { readonly value: Value }>();
  return memoisedIn(
    {
      get: (key) => cache.get(key),
      set: (key, kept) => {
        if (cache.size >= limit) cache.clear();
        cache.set(key, kept);
      },
    },
    create,
  );
}

/** The same for objects, whose results are dropped with them. */
export function weaklyMemoised<Key extends WeakKey, Value>(create: (key: Key) => Value): (key: Key) => Value {
  return memoisedIn(new WeakMap<Key, { readonly value: Value }>(), create);
}

/** Keeps the result for the last key alone, where equal keys follow each other. */
export function lastMemoised<Key, Value>(create: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (last === undefined || last.key !== key) last = { key, value: create(key) };
    return last.value;
  };
}

function memoisedIn<Key, Value>(cache: Cache<Key, Value>, create: (key: Key) => Value): (key: Key) => Value {
  return (key) => {
    const known = cache.get(key);
    if (known !== undefined) return known.value;
    const value = create(key);
    cache.set(key, { value });
    return value;
  };
}

/** Calls `create` on the first call and keeps the result. */
export function once<Value>(create: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => (kept ??= { value: create() }).value;
}

/** The same for a promise, which is forgotten when it is rejected: the next call tries again. */
export function onceFulfilled<Value>(create: () => Promise<Value>): () => Promise<Value> {
  let kept: Promise<Value> | undefined;
  const forget = () => {
    kept = undefined;
  };
  return () => {
    if (kept === undefined) {
      kept = create();
      kept.catch(forget);
    }
    return kept;
  };
}
