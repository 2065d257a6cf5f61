/** The object without these members. */
export function without<Value extends object, Name extends keyof Value>(
  object: Value,
  ...names: readonly Name[]
): Omit<Value, Name> {
  const isLeft = ([name]: [string, unknown]) => !names.some((one) => one === name);
  return Object.fromEntries(Object.entries(object).filter(isLeft)) as Omit<Value, Name>;
}
