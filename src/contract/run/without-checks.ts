import type { CheckId } from '../case/finding.ts';
import type { CaseResult } from './state/case-result.ts';

/** Returns a result without the findings of these checks. A case that had no others has passed. */
export function withoutChecks(result: CaseResult, checks: readonly CheckId[] = []): CaseResult {
  const findings = result.findings.filter(({ check }) => !checks.includes(check));
  if (findings.length === result.findings.length) return result;
  return findings.length > 0 ? { ...result, findings } : { ...result, findings, verdict: { kind: 'passed' } };
}
