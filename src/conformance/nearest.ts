import { closest, distance } from 'fastest-levenshtein';

/** Longer than this, nothing is a slip of the pen; more than that many names, and it takes too long. */
const LONGEST = 100;
const MOST = 1000;

/** The candidate that was probably meant by what is written; undefined where none looks like it. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  const likely = candidates.slice(0, MOST).filter((candidate) => candidate.length <= LONGEST);
  if (likely.length === 0 || written === '' || written.length > LONGEST) return undefined;
  const sameLetters = likely.find((candidate) => letters(candidate) === letters(written));
  const best = sameLetters ?? closest(written, likely);
  if (best === written) return undefined;
  const slips = Math.min(Math.max(2, best.length / 3), best.length / 2);
  return sameLetters !== undefined || distance(written, best) <= slips ? best : undefined;
}

/** `user_name`, `userName` and `User-Name` are one word. */
function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
