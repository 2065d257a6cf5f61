import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { listAt } from './list.ts';
import { isItem, itemAt, type LawCheck } from './sequence.ts';

/** What was deleted is not answered any more. */
export const deletedGone: LawCheck<'deletedGone'> = (sequence, law) => {
  const item = itemAt(sequence, law.shown, law.at);
  if (!isItem(sequence, law, item) || isMarked(item)) return undefined;
  return {
    check: 'deletedGone',
    confidence: 'definite',
    expected: 'nothing: the item was deleted',
    found: 'the item',
    pointer: formatPointer([...law.at, law.key]),
  };
};

/** What was deleted is not answered at its path any more. */
export const pathGone: LawCheck<'pathGone'> = (sequence, law) => {
  const item = itemAt(sequence, law.shown, law.at);
  if (item === undefined || isMarked(item)) return undefined;
  return {
    check: 'deletedGone',
    confidence: 'definite',
    expected: 'nothing: the item was deleted',
    found: 'the item',
    pointer: formatPointer(law.at),
  };
};

/** Nor is it in the list. */
export const deletedUnlisted: LawCheck<'deletedUnlisted'> = (sequence, law) => {
  const list = listAt(sequence, law.shown, law.at) ?? [];
  const index = list.findIndex((item) => isItem(sequence, law, item) && !isMarked(item));
  if (index === -1) return undefined;
  return {
    check: 'deletedGone',
    confidence: 'definite',
    expected: 'a list without the item that was deleted',
    found: 'the item',
    pointer: formatPointer([...law.at, index]),
  };
};

const MARK = /delet|archiv|remov|trash/i;

/** States that nothing comes after. */
const ENDED = /expired|cancell?ed|closed|terminat|revoked|inactive|disabled|deactivated|destroyed|ended/i;

const STATE = /^(state|status|phase)$/i;

/**
 * Some servers keep what is deleted, and say so in a member: `deletedAt`, `archived: true`, `status: "expired"`,
 * `status: { state: "expired" }`.
 */
function isMarked(item: unknown): boolean {
  if (!isObject(item)) return false;
  return Object.entries(item).some(
    ([name, value]) =>
      (MARK.test(name) && value !== false && value !== null && value !== 0) ||
      (STATE.test(name) && saysEnded(value)),
  );
}

function saysEnded(state: unknown): boolean {
  if (typeof state === 'string') return MARK.test(state) || ENDED.test(state);
  return (
    isObject(state) && Object.entries(state).some(([name, value]) => STATE.test(name) && saysEnded(value))
  );
}
