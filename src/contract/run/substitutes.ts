import type { Description } from '../../description/model/description.ts';
import type { Fallback } from '../case/bindings.ts';
import type { Expectation } from '../case/case.ts';

/** Whether what a list shows can stand for a parameter at all: identifiers are not always what the paths take. */
export function canStandFor({ schema }: Fallback, text: string, { validators }: Description): boolean {
  const isValid = validators.at(schema, 'request');
  const values = [text, ...(/^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [])];
  return values.some((value) => isValid(value).length === 0);
}

/** How what is expected changes where a request is about an item that is somebody else's, or is made up. */
export function expectedOfBorrowed(
  expect: Expectation,
  { isFound, isItself }: { readonly isFound: boolean; readonly isItself: boolean },
): Expectation {
  if (expect.outcome === 'unauthenticated') return expect;
  const isCertain = expect.outcome !== 'accepted' || (isFound && isItself);
  return { ...expect, ...(!isCertain && { outcome: 'any' }), tolerated: STATES };
}

/** It may be gone meanwhile, not for everybody's eyes, or in no state for that. */
const STATES = ['403', '404', '409', '410'];
