/** The collections of the state that are the mock's own notes, and none of an API. */
const INNER: readonly string[] = [
  'stuntdouble:codes',
  'stuntdouble: collections',
  'stuntdouble: idempotency keys',
];

/** Tells whether a collection is one of the mock's own. */
export function isInner(collection: string): boolean {
  return INNER.includes(collection);
}
