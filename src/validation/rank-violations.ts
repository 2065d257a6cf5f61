import { atPointer } from '../base/json-pointer.ts';
import { nearestBranches } from './nearest-branches.ts';
import type { ValidatedMessage } from './validated-message.ts';
import type { Violation } from './violation.ts';

/** Limits the violations that are shown. */
const MAX_SHOWN = 100;

/**
 * Ranks violations for display: the most helpful first, and of `oneOf` and `anyOf` those of the branch that was
 * probably meant alone. (Bodies that imitate a platform's own refusals use Ajv's order, so the unranked list.)
 */
export function rankViolations(
  violations: readonly Violation[],
  message: ValidatedMessage,
): readonly Violation[] {
  if (violations.length < 2) return violations;
  return nearestBranches(violations, message)
    .map((one) => ({ one, rank: rankOf(one, message) }))
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ one }) => one)
    .slice(0, MAX_SHOWN);
}

/**
 * Unreadable parts come first, since they hide the rest; then misspelt names, which explain missing ones;
 * combinations last.
 */
function rankOf({ keyword, sentence, pointer, where }: Violation, { values }: ValidatedMessage): number {
  if (where === 'contentType' || where === 'status') return 0;
  const isRead = atPointer(values[where], pointer) !== undefined || keyword === 'required';
  if (!isRead) return 1;
  if (sentence.includes('did you mean') && keyword.endsWith('Properties')) return 2;
  return RANKS[keyword] ?? 6;
}

const RANKS: Readonly<Record<string, number>> = {
  discriminator: 3,
  required: 4,
  dependentRequired: 4,
  type: 5,
  additionalProperties: 7,
  unevaluatedProperties: 7,
  contains: 8,
  not: 8,
  oneOf: 9,
  anyOf: 9,
  if: 9,
};
