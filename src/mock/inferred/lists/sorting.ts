import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
import { spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import { memberNames, memberOf } from '../items/item-member.ts';
import type { QueryEntry } from './query-entries.ts';

const SORT = inOneWord(honoured(LIST_PARAMETERS.sort));

const DIRECTION = inOneWord(honoured(LIST_PARAMETERS.sortOrder));

export function isSortingName(name: string): boolean {
  return SORT.test(name) || DIRECTION.test(name);
}

/** `name`, `-name`, `name:desc`, `name desc`, `name,desc`, several; a second parameter may give the direction. */
export function sorted(items: readonly Item[], entries: readonly QueryEntry[]): readonly Item[] {
  const by =
    entries.find(({ name }) => SORT.test(name) && name !== 'order') ??
    entries.find(({ name }) => name === 'order');
  const direction = entries.find((entry) => DIRECTION.test(entry.name) && entry !== by)?.value;
  const texts = (Array.isArray(by?.value) ? by.value : [by?.value]).filter((one) => typeof one === 'string');
  const keys = sortKeys(
    texts.flatMap((text) => text.split(',')),
    direction,
    memberNames(items),
  );
  if (keys.length === 0) return items;
  return items.toSorted((left, right) => {
    for (const { name, sign } of keys) {
      const difference = compare(memberOf(left, name), memberOf(right, name));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

interface SortKey {
  readonly name: string;
  readonly sign: 1 | -1;
}

/** What names no member is left out; a direction on its own goes with the key before it. */
function sortKeys(texts: readonly string[], general: unknown, names: readonly string[]): readonly SortKey[] {
  const keys: SortKey[] = [];
  for (const text of texts.map((one) => one.trim())) {
    const last = keys.at(-1);
    if (last && /^(asc|desc)/i.test(text))
      keys[keys.length - 1] = { ...last, sign: /^desc/i.test(text) ? -1 : 1 };
    else keys.push(...sortKey(text, general, names));
  }
  return keys;
}

function sortKey(text: string, general: unknown, names: readonly string[]): readonly SortKey[] {
  const [, prefix = '', wanted = '', suffix = ''] =
    /^([-+]?)(.*?)(?:[:\s_-]+(asc|desc|ascending|descending))?$/i.exec(text) ?? [];
  const name = names.find((one) => one === wanted) ?? names.find((one) => spelling(one) === spelling(wanted));
  const direction = suffix === '' ? String(general ?? '') : suffix;
  return name === undefined ? [] : [{ name, sign: prefix === '-' || /^(desc|-1)/i.test(direction) ? -1 : 1 }];
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [textOf(left), textOf(right)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
