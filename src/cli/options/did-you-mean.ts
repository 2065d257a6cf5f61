import { nearest } from '../../base/nearest.ts';

/** Ids of cases are long, and there are many: whoever waits for this has made a mistake, and nobody else waits. */
const ANY = { maxLength: Infinity, maxCandidates: Infinity };

/** `; did you mean X?` where one of the candidates looks like what was written, else nothing. */
export function didYouMean(written: string, candidates: readonly string[]): string {
  const meant = nearest(written, candidates, ANY);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}
