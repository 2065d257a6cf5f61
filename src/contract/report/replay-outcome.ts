import { caseOfFinding } from './finding-id.ts';
import type { PublishedFinding } from './published-report.ts';

/** What became of a finding whose case was run again. */
export type Replayed =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'still there'; readonly findings: readonly PublishedFinding[] }
  /** Something is found still, or the case could not be run any more: not that, but no success either. */
  | { readonly kind: 'changed'; readonly findings: readonly PublishedFinding[]; readonly blocked?: string };

/** `found` is what the case finds now; `blocked` says why it could not be run to its end. */
export function replayed(
  id: string,
  found: readonly PublishedFinding[],
  blocked: string | undefined,
): Replayed {
  const isAny = caseOfFinding(id) === id;
  const same = found.filter((finding) => isAny || finding.id === id);
  if (same.length > 0) return { kind: 'still there', findings: same };
  if (blocked !== undefined) return { kind: 'changed', findings: found, blocked };
  return found.length === 0 ? { kind: 'fixed' } : { kind: 'changed', findings: found };
}
