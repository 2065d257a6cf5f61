import type { Description } from '../../../description/model/description.ts';
import type { BoundValues, Fallback } from '../../case/bindings.ts';
import type { Case, Expectation, Step } from '../../case/case.ts';
import { namesInPath } from '../../case/request-parts.ts';

/** Returns the values to bind when a response has no suitable ones. */
export function fallbacksOf({ fallbacks = {} }: Step): BoundValues {
  return Object.fromEntries(Object.entries(fallbacks).map(([name, { text }]) => [name, text]));
}

/** True for a value that can stand where its fallback does: the identifiers in a list are not always what paths take. */
export function isSuitable({ schema }: Fallback, text: string, { validators }: Description): boolean {
  const isValid = validators.at(schema, 'request');
  const values = [text, ...(/^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [])];
  return values.some((value) => isValid(value).length === 0);
}

/**
 * Returns what to expect of a request: less where it is about an existing item, which is not the run's own, or where a
 * fallback takes the place of such an item. `names` are those that the request refers to.
 */
export function expectationOf(
  one: Case,
  { role, request, expect }: Pick<Step, 'role' | 'request' | 'expect'>,
  { names, bound }: { readonly names: readonly string[]; readonly bound: BoundValues },
): Expectation {
  if (role !== 'subject' || expect.outcome === 'unauthenticated') return expect;
  const withFallback = one.steps.flatMap(({ fallbacks = {} }) => Object.keys(fallbacks));
  const used = withFallback.filter((name) => names.includes(name));
  if (used.length === 0) return expect;
  const isFound = used.every((name) => Object.hasOwn(bound, name));
  const isCertain = expect.outcome !== 'accepted' || isFound;
  const innermost = namesInPath(request).at(-1);
  const isOwn = isFound && innermost !== undefined && !used.includes(innermost);
  return { ...expect, ...(!isCertain && { outcome: 'any' }), ...(!isOwn && { tolerated: TOLERATED }) };
}

/** The item may be deleted meanwhile, hidden from this caller, or in a state that forbids the request. */
const TOLERATED = ['403', '404', '409', '410'];
