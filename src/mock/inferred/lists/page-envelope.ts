import { isObject } from '../../../base/json.ts';
import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_MEMBERS } from '../../../description/resources/conventions/list-member-names.ts';
import { LIMIT, OFFSET, PAGE, AFTER } from './page-position.ts';
import type { ListPage } from './paging.ts';

const TOTAL = inOneWord(honoured(LIST_MEMBERS.total));

const PAGES = inOneWord(honoured(LIST_MEMBERS.pageCount));

const CURRENT = inOneWord(honoured(LIST_MEMBERS.currentPage));

const SHOWN = inOneWord(honoured(LIST_MEMBERS.itemsShown));

const MORE = inOneWord(honoured(LIST_MEMBERS.hasNext));

const LESS = inOneWord(honoured(LIST_MEMBERS.hasPrevious));

const IS_FIRST = inOneWord(honoured(LIST_MEMBERS.isFirst));

const IS_LAST = inOneWord(honoured(LIST_MEMBERS.isLast));

const NEXT_CURSOR = inOneWord(honoured(LIST_MEMBERS.nextCursor));

const NEXT = inOneWord(honoured(LIST_MEMBERS.nextPage));

const PREVIOUS = inOneWord(honoured(LIST_MEMBERS.previousPage));

/** The addresses of the pages around a page, by relation; none where there is no such page. */
export type PageAddresses = Readonly<Record<'first' | 'prev' | 'next' | 'last' | 'self', string | undefined>>;

interface CountOptions {
  readonly key?: string;
  readonly addresses?: PageAddresses;
  /** Whether the query goes on from a token. */
  readonly isByToken?: boolean;
  /** What stands for "there is none": not all schemas allow `null`. */
  readonly none?: null | undefined | '' | 0;
}

/** The members of an envelope that speak of the page, set to what is true; in the envelope itself and below. */
export function withCounts(
  envelope: unknown,
  page: ListPage,
  listName: string | undefined,
  options: CountOptions = {},
  depth = 0,
): unknown {
  if (!isObject(envelope) || depth > 2) return envelope;
  const siblings = Object.keys(envelope).map(plain);
  const entries = Object.entries(envelope).flatMap(
    ([name, value]: [string, unknown]): [string, unknown][] => {
      if (name === listName) return [[name, value]];
      const relation = relationOf(plain(name), value);
      const counted = relation === undefined ? inner(name, value) : linked(relation, value, page, options);
      return counted === undefined ? [] : [[name, counted]];
    },
  );
  return Object.fromEntries(entries);

  function inner(name: string, value: unknown): unknown {
    if (isObject(value)) return withCounts(value, page, undefined, options, depth + 1);
    return name.startsWith('@odata.count') ? page.total : countFor(plain(name), value, page, siblings);
  }
}

/** Also without the prefix that OData's annotations have: `@odata.count`. */
function plain(name: string): string {
  return name
    .replace(/^@odata\./, '')
    .replace(/[_\-$.]/g, '')
    .toLowerCase();
}

type Relation = 'first' | 'prev' | 'next' | 'last' | 'self' | 'token' | 'start';

const FIXED: Readonly<Record<string, Relation>> = {
  startcursor: 'start',
  first: 'first',
  last: 'last',
  self: 'self',
};

/** What a member leads to; numbers of pages, texts, and objects with an `href` do. */
function relationOf(name: string, value: unknown): Relation | undefined {
  const isLink = typeof value === 'string' || (isObject(value) && typeof value['href'] === 'string');
  if (!isLink && value !== null && typeof value !== 'number') return undefined;
  if (NEXT_CURSOR.test(name)) return 'token';
  if (NEXT.test(name)) return 'next';
  if (PREVIOUS.test(name)) return 'prev';
  if (AFTER.test(name)) return value === null || isObject(value) ? undefined : 'token';
  return isLink ? FIXED[name] : undefined;
}

/** An address, the number of a page, or the token that leads on from here. */
function linked(relation: Relation, value: unknown, page: ListPage, options: CountOptions): unknown {
  const { addresses, none = null } = options;
  if (isObject(value)) {
    const href = addressFor(relation, addresses);
    return href === undefined ? undefined : { ...value, href };
  }
  if (!leadsAnywhere(relation, page)) return none;
  if (typeof value === 'number') return numberFor(relation, value, page, options);
  const address = isToken(relation, value, options) ? undefined : addressFor(relation, addresses);
  return address ?? tokenFor(relation, page, options);
}

/** Of a page, or an identifier that is a number. */
function numberFor(relation: Relation, value: number, page: ListPage, options: CountOptions): number {
  if (relation !== 'token') return numberOf(page) + (relation === 'prev' ? -1 : 1);
  const token = Number(tokenFor(relation, page, options));
  return Number.isSafeInteger(token) ? token : value;
}

function addressFor(relation: Relation, addresses: PageAddresses | undefined): string | undefined {
  return addresses?.[relation === 'token' || relation === 'start' ? 'next' : relation];
}

/** The identifier of the item that the next page comes behind; of the first one, for where this page starts. */
function tokenFor(relation: Relation, { items }: ListPage, { key = 'id' }: CountOptions): string {
  return String(items.at(relation === 'start' ? 0 : -1)?.[key] ?? '');
}

/** `next` is a token where the query goes on from one, unless it looks like an address. */
function isToken(relation: Relation, value: unknown, { isByToken = false }: CountOptions): boolean {
  if (relation === 'token' || relation === 'start') return true;
  return isByToken && relation === 'next' && !/^(\/|\w+:)/.test(String(value));
}

function leadsAnywhere(relation: Relation, { offset, items, total }: ListPage): boolean {
  if (relation === 'prev') return offset > 0;
  return relation === 'next' || relation === 'token' ? offset + items.length < total : true;
}

function numberOf({ page, firstPage, offset, limit, total }: ListPage): number {
  return page ?? Math.floor(offset / (limit ?? Math.max(total, 1))) + firstPage;
}

function countFor(name: string, value: unknown, page: ListPage, siblings: readonly string[]): unknown {
  const { items, total, offset, limit } = page;
  const size = limit ?? Math.max(total, 1);
  if (typeof value === 'boolean') return flagFor(name, page) ?? value;
  if (typeof value !== 'number') return value;
  if (TOTAL.test(name)) return total;
  if (PAGES.test(name)) return Math.ceil(total / size);
  if (OFFSET.test(name)) return offset;
  if (isPageNumber(name, siblings)) return numberOf(page);
  if (name === 'count') return siblings.some((one) => TOTAL.test(one)) ? items.length : total;
  if (SHOWN.test(name) || (name === 'size' && siblings.includes('limit'))) return items.length;
  return LIMIT.test(name) ? (limit ?? items.length) : value;
}

/** `number` is one beside the number of all pages. */
function isPageNumber(name: string, siblings: readonly string[]): boolean {
  return (
    PAGE.test(name) || CURRENT.test(name) || (name === 'number' && siblings.some((one) => PAGES.test(one)))
  );
}

function flagFor(name: string, { offset, items, total }: ListPage): boolean | undefined {
  if (MORE.test(name)) return offset + items.length < total;
  if (LESS.test(name)) return offset > 0;
  if (IS_FIRST.test(name)) return offset === 0;
  if (IS_LAST.test(name)) return offset + items.length >= total;
  return name === 'empty' ? items.length === 0 : undefined;
}
