import { formatPointer } from '../../../../base/json-pointer.ts';
import { equalJson, isObject } from '../../../../base/json.ts';
import { isSameValue } from '../same-value.ts';
import { identifierIn, itemAt, type LawCheck } from '../sequence.ts';
import { itemsAt } from './shown-items.ts';

type Members = Readonly<Record<string, unknown>>;

/** An item that is read agrees with the list, in the members that both have and that do not change by themselves. */
export const listAgrees: LawCheck<'listAgrees'> = (sequence, law) => {
  const id = sequence.bound[law.item];
  const [listed, again] = [law.by, law.again].map((index) => itemsAt(sequence, index, law)?.get(id ?? ''));
  const [read, once] = law.reads.map((index) => itemAt(sequence, index, law.envelope));
  if (listed === undefined || again === undefined || read === undefined || once === undefined)
    return undefined;
  const shownId = identifierIn(read, law.key);
  if (shownId !== undefined && shownId !== id && shownId === identifierIn(once, law.key)) {
    return {
      check: 'listShows',
      confidence: 'likely',
      expected: 'the item that was asked for, as the list has it',
      found: 'another item',
      pointer: formatPointer([...law.envelope, law.key]),
    };
  }
  const isSteady = (name: string) =>
    equalJson(listed[name], again[name]) && equalJson(read[name], once[name]);
  const name = Object.keys(listed).find(
    (one) => Object.hasOwn(read, one) && isSteady(one) && !agrees(listed, read, one),
  );
  if (name === undefined) return undefined;
  return {
    check: 'listShows',
    confidence: 'likely',
    expected: `${name}: ${JSON.stringify(listed[name])}, as the list has it`,
    found: `${name}: ${JSON.stringify(read[name])}`,
    pointer: formatPointer([...law.envelope, name]),
  };
};

/** Lists show the beginning of a text, what is in an object in another depth, and nothing for what they do not load. */
function agrees(listed: Members, read: Members, name: string): boolean {
  const [short, whole] = [listed[name], read[name]];
  if (short === null || whole === null || isEmpty(short)) return true;
  if (isNested(short) !== isNested(whole)) return true;
  if (Array.isArray(short) && Array.isArray(whole) && short.length < whole.length) return true;
  if (isSameValue(short, whole)) return true;
  if (isObject(short) && isObject(whole)) {
    return Object.keys(short).every((inner) => !Object.hasOwn(whole, inner) || agrees(short, whole, inner));
  }
  return typeof short === 'string' && typeof whole === 'string' && isBeginning(short, whole);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: unknown): boolean {
  return isNested(value) && Object.keys(Object(value) as object).length === 0;
}

/** A list that cuts texts shows so much of them, where it does not say that there is more. */
const LEAST_SHOWN = 16;

function isBeginning(short: string, whole: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  const start = plain(short.replace(/(\.{3}|…)$/, ''));
  const isCut = start.length >= LEAST_SHOWN || (start !== '' && start !== plain(short));
  return isCut && start.length < plain(whole).length && plain(whole).startsWith(start);
}
