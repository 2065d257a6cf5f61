import { formatPointer } from '../../../../base/json-pointer.ts';
import { queryOf } from '../../../../http/request-target.ts';
import { exchangeAt, type LawCheck } from '../sequence.ts';
import { isAllShown, knownItemsAt } from './shown-items.ts';

/** Searches differ in what they look at, and how: one of several texts that an item has is to find it. */
export const searched: LawCheck<'searched'> = (sequence, law) => {
  const item = sequence.bound[law.item];
  const lists = law.lists.filter((index) => exchangeAt(sequence, index) !== undefined);
  const shown = lists.map((index) => knownItemsAt(sequence, index, law));
  const isJudged =
    shown.every((one) => one !== undefined) && lists.every((index) => isAllShown(sequence, index, law));
  if (item === undefined || lists.length === 0 || !isJudged) return undefined;
  if (shown.some((one) => one.has(item))) return undefined;
  const queries = lists.map((index) => queryOf(exchangeAt(sequence, index)?.request.target ?? ''));
  return {
    check: 'searched',
    confidence: 'advice',
    expected: 'an item, by one of its texts',
    found: `none by ${queries.map((query) => decodeURIComponent(query)).join(', ')}`,
    pointer: formatPointer(law.at),
  };
};
