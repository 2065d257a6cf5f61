import { nearest } from '../../base/nearest.ts';

/** Case ids are long and many, but the search is only done for a mistake on the command line, so it may take long. */
const UNLIMITED = { maxLength: Infinity, maxCandidates: Infinity };

/** Returns `; did you mean X?` when a candidate is similar to the written name, and the empty text when none is. */
export function didYouMean(written: string, candidates: readonly string[]): string {
  const similar = nearest(written, candidates, UNLIMITED);
  return similar === undefined ? '' : `; did you mean ${similar}?`;
}
