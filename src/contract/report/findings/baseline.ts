import { weaklyMemoised } from '../../../base/memoise.ts';
import { findingKey, identityOf, type FindingFacts } from './finding-id.ts';
import type { PublishedFinding, Standing } from './published-finding.ts';

/** A finding that is accepted, and why. */
export interface AcceptedFinding extends AcceptedPlace {
  readonly check: string;
  /** The other places where it is accepted; each has what differs from the first. */
  readonly places?: readonly Partial<AcceptedPlace>[];
  readonly reason: string;
  /** The last day on which it is accepted, such as `2026-12-31`; undefined: it does not expire. */
  readonly expires?: string;
}

/** Identifies a finding, with its check. */
interface AcceptedPlace {
  /** The operation's id, or `METHOD /path` for what is not documented. */
  readonly operation: string;
  /** JSON Pointer into the description. */
  readonly at: string;
  readonly found: string;
}

export type Baseline = readonly AcceptedFinding[];

/** The findings of a run that a baseline is compared with. */
interface Findings {
  readonly findings: readonly PublishedFinding[];
}

/** Returns what a baseline says of a finding; undefined for a new one. `today` is a day, such as `2026-12-31`. */
export function standingIn(baseline: Baseline, finding: FindingFacts, today: string): Standing | undefined {
  const accepted = entriesOf(baseline).get(findingKey(finding));
  if (accepted === undefined) return undefined;
  const { reason, expires } = accepted;
  if (expires === undefined) return { kind: 'accepted', reason };
  return { kind: expires < today ? 'expired' : 'accepted', reason, expires };
}

/** By what identifies a finding, the first entry that has it. */
const entriesOf = weaklyMemoised((baseline: Baseline): ReadonlyMap<string, AcceptedFinding> => {
  const pairs = baseline.flatMap((entry) =>
    placesOf(entry).map((place) => [keyOf(entry, place), entry] as const),
  );
  return new Map(pairs.toReversed());
});

function placesOf({ operation, at, found, places = [] }: AcceptedFinding): readonly AcceptedPlace[] {
  return [{}, ...places].map((place) => ({ operation, at, found, ...place }));
}

function keyOf({ check }: AcceptedFinding, { operation, at, found }: AcceptedPlace): string {
  return identityOf(check, operation, at, found);
}

/**
 * Returns the accepted findings that none of the reports has, with the places where they are not found any more. It takes
 * whole runs to know that they are fixed.
 */
export function fixedSince(baseline: Baseline, reports: readonly Findings[]): Baseline {
  const found = keysIn(reports);
  return baseline.flatMap((entry) => withPlaces(entry, (key) => !found.has(key)));
}

function keysIn(reports: readonly Findings[]): ReadonlySet<string> {
  const findings = reports.flatMap((report) => report.findings);
  return new Set(findings.flatMap((finding) => placesOfFinding(finding).map(findingKey)));
}

function placesOfFinding({ check, places }: PublishedFinding): readonly FindingFacts[] {
  return places.map((place) => ({ ...place, check }));
}

/** Returns an entry with those of its places that are kept; none where there are none. */
function withPlaces(entry: AcceptedFinding, isKept: (key: string) => boolean): Baseline {
  const { check, reason, expires } = entry;
  const all = placesOf(entry);
  const kept = all.filter((place) => isKept(keyOf(entry, place)));
  if (kept.length === all.length) return [entry];
  return entryOf(check, kept).map((one) => ({ ...one, reason, ...(expires !== undefined && { expires }) }));
}

function entryOf(check: string, [first, ...others]: readonly AcceptedPlace[]): Baseline {
  if (first === undefined) return [];
  const places = others.map((place) => differingFrom(first, place));
  return [{ check, ...first, ...(places.length > 0 && { places }), reason: UNEXPLAINED }];
}

function differingFrom(
  first: AcceptedPlace,
  { operation, at, found }: AcceptedPlace,
): Partial<AcceptedPlace> {
  return {
    ...(operation !== first.operation && { operation }),
    ...(at !== first.at && { at }),
    ...(found !== first.found && { found }),
  };
}

/**
 * Returns a baseline of all findings of the reports. Known places keep their reasons, new ones wait for theirs. Those
 * that were not found are left out, unless the runs were not whole.
 */
export function baselineOf(
  reports: readonly Findings[],
  known: Baseline,
  { isWhole = true }: { readonly isWhole?: boolean } = {},
): Baseline {
  const found = keysIn(reports);
  const kept = isWhole ? known.flatMap((entry) => withPlaces(entry, (key) => found.has(key))) : known;
  const accepted = new Set(kept.flatMap((entry) => placesOf(entry).map((place) => keyOf(entry, place))));
  const added = reports
    .flatMap((report) => report.findings)
    .flatMap((finding) => {
      const places = new Map(placesOfFinding(finding).map((place) => [findingKey(place), place]));
      const unknown = [...places].filter(([key]) => !accepted.has(key));
      for (const [key] of unknown) accepted.add(key);
      return entryOf(
        finding.check,
        unknown.map(([, one]) => ({
          operation: one.operationId,
          at: one.descriptionPointer,
          found: one.found,
        })),
      );
    });
  return [...kept, ...added];
}

/** The reason of a finding that still has to be explained. */
export const UNEXPLAINED = 'TODO: say why';

const FORMAT = 1;

/** Returns the content of a baseline's file. */
export function baselineText(baseline: Baseline): string {
  return `${JSON.stringify({ format: FORMAT, accepted: baseline }, undefined, 2)}\n`;
}
