/** A value that is there, or that will be. */
export type Awaitable<Value> = Value | Promise<Value>;

/** True for a promise, also one of another realm, such as that of a test framework. */
export function isPromise<Value>(value: Awaitable<Value>): value is Promise<Value> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Uses a value: at once where it is there. Nothing waits for a promise that is none. */
export function use<Value, Result>(
  value: Awaitable<Value>,
  by: (value: Value) => Awaitable<Result>,
): Awaitable<Result> {
  return isPromise(value) ? value.then(by) : by(value);
}

const values = new WeakMap<Promise<unknown>, { readonly value: unknown }>();

/** Returns the value of a promise that was asked for before and has been kept since; until then the promise. */
export function settled<Value>(promise: Promise<Value>): Awaitable<Value> {
  const known = values.get(promise) as { readonly value: Value } | undefined;
  if (known !== undefined) return known.value;
  return promise.then((value) => {
    values.set(promise, { value });
    return value;
  });
}
