import { exactText } from '../../../base/exact-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { firstApart, firstOutOfOrder } from './lists/in-order.ts';
import { listAt } from './list.ts';
import { knownItemsAt } from './lists/shown-items.ts';
import { isSameValue } from './same-value.ts';
import { isItem, type LawCheck } from './sequence.ts';

/** In a list, an item looks as it was sent, as far as the list shows it. */
export const listShows: LawCheck<'listShows'> = (sequence, law) => {
  const list = listAt(sequence, law.shown, law.at) ?? [];
  const index = list.findIndex((one) => isItem(sequence, law, one));
  const item = list[index];
  if (!isObject(item)) return undefined;
  const name = Object.keys(law.sent).find(
    (one) =>
      Object.hasOwn(item, one) &&
      !isSameValue(law.sent[one], item[one]) &&
      !isBeginning(item[one], law.sent[one]),
  );
  if (name === undefined) return undefined;
  return {
    check: 'listShows',
    confidence: 'likely',
    expected: `${name}: ${exactText(law.sent[name])}, as it was sent`,
    found: `${name}: ${exactText(item[name])}`,
    pointer: formatPointer([...law.at, index, name]),
  };
};

/** Long texts are cut in lists. */
function isBeginning(shown: unknown, whole: unknown): boolean {
  if (typeof shown !== 'string' || typeof whole !== 'string') return false;
  const text = shown.replace(/(…|\.{3})$/, '');
  return text !== '' && text.length < whole.length && whole.startsWith(text);
}

/**
 * A list that is asked for by the value of a member has no item with another value. One that a switch is asked for has not
 * those alone.
 */
export const filtered: LawCheck<'filtered'> = (sequence, law) => {
  const list = listAt(sequence, law.shown, law.at) ?? [];
  const values = list.map((item) => (isObject(item) ? item[law.name] : undefined));
  if (isBound(law.value, values)) return undefined;
  const index = values.findIndex((value) => isOther(law.value, value));
  if (law.isSwitch === true && !values.every((value) => isOther(law.value, value))) return undefined;
  const item = list[index];
  if (!isObject(item)) return undefined;
  return {
    check: 'filtered',
    confidence: 'likely',
    expected: `only items whose ${law.name} is ${exactText(law.value)}`,
    found: `one whose ${law.name} is ${exactText(item[law.name])}`,
    pointer: formatPointer([...law.at, index, law.name]),
  };
};

/** True for a number that all values are at least, or at most: what a filter by a number means is said in prose alone. */
function isBound(wanted: unknown, shown: readonly unknown[]): boolean {
  if (typeof wanted !== 'number') return false;
  const numbers = shown.filter((value) => typeof value === 'number');
  return numbers.every((number) => number >= wanted) || numbers.every((number) => number <= wanted);
}

/** Texts may be found by a part of them; what is missing says nothing. */
function isOther(wanted: unknown, shown: unknown): boolean {
  if (shown === undefined || shown === null || typeof shown === 'object') return false;
  const isPart =
    typeof wanted === 'string' &&
    typeof shown === 'string' &&
    shown.toLowerCase().includes(wanted.toLowerCase());
  return !isPart && !isSameValue(wanted, shown);
}

/** A list that is asked for in the order of a member has it in that order. */
export const sorted: LawCheck<'sorted'> = (sequence, law) => {
  const { key } = law;
  if (key !== undefined && knownItemsAt(sequence, law.shown, { ...law, key }) === undefined) return undefined;
  const list = listAt(sequence, law.shown, law.at) ?? [];
  const values = list.map((item) => (isObject(item) ? item[law.name] : undefined));
  const first = law.isRanked === true ? firstApart : firstOutOfOrder;
  const up = first(values);
  const down = first(values.toReversed());
  const isRight = { ascending: up === -1, descending: down === -1, either: up === -1 || down === -1 };
  if (isRight[law.order]) return undefined;
  const index = law.order === 'descending' ? values.length - 1 - down : up;
  return {
    check: 'sorted',
    confidence: 'likely',
    expected: law.order === 'either' ? `items in the order of ${law.name}` : `${law.name} ${law.order}`,
    found: `${exactText(values[index])} out of order`,
    pointer: formatPointer([...law.at, index, law.name]),
  };
};
