import { isObject } from '../../../base/json.ts';
import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import { memberOf } from '../items/item-member.ts';
import { isPagingName } from './page-position.ts';
import type { QueryEntry } from './query-entries.ts';
import { isSortingName } from './sorting.ts';

type ItemFilter = (item: Item) => boolean;

const SEARCH = inOneWord(honoured(LIST_PARAMETERS.textSearch));

/** Returns the filter that a query parameter stands for; undefined when it does not filter items. */
export function filterOf(
  { name, path, value }: QueryEntry,
  names: () => readonly string[],
): ItemFilter | undefined {
  if (isPagingName(name) || isSortingName(name) || isObject(value) || meansAll(value)) return undefined;
  const wanted = path.at(-1) ?? name;
  const exact = propertyFor(wanted, names());
  if (exact !== undefined) return (item) => isOneOf(memberOf(item, exact), value);
  if (SEARCH.test(spelling(wanted))) return (item) => containsText(item, String(value).toLowerCase());
  return comparisonFilter(wanted, value, names());
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

/**
 * True when a member has one of the wanted values: a list, or a text with commas. An object counts by identifier or
 * name.
 */
function isOneOf(actual: unknown, wanted: unknown): boolean {
  const values = (Array.isArray(actual) ? actual : [actual]).flatMap((value: unknown) =>
    isObject(value) ? [value['id'], value['_id'], value['name'], value['key']] : [value],
  );
  const allowed = Array.isArray(wanted)
    ? wanted
    : String(wanted).includes(',')
      ? [wanted, ...String(wanted).split(',')]
      : [wanted];
  return allowed.some((option) =>
    values.some((value) => value !== undefined && String(value) === String(option)),
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
    return (item) => {
      const difference = differenceOf(memberOf(item, name), value);
      return difference !== undefined && holds(difference);
    };
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
