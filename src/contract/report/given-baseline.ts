import type { Finding } from '../case/finding.ts';
import type { CaseResult } from '../run/run-case.ts';
import { readBaseline, standingIn, type Baseline } from './baseline.ts';
import type { Wording } from './text/mask-secrets.ts';

/** Findings that are accepted: a list of them, or what a file that `--update-baseline` wrote holds. */
export type GivenBaseline = Baseline | { readonly accepted: Baseline };

/** @throws TypeError with all that is wrong with it */
export function baselineFrom(given: GivenBaseline): Baseline {
  const read = readBaseline('accepted' in given ? given : { accepted: given });
  if (read.kind === 'baseline') return read.baseline;
  throw new TypeError(read.faults.map((fault) => `baseline: ${fault}`).join('\n'));
}

/** The findings of cases that a baseline has. `today` is a day, such as `2026-12-31`. */
export function acceptedFindings(
  results: readonly CaseResult[],
  { baseline, wording, today }: { baseline: Baseline; wording: Wording; today: string },
): ReadonlySet<Finding> {
  const accepted = results.flatMap(({ findings, bound }) =>
    findings.filter((finding) => {
      const found = wording.of(finding.found, bound);
      return standingIn(baseline, { ...finding, found }, today) !== undefined;
    }),
  );
  return new Set(accepted);
}
