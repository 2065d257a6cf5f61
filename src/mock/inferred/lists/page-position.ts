import { isObject, type Json } from '../../../base/json.ts';
import { boundedlyMemoised, weaklyMemoised } from '../../../base/memoise.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
import type { ItemSource } from '../collection/item-source.ts';
import type { QueryEntry } from './query-entries.ts';

/** The position of a page in a list. */
export interface PagePosition {
  readonly offset: number;
  /** Undefined when the query sets no limit. */
  readonly limit: number | undefined;
  /** The number of the page, as the query has it; undefined when it has none. */
  readonly page: number | undefined;
  /** The number of the first page. */
  readonly firstPage: 0 | 1;
}

export const LIMIT = inOneWord(honoured(LIST_PARAMETERS.pageSize));

export const OFFSET = inOneWord(honoured(LIST_PARAMETERS.offset));

export const PAGE = inOneWord(honoured(LIST_PARAMETERS.pageNumber));

const END = inOneWord(honoured(LIST_PARAMETERS.rangeEnd));

/** A cursor is the identifier of the last item as well. */
export const AFTER = inOneWord(honoured(LIST_PARAMETERS.cursor, LIST_PARAMETERS.afterItem));

const BEFORE = inOneWord(honoured(LIST_PARAMETERS.beforeItem));

/** A page without a size has this many items. */
const DEFAULT_PAGE_SIZE = 10;

/**
 * Returns the name of a query parameter in the form that these patterns match: `page[size]` and `page_size` give
 * `pagesize`.
 */
export function plainName(name: string): string {
  return name.replace(/[_\-$[\].]/g, '').toLowerCase();
}

/** What a parameter says of the page, by its name in the form of `plainName`. */
const rolesOf = boundedlyMemoised(
  (name: string): ReadonlySet<RegExp> => new Set(ROLES.filter((role) => role.test(name))),
);

const ROLES = [LIMIT, OFFSET, PAGE, END, AFTER, BEFORE];

/** True for the name of a parameter that pages a list, in the form of `plainName`. */
export function isPagingName(name: string): boolean {
  return rolesOf(name).size > 0;
}

/** Returns the position that a query selects by numbers, or by the identifier of the item before or after the page. */
export function positionOf(
  items: ItemSource,
  entries: readonly QueryEntry[],
  { key, parameters }: { readonly key: string; readonly parameters: readonly Parameter[] },
): PagePosition {
  const firstPage = firstPageOf(parameters);
  const page = integerIn(entries, PAGE);
  const end = integerIn(entries, END);
  const wanted = integerIn(entries, LIMIT) ?? (page === undefined ? undefined : DEFAULT_PAGE_SIZE);
  const start = integerIn(entries, OFFSET);
  const given = wanted ?? (end === undefined ? undefined : Math.max(0, end - (start ?? 0)));
  const limit = given === undefined || given <= 0 ? undefined : given;
  const after = indexIn(items, key, entries, AFTER);
  if (after >= 0) return { offset: after + 1, limit, page, firstPage };
  const before = indexIn(items, key, entries, BEFORE);
  if (before >= 0) {
    const offset = Math.max(0, before - (limit ?? before));
    return { offset, limit: Math.min(limit ?? before, before), page, firstPage };
  }
  const skipped = page === undefined ? 0 : Math.max(0, page - firstPage) * (given ?? DEFAULT_PAGE_SIZE);
  return { offset: start ?? skipped, limit, page, firstPage };
}

function integerIn(entries: readonly QueryEntry[], role: RegExp): number | undefined {
  for (const { name, value } of entries)
    if (Number.isInteger(value) && rolesOf(name).has(role)) return Number(value);
  return undefined;
}

/** Returns the position of the item that a parameter names; -1 without one. */
function indexIn(items: ItemSource, key: string, entries: readonly QueryEntry[], role: RegExp): number {
  for (const { name, value } of entries)
    if (!isObject(value) && rolesOf(name).has(role))
      return value === undefined ? -1 : items.indexOf(key, String(value));
  return -1;
}

const firstPageOf = weaklyMemoised((parameters: readonly Parameter[]) =>
  startsAtZero(parameters) ? (0 as const) : (1 as const),
);

/** True when the page parameter allows 0; else pages are numbered from 1. */
function startsAtZero(parameters: readonly Parameter[]): boolean {
  const page = parameters.find(({ name }) => PAGE.test(plainName(name)));
  const schema: Json | undefined = page?.schema.definition;
  return page?.default === 0 || (isObject(schema) && schema['minimum'] === 0);
}
