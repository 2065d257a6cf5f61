import type { Finding } from '../../case/finding.ts';
import type { CaseResult } from '../../run/state/case-result.ts';
import { standingIn, type Baseline } from './baseline.ts';
import { findingMask } from './finding-mask.ts';
import type { Standing } from './published-finding.ts';
import type { Masks } from '../text/mask-secrets.ts';

/** The findings that the baseline has, with their entries; all others are new. */
export type FindingStandings = ReadonlyMap<Finding, Standing>;

/** Compares findings with a baseline as they are published. `started` is when the run began. */
export function findingStandings(
  results: readonly CaseResult[],
  {
    baseline,
    masks,
    started,
  }: { readonly baseline: Baseline; readonly masks: Masks; readonly started: Date },
): FindingStandings {
  if (baseline.length === 0) return new Map();
  const today = started.toISOString().slice(0, 10);
  return new Map(
    results.flatMap((result) =>
      result.findings.flatMap((finding): [Finding, Standing][] => {
        const found = findingMask(finding, result, masks)(finding.found);
        const standing = standingIn(baseline, { ...finding, found }, today);
        return standing === undefined ? [] : [[finding, standing]];
      }),
    ),
  );
}
