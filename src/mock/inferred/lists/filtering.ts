import { isObject } from '../../../base/json.ts';
import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import { memberOf, type MemberNames } from '../items/item-member.ts';
import { isPagingName } from './page-position.ts';
import type { QueryEntry } from './query-entries.ts';
import { isSortingName } from './sorting.ts';

/** What a query parameter demands of the items. */
export interface ItemFilter {
  readonly fits: (item: Item) => boolean;
  /** Where a member has to have one of several texts: its name, how its texts are read, and those texts. */
  readonly among?: readonly [string, (item: Item) => readonly string[], readonly string[]];
}

const SEARCH = inOneWord(honoured(LIST_PARAMETERS.textSearch));

/** Returns the filter that a query parameter stands for; undefined when it does not filter items. */
export function filterOf({ name, path, value }: QueryEntry, names: MemberNames): ItemFilter | undefined {
  if (isPagingName(name) || isSortingName(name) || isObject(value) || meansAll(value)) return undefined;
  const wanted = path.at(-1) ?? name;
  const exact = names.described.includes(wanted) ? wanted : propertyFor(wanted, names.all());
  if (exact !== undefined) return memberFilter(exact, value);
  if (SEARCH.test(spelling(wanted))) {
    const text = String(value).toLowerCase();
    return { fits: (item) => containsText(item, text) };
  }
  return comparisonFilter(wanted, value, names.all());
}

/**
 * Returns the filter for items of which a member has one of the wanted values: a list, or a text with commas. An object
 * counts by identifier or name.
 */
function memberFilter(name: string, wanted: unknown): ItemFilter {
  const options: readonly unknown[] = Array.isArray(wanted)
    ? wanted
    : String(wanted).includes(',')
      ? [wanted, ...String(wanted).split(',')]
      : [wanted];
  const texts = options.map(String);
  const textsOf = (item: Item) => textsIn(memberOf(item, name));
  const fits = (item: Item) => textsOf(item).some((text) => texts.includes(text));
  return { fits, among: [name, textsOf, texts] };
}

function textsIn(actual: unknown): readonly string[] {
  return (Array.isArray(actual) ? actual : [actual])
    .flatMap((value: unknown) =>
      isObject(value) ? [value['id'], value['_id'], value['name'], value['key']] : [value],
    )
    .filter((value) => value !== undefined)
    .map(String);
}

const EVERY_ITEM = inOneWord(honoured(LIST_PARAMETERS.everyItem));

/** True for a value that stands for "do not filter". */
function meansAll(value: unknown): boolean {
  const text = String(value).toLowerCase();
  return text === '' || EVERY_ITEM.test(text);
}

/** Returns the member that a name means: also in another spelling, or singular for plural. */
function propertyFor(wanted: string, names: readonly string[]): string | undefined {
  return (
    names.find((name) => name === wanted) ??
    names.find((name) => spelling(name) === spelling(wanted)) ??
    names.find((name) => singularOf(name) === singularOf(wanted))
  );
}

function containsText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((member) => containsText(member, text))
  );
}

/** Before and behind the name: `minPrice`, `price_lte`, `createdAfter`. */
const COMPARISONS: readonly (readonly [RegExp, (difference: number) => boolean])[] = [
  [/^(?:min|from)[_\-.]?(.+)$|^(.+?)[_\-.]?(?:gte|min|from)$/i, (difference) => difference >= 0],
  [/^(?:max|to)[_\-.]?(.+)$|^(.+?)[_\-.]?(?:lte|max|to)$/i, (difference) => difference <= 0],
  [/^(?:after)[_\-.]?(.+)$|^(.+?)[_\-.]?(?:gt|after)$/i, (difference) => difference > 0],
  [/^(?:before)[_\-.]?(.+)$|^(.+?)[_\-.]?(?:lt|before)$/i, (difference) => difference < 0],
  [/^()$|^(.+?)[_\-.]?(?:ne|not)$/i, (difference) => difference !== 0],
];

function comparisonFilter(wanted: string, value: unknown, names: readonly string[]): ItemFilter | undefined {
  for (const [pattern, holds] of COMPARISONS) {
    const [, behind, before] = pattern.exec(wanted) ?? [];
    const name =
      propertyFor(behind ?? before ?? '', names) ?? propertyFor(`${behind ?? before ?? ''}At`, names);
    if (name === undefined) continue;
    const fits = (item: Item) => {
      const difference = differenceOf(memberOf(item, name), value);
      return difference !== undefined && holds(difference);
    };
    return { fits };
  }
  return undefined;
}

function differenceOf(actual: unknown, wanted: unknown): number | undefined {
  if (actual === undefined || actual === null) return undefined;
  if (typeof actual === 'number') return actual - Number(wanted);
  const [left, right] = [Date.parse(String(actual)), Date.parse(String(wanted))];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return String(actual) === String(wanted) ? 0 : String(actual) < String(wanted) ? -1 : 1;
}
