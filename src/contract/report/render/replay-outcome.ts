import { caseOfFinding } from '../findings/finding-id.ts';
import type { PublishedFinding } from '../findings/published-finding.ts';

/** The outcome of running the case of a finding again. */
export type ReplayOutcome =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'still there'; readonly findings: readonly PublishedFinding[] }
  /** The case has other findings, or could not be run: not the same finding, but no success either. */
  | { readonly kind: 'changed'; readonly findings: readonly PublishedFinding[]; readonly blocked?: string };

/**
 * Compares what a case finds now with a finding, or with all findings of the case where `id` is that of a case.
 * `blocked` says why the case could not be run to its end.
 */
export function compareFindings(
  id: string,
  found: readonly PublishedFinding[],
  blocked: string | undefined,
): ReplayOutcome {
  const isAny = caseOfFinding(id) === id;
  const same = found.filter((finding) => isAny || finding.id === id);
  if (same.length > 0) return { kind: 'still there', findings: same };
  if (blocked !== undefined) return { kind: 'changed', findings: found, blocked };
  return found.length === 0 ? { kind: 'fixed' } : { kind: 'changed', findings: found };
}
