import { isObject } from '../../../base/json.ts';

/**
 * True where a smaller value still has all members and items of `whole` that are also in `given`, which is known to work:
 * without one of them, it may be refused for another reason.
 */
export function keepsGiven(given: unknown, whole: unknown, smaller: unknown): boolean {
  const isWhole = isObject(given) && isObject(whole);
  if (!isWhole && !(Array.isArray(given) && Array.isArray(whole))) return true;
  const before = new Map(Object.entries(whole));
  const after = new Map(typeof smaller === 'object' && smaller !== null ? Object.entries(smaller) : []);
  return Object.entries(given)
    .filter(([name]) => before.has(name))
    .every(([name, value]) => after.has(name) && keepsGiven(value, before.get(name), after.get(name)));
}
