import { isObject } from './json.ts';

/** The name of a member, or the index of an item. */
export type Token = string | number;

/** A value inside another that is neither an object nor an array. */
export interface Leaf {
  readonly path: readonly Token[];
  readonly value: unknown;
}

/** True for the index of an item. */
export function isIndex(token: Token): token is number {
  return typeof token === 'number';
}

/** Returns the members of an object, or the items of an array, in their order; none of any other value. */
export function childrenOf(value: unknown): readonly (readonly [Token, unknown])[] {
  if (Array.isArray(value)) return [...(value as readonly unknown[]).entries()];
  return isObject(value) ? Object.entries(value) : [];
}

/** Returns the leaves of a JSON value in their order, without members and items whose tokens `isSkipped`. */
export function leavesOf(
  value: unknown,
  isSkipped: (token: Token) => boolean = () => false,
): readonly Leaf[] {
  return leavesIn(value, [], isSkipped);
}

function leavesIn(value: unknown, path: Leaf['path'], isSkipped: (token: Token) => boolean): readonly Leaf[] {
  if (!isObject(value) && !Array.isArray(value)) return [{ path, value }];
  return childrenOf(value)
    .filter(([token]) => !isSkipped(token))
    .flatMap(([token, child]) => leavesIn(child, [...path, token], isSkipped));
}
