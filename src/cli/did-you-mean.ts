import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean X?` where one of the candidates looks like what was written, else nothing. */
export function didYouMean(written: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return '';
  const best = closest(written, candidates);
  return distance(written, best) <= Math.max(2, best.length / 3) ? `; did you mean ${best}?` : '';
}
