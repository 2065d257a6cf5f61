import { formatPointer } from '../../../../base/json-pointer.ts';
import { equalJson } from '../../../../base/json.ts';
import type { LawCheck } from '../sequence.ts';
import { itemsAt } from './shown-items.ts';

/**
 * Of three reads in a row, the second is not the only one that is different: what was there before it and is there after
 * it was not taken away by anybody meanwhile.
 */
export const steady: LawCheck<'steady'> = (sequence, law) => {
  const [before, shown, again] = [law.before, law.shown, law.again].map((index) => {
    const items = itemsAt(sequence, index, law);
    return items && [...items.keys()];
  });
  if (before === undefined || shown === undefined || again === undefined) return undefined;
  if (!equalJson(before, again) || equalJson(before, shown)) return undefined;
  const isSameSet = equalJson(before.toSorted(), shown.toSorted());
  return {
    check: 'readsAgree',
    confidence: isSameSet ? 'advice' : 'likely',
    expected: 'the items that the same request has shown before, and shows again',
    found: isSameSet ? 'the same items in another order' : 'other items',
    pointer: formatPointer(law.at),
  };
};
