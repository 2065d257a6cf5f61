import { isObject } from '../../../base/json.ts';
import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import { memberOf } from '../items/item-member.ts';
import { isPagingName } from './page-position.ts';
import type { QueryEntry } from './query-entries.ts';
import { isSortingName } from './sorting.ts';

type Test = (item: Item) => boolean;

const SEARCH = inOneWord(honoured(LIST_PARAMETERS.textSearch));

/** A query parameter that says which items are meant; undefined for one that means nothing to them. */
export function filterOf({ name, path, value }: QueryEntry, names: readonly string[]): Test | undefined {
  if (isPagingName(name) || isSortingName(name) || isObject(value) || meansAll(value)) return undefined;
  const wanted = path.at(-1) ?? name;
  const exact = propertyFor(wanted, names);
  if (exact !== undefined) return (item) => isOneOf(memberOf(item, exact), value);
  if (SEARCH.test(spelling(wanted))) return (item) => mentions(item, String(value).toLowerCase());
  return comparisonOf(wanted, value, names);
}

const EVERY_ITEM = inOneWord(honoured(LIST_PARAMETERS.everyItem));

/** Whether a filter has a value that stands for "do not filter". */
function meansAll(value: unknown): boolean {
  const text = String(value).toLowerCase();
  return text === '' || EVERY_ITEM.test(text);
}

/** In another spelling, and singular for plural. */
function propertyFor(wanted: string, names: readonly string[]): string | undefined {
  const found =
    names.find((name) => name === wanted) ?? names.find((name) => spelling(name) === spelling(wanted));
  return found ?? names.find((name) => singularOf(name) === singularOf(wanted));
}

/** A list of values means any of them; of an object its identifier or name counts. */
function isOneOf(own: unknown, wanted: unknown): boolean {
  const values = (Array.isArray(own) ? own : [own]).flatMap((one: unknown) =>
    isObject(one) ? [one['id'], one['_id'], one['name'], one['key']] : [one],
  );
  const allowed = Array.isArray(wanted)
    ? wanted
    : String(wanted).includes(',')
      ? [wanted, ...String(wanted).split(',')]
      : [wanted];
  return allowed.some((one) => values.some((value) => value !== undefined && String(value) === String(one)));
}

function mentions(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((one) => mentions(one, text))
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

function comparisonOf(wanted: string, value: unknown, names: readonly string[]): Test | undefined {
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

function differenceOf(own: unknown, wanted: unknown): number | undefined {
  if (own === undefined || own === null) return undefined;
  if (typeof own === 'number') return own - Number(wanted);
  const [left, right] = [Date.parse(String(own)), Date.parse(String(wanted))];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return String(own) === String(wanted) ? 0 : String(own) < String(wanted) ? -1 : 1;
}
