import { closest, distance } from 'fastest-levenshtein';

/** Limits the search, so that the message about a request takes little time whatever was sent. */
interface Limits {
  /** Longer names are not compared, in characters. Default: 100. */
  readonly maxLength?: number;
  /** More candidates are not compared. Default: 1000. */
  readonly maxCandidates?: number;
}

/** Returns the candidate that was probably meant by a misspelt name; undefined where none is similar enough. */
export function nearest(
  written: string,
  candidates: readonly string[],
  { maxLength = 100, maxCandidates = 1000 }: Limits = {},
): string | undefined {
  const likely = candidates.slice(0, maxCandidates).filter((candidate) => candidate.length <= maxLength);
  if (likely.length === 0 || written === '' || written.length > maxLength) return undefined;
  const sameLetters = likely.find((candidate) => letters(candidate) === letters(written));
  const best = sameLetters ?? closest(written, likely);
  if (best === written) return undefined;
  const maxDistance = Math.min(Math.max(2, best.length / 3), best.length / 2);
  return sameLetters !== undefined || distance(written, best) <= maxDistance ? best : undefined;
}

/** Drops case and separators: `user_name`, `userName` and `User-Name` become the same. */
function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
