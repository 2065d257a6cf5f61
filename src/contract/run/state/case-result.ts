import type { BoundValues } from '../../case/bindings.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { Finding } from '../../case/finding.ts';

/**
 * `blocked`: what the case needs could not be set up, so that nothing was learned. `unreached`: the case found nothing,
 * but its operation never answered with a success. Neither is counted as passed.
 */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'blocked'; readonly reason: string }
  /** It passed, and says nothing, since its operation was never reached. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** It was not sent, since what it changes could not be put back, or since the description refuses what it needs. No failure. */
  | { readonly kind: 'skipped'; readonly reason: string };

export interface CaseResult {
  readonly case: Case;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly exchanges: readonly Exchange[];
  /** Values that the steps bound, such as the identifiers that the target made. */
  readonly bound: Readonly<Record<string, string>>;
  /** Values that lists of the target showed, by the names under which requests refer to them; not in `bound`. */
  readonly shown?: BoundValues;
  /** The planned texts, by those that were sent instead, since no two items may share them. */
  readonly replaced?: ReadonlyMap<string, string>;
  /** What was made and could not be removed again. */
  readonly leftovers: readonly string[];
  /** What it may have left that no request can remove; absent for nothing. */
  readonly leftForGood?: readonly string[];
  /** How long it took, in milliseconds; absent for a case that was not sent. */
  readonly milliseconds?: number;
  /** How often it was run again in search of the smallest request, which this result is of; default 0. */
  readonly runsToShrink?: number;
}

/** Why a case is blocked that had no time to end. */
export const INTERRUPTED = 'the run was interrupted';

/** Returns the status that the request which a case is about was answered with. */
export function subjectStatus({ exchanges }: CaseResult): number | undefined {
  return exchanges.find(({ step }) => step.role === 'subject')?.response?.status;
}
