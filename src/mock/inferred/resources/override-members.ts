/**
 * Returns an object with the members of `own`, and those of `base` beside them. A spread would call the getters of
 * `base`.
 */
export function overrideMembers<Base extends object, Own extends object>(
  base: Base,
  own: Own,
): Omit<Base, keyof Own> & Own {
  return Object.create(base, Object.getOwnPropertyDescriptors(own)) as Omit<Base, keyof Own> & Own;
}
