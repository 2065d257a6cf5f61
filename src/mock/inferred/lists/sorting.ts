import { boundedlyMemoised, once } from '../../../base/memoise.ts';
import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
import { spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import type { ItemSource } from '../collection/item-source.ts';
import { memberNames, memberOf, type MemberNames } from '../items/item-member.ts';
import type { QueryEntry } from './query-entries.ts';

const SORT = inOneWord(honoured(LIST_PARAMETERS.sort));

const DIRECTION = inOneWord(honoured(LIST_PARAMETERS.sortOrder));

export const isSortingName = boundedlyMemoised((name: string) => SORT.test(name) || DIRECTION.test(name));

/**
 * Sorts by the query: `name`, `-name`, `name:desc`, `name desc`, `name,desc`, or several of them. A second parameter
 * can give the direction. Items that are equal keep their order. Undefined when the query does not sort.
 */
export function sortItems(
  source: ItemSource,
  entries: readonly QueryEntry[],
  described: readonly string[],
): readonly Item[] | undefined {
  const by =
    entries.find(({ name }) => SORT.test(name) && name !== 'order') ??
    entries.find(({ name }) => name === 'order');
  const direction = entries.find((entry) => DIRECTION.test(entry.name) && entry !== by)?.value;
  const texts = (Array.isArray(by?.value) ? by.value : [by?.value]).filter(
    (text) => typeof text === 'string',
  );
  if (texts.length === 0) return undefined;
  const keys = sortKeys(
    texts.flatMap((text) => text.split(',')),
    direction,
    { described, all: once(() => memberNames(source.slice())) },
  );
  if (keys.length === 0) return undefined;
  const sorted = () => source.slice().toSorted((left, right) => compareBy(keys, left, right));
  return source.kept?.(`sorted ${JSON.stringify(keys)}`, sorted) ?? sorted();
}

function compareBy(keys: readonly SortKey[], left: Item, right: Item): number {
  for (const { name, sign } of keys) {
    const difference = compare(memberOf(left, name), memberOf(right, name));
    if (difference !== 0) return sign * difference;
  }
  return 0;
}

interface SortKey {
  readonly name: string;
  readonly sign: 1 | -1;
}

/**
 * Reads the sort keys. Names that are not a member are left out; a direction on its own belongs to the key before it.
 */
function sortKeys(texts: readonly string[], general: unknown, names: MemberNames): readonly SortKey[] {
  const keys: SortKey[] = [];
  for (const text of texts.map((untrimmed) => untrimmed.trim())) {
    const last = keys.at(-1);
    if (last && /^(asc|desc)/i.test(text))
      keys[keys.length - 1] = { ...last, sign: /^desc/i.test(text) ? -1 : 1 };
    else keys.push(...sortKey(text, general, names));
  }
  return keys;
}

function sortKey(text: string, general: unknown, names: MemberNames): readonly SortKey[] {
  const [, prefix = '', wanted = '', suffix = ''] =
    /^([-+]?)(.*?)(?:[:\s_-]+(asc|desc|ascending|descending))?$/i.exec(text) ?? [];
  const name = names.described.includes(wanted)
    ? wanted
    : (names.all().find((member) => member === wanted) ??
      names.all().find((member) => spelling(member) === spelling(wanted)));
  const direction = suffix === '' ? String(general ?? '') : suffix;
  return name === undefined ? [] : [{ name, sign: prefix === '-' || /^(desc|-1)/i.test(direction) ? -1 : 1 }];
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [leftText, rightText] = [textOf(left), textOf(right)];
  if (leftText === rightText) return 0;
  return leftText < rightText ? -1 : 1;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
