import { boundedlyMemoised } from '../base/memoise.ts';
import { type MediaRange, parseMediaType, specificity } from './media-type.ts';

/**
 * Chooses the candidate that an `Accept` field prefers: by quality, then in the order of the candidates (RFC 9110,
 * section 12.5.1). Undefined where all are refused; without a field, the first.
 */
export function negotiate(accept: string | undefined, candidates: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return candidates[0];
  const ranges = rangesIn(accept);
  let best: string | undefined;
  let bestQuality = 0;
  for (const candidate of candidates) {
    const type = parseMediaType(candidate);
    const quality = type === undefined ? 0 : qualityOf(type, ranges);
    if (quality > bestQuality) {
      best = candidate;
      bestQuality = quality;
    }
  }
  return best;
}

const rangesIn = boundedlyMemoised((accept: string) =>
  splitList(accept).flatMap((text) => parseMediaType(text) ?? []),
);

/** Returns the quality of the most specific range that matches. */
function qualityOf(type: MediaRange, ranges: readonly MediaRange[]): number {
  let quality = 0;
  let closest = 0;
  for (const range of ranges) {
    const found = type.type === '*' || type.subtype === '*' ? overlap(range, type) : specificity(range, type);
    if (found === 0 || found < closest) continue;
    const own = qualityParameter(range);
    quality = found > closest ? own : Math.max(quality, own);
    closest = found;
  }
  return quality;
}

/** A described range such as `image/*` matches an accepted one where either contains the other. */
function overlap(range: MediaRange, described: MediaRange): number {
  return Math.max(specificity(range, described), specificity(described, range) > 0 ? 1 : 0);
}

function qualityParameter(range: MediaRange): number {
  const text = range.parameters.get('q');
  const quality = text === undefined ? 1 : Number(text);
  return Number.isFinite(quality) ? Math.min(1, Math.max(0, quality)) : 0;
}

/** Splits at the commas outside quotes. */
function splitList(text: string): string[] {
  return text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
}
