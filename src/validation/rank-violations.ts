import { atPointer } from '../base/json-pointer.ts';
import { nearestBranches } from './nearest-branch.ts';
import type { JudgedMessage } from './validated-message.ts';
import type { Violation } from './violation.ts';

/** More than this nobody reads. */
const MOST = 100;

/**
 * The violations as people want them, the most telling first: of `oneOf` and `anyOf` the branch that was probably
 * meant, not what is wrong with all the others. Platforms' own words need Ajv's order: that of the judgement.
 */
export function forPeople(violations: readonly Violation[], judged: JudgedMessage): readonly Violation[] {
  if (violations.length < 2) return violations;
  return nearestBranches(violations, judged)
    .map((one) => ({ one, rank: rankOf(one, judged) }))
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ one }) => one)
    .slice(0, MOST);
}

/** What cannot be read hides all else; a slip of the pen explains what is missing; combinations explain little. */
function rankOf({ keyword, sentence, pointer, where }: Violation, { values }: JudgedMessage): number {
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
