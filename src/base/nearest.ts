import { closest, distance } from 'fastest-levenshtein';

/** What is looked at: a message that is about a request must not take long, whatever was sent. */
interface Limits {
  /** Longer than this, nothing is a slip of the pen, in characters; default 100. */
  readonly longest?: number;
  /** So many of the candidates; default 1000. */
  readonly most?: number;
}

/** The candidate that was probably meant by what is written; undefined where none looks like it. */
export function nearest(
  written: string,
  candidates: readonly string[],
  { longest = 100, most = 1000 }: Limits = {},
): string | undefined {
  const likely = candidates.slice(0, most).filter((candidate) => candidate.length <= longest);
  if (likely.length === 0 || written === '' || written.length > longest) return undefined;
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
