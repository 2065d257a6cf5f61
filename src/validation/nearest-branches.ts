import { onDemand } from '../base/on-demand.ts';
import type { ValidatedMessage } from './validated-message.ts';
import { isChoice, type Violation } from './violation.ts';

/** Finds the nearest branch of a choice. */
export const nearestBranch = onDemand(() => import('./nearest-branch.ts'));

/** Replaces the violations of each `oneOf` or `anyOf` of which no branch fits by those of the nearest branch. */
export function nearestBranches(
  violations: readonly Violation[],
  message: ValidatedMessage,
): readonly Violation[] {
  return violations.some(isChoice) ? nearestBranch.get().settleChoices(violations, message) : violations;
}
