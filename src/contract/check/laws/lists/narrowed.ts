import { exactText } from '../../../../base/exact-json.ts';
import { formatPointer } from '../../../../base/json-pointer.ts';
import { equalJson, isObject } from '../../../../base/json.ts';
import type { Confidence } from '../../../case/case.ts';
import type { Law } from '../../../case/law.ts';
import type { FilterKind } from '../../../case/lists/listed-value.ts';
import { listAt } from '../list.ts';
import { isSameValue } from '../same-value.ts';
import type { LawCheck, LawFacts, Sequence } from '../sequence.ts';
import { isAllShown, itemsAt, knownItemsAt } from './shown-items.ts';

/** A list that is asked for by the value of an item has the item, and none with another value. */
export const narrowed: LawCheck<'narrowed'> = (sequence, law) => {
  const { at, member, filter } = law;
  const value = Object.hasOwn(sequence.bound, law.value) ? sequence.bound[law.value] : undefined;
  const before = itemsAt(sequence, law.by, law);
  const shown = knownItemsAt(sequence, law.shown, law);
  if (value === undefined || before === undefined || shown === undefined) return undefined;
  const has = [...before].filter(([, item]) => valuesOf(item[member]).some((one) => String(one) === value));
  const isMissing = isAllShown(sequence, law.shown, law) && has.some(([id]) => !shown.has(id));
  const facts = (confidence: Confidence, found: string, place: readonly (string | number)[]): LawFacts => ({
    check: 'filtered',
    confidence,
    expected: `the items whose ${member} is ${exactText(value)}, and no others`,
    found,
    pointer: formatPointer([...at, ...place]),
  });
  const list = listAt(sequence, law.shown, at) ?? [];
  const index = firstOther(list, { value, member, filter });
  const other = list[index];
  if (isObject(other)) {
    const found = `one whose ${member} is ${exactText(other[member])}`;
    const isReversed = has.length > 0 && list.every((item) => isObject(item) && isOther(value, item[member]));
    if (isMissing || isReversed || filter !== 'switch') return facts('likely', found, [index, member]);
    return isIgnored(sequence, law) ? facts('advice', found, [index, member]) : undefined;
  }
  if (!isMissing) return undefined;
  return facts('likely', list.length === 0 ? 'an empty list' : 'a list without one of them', []);
};

/** A switch is not looked at where another choice changes nothing. It may well do something else than narrow a list. */
function isIgnored(sequence: Sequence, { at, shown, other }: Narrowed): boolean {
  const lists = [shown, other].map((index) =>
    index === undefined ? undefined : listAt(sequence, index, at),
  );
  return lists.every((list) => list !== undefined) && equalJson(lists[0], lists[1]);
}

type Narrowed = Extract<Law, { kind: 'narrowed' }>;

interface Wanted {
  readonly value: string;
  readonly member: string;
  readonly filter: FilterKind;
}

/** A number may be the least or the most that is wanted: only one below and one above say that it is neither. */
function firstOther(list: readonly unknown[], { value, member, filter }: Wanted): number {
  const shown = list.map((item) => (isObject(item) ? item[member] : undefined));
  if (filter !== 'number') return shown.findIndex((one) => isOther(value, one));
  const isBelow = (one: unknown) => typeof one === 'number' && one < Number(value);
  const isAbove = (one: unknown) => typeof one === 'number' && one > Number(value);
  return shown.some(isAbove) ? shown.findIndex(isBelow) : -1;
}

/** What is missing says nothing. Texts may be found by a part of them, or by one of their words. */
function isOther(wanted: string, shown: unknown): boolean {
  const values = valuesOf(shown);
  const isTold = values.length > 0 && values.every((one) => one !== null && typeof one !== 'object');
  return isTold && !values.some((one) => isLike(wanted, one));
}

function isLike(wanted: string, shown: unknown): boolean {
  if (isSameValue(wanted, shown) || String(shown) === wanted) return true;
  if (typeof shown !== 'string') return false;
  const [one, other] = [folded(wanted), folded(shown)];
  return other.includes(one) || one.split(/\s+/).some((word) => word !== '' && other.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function valuesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value === undefined ? [] : [value];
}
