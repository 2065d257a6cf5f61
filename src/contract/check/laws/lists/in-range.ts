import { formatPointer } from '../../../../base/json-pointer.ts';
import { isObject } from '../../../../base/json.ts';
import { listAt } from '../list.ts';
import { timeOf } from '../same-value.ts';
import type { LawCheck, LawFacts } from '../sequence.ts';
import { isAllShown, knownItemsAt } from './shown-items.ts';

/** Days may begin elsewhere at other hours, in milliseconds. */
const TOLERANCE = 26 * 3_600_000;

/** A list of a range of time has the item that it was taken from; where it names the member, none from without. */
export const inRange: LawCheck<'inRange'> = (sequence, law) => {
  const { at, member } = law;
  const bound = (name = '') => (Object.hasOwn(sequence.bound, name) ? sequence.bound[name] : undefined);
  const item = bound(law.item);
  const shown = knownItemsAt(sequence, law.shown, law);
  if (item === undefined || shown === undefined) return undefined;
  const [from, to] = [bound(law.from), bound(law.to)];
  const facts = (found: string, place: readonly (string | number)[]): LawFacts => ({
    check: 'inRange',
    confidence: member === undefined ? 'advice' : 'likely',
    expected: `the items from ${from ?? 'the first'} to ${to ?? 'the last'}, such as the one that was listed`,
    found,
    pointer: formatPointer([...at, ...place]),
  });
  if (!shown.has(item) && isAllShown(sequence, law.shown, law)) {
    return facts(shown.size === 0 ? 'an empty list' : 'a list without it', []);
  }
  if (member === undefined) return undefined;
  const [first, last] = [timeOf(from) ?? -Infinity, timeOf(to) ?? Infinity];
  const list = listAt(sequence, law.shown, at) ?? [];
  const index = list.findIndex((one) => {
    const time = isObject(one) ? timeOf(one[member]) : undefined;
    return time !== undefined && (time < first - TOLERANCE || time > last + TOLERANCE);
  });
  const other = list[index];
  return isObject(other)
    ? facts(`one whose ${member} is ${JSON.stringify(other[member])}`, [index, member])
    : undefined;
};
