import { isObject, setOwn } from '../../../base/json.ts';
import { honoured, inOneWord } from '../../../description/resources/conventions/convention.ts';
import { LIST_MEMBERS } from '../../../description/resources/conventions/list-member-names.ts';
import { LIMIT, OFFSET, PAGE, AFTER } from './page-position.ts';
import type { ListPage } from './paging.ts';

const TOTAL = inOneWord(honoured(LIST_MEMBERS.total));

const PAGE_COUNT = inOneWord(honoured(LIST_MEMBERS.pageCount));

const CURRENT_PAGE = inOneWord(honoured(LIST_MEMBERS.currentPage));

const ITEMS_SHOWN = inOneWord(honoured(LIST_MEMBERS.itemsShown));

const HAS_NEXT = inOneWord(honoured(LIST_MEMBERS.hasNext));

const HAS_PREVIOUS = inOneWord(honoured(LIST_MEMBERS.hasPrevious));

const IS_FIRST = inOneWord(honoured(LIST_MEMBERS.isFirst));

const IS_LAST = inOneWord(honoured(LIST_MEMBERS.isLast));

const NEXT_CURSOR = inOneWord(honoured(LIST_MEMBERS.nextCursor));

const NEXT = inOneWord(honoured(LIST_MEMBERS.nextPage));

const PREVIOUS = inOneWord(honoured(LIST_MEMBERS.previousPage));

/** The links to a page and to those around it, by relation; undefined when there is no such page. */
export type PageLinks = Readonly<Record<'first' | 'prev' | 'next' | 'last' | 'self', string | undefined>>;

interface PageMemberOptions {
  /** The member that identifies an item. Default: `id`. */
  readonly key?: string;
  /** Returns the links. Default: links are replaced by tokens. */
  readonly links?: () => PageLinks;
  /** True when the query continues from a token. Default: false. */
  readonly isByToken?: boolean;
  /** The value of a link to a page that does not exist. Default: `null`, which not all schemas allow. */
  readonly none?: null | undefined | '' | 0;
}

/** Writes the members of an envelope that describe a page. */
export type PageWriter = (page: ListPage, filling?: PageFilling) => unknown;

/** What changes from page to page beside its items. */
type PageFilling = Pick<PageMemberOptions, 'links' | 'none'>;

/** Writes one member; undefined leaves it out. */
type MemberWriter = (page: ListPage, filling: PageFilling) => unknown;

/**
 * Sets the members of an envelope that describe the page: totals, counts, positions, flags, links and tokens. They are
 * looked for in the envelope and in the objects in it, but not in the list.
 */
export function fillPageMembers(
  envelope: unknown,
  page: ListPage,
  listName: string | undefined,
  options: PageMemberOptions = {},
): unknown {
  return pageWriter(envelope, listName, options)(page, options);
}

/** Looks for these members in an envelope, and returns the function that sets them. */
export function pageWriter(
  envelope: unknown,
  listName: string | undefined,
  options: Pick<PageMemberOptions, 'key' | 'isByToken'>,
  depth = 0,
): PageWriter {
  if (!isObject(envelope) || depth > 2) return () => envelope;
  const siblings = Object.keys(envelope).map(plainMemberName);
  const writers = Object.entries(envelope).map(([name, value]: [string, unknown]): [string, MemberWriter] => {
    if (name === listName) return [name, () => value];
    const relation = relationOf(plainMemberName(name), value);
    if (relation !== undefined)
      return [name, (page, filling) => linkMember(relation, value, page, { ...options, ...filling })];
    if (isObject(value)) return [name, pageWriter(value, undefined, options, depth + 1)];
    return [
      name,
      name.startsWith('@odata.count') ? ({ total }) => total : countWriter(name, value, siblings),
    ];
  });
  return (page, filling = {}) => {
    const filled: Record<string, unknown> = {};
    for (const [name, write] of writers) {
      const value = write(page, filling);
      if (value !== undefined) setOwn(filled, name, value);
    }
    return filled;
  };
}

/** Returns a member's name in lower case, without separators and without OData's prefix `@odata.`. */
function plainMemberName(name: string): string {
  return name
    .replace(/^@odata\./, '')
    .replace(/[_\-$.]/g, '')
    .toLowerCase();
}

type Relation = 'first' | 'prev' | 'next' | 'last' | 'self' | 'token' | 'start';

const FIXED_RELATIONS: Readonly<Record<string, Relation>> = {
  startcursor: 'start',
  first: 'first',
  last: 'last',
  self: 'self',
};

/** Returns the page that a member leads to. Its value has to be a text, a number, `null`, or an object with `href`. */
function relationOf(name: string, value: unknown): Relation | undefined {
  const isLink = typeof value === 'string' || (isObject(value) && typeof value['href'] === 'string');
  if (!isLink && value !== null && typeof value !== 'number') return undefined;
  if (NEXT_CURSOR.test(name)) return 'token';
  if (NEXT.test(name)) return 'next';
  if (PREVIOUS.test(name)) return 'prev';
  if (AFTER.test(name)) return value === null || isObject(value) ? undefined : 'token';
  return isLink ? FIXED_RELATIONS[name] : undefined;
}

/** Returns the value of a member that leads to a page: a link, the number of the page, or a token. */
function linkMember(relation: Relation, value: unknown, page: ListPage, options: PageMemberOptions): unknown {
  const { links, none = null } = options;
  if (isObject(value)) {
    const href = linkFor(relation, links);
    return href === undefined ? undefined : { ...value, href };
  }
  if (!hasTarget(relation, page)) return none;
  if (typeof value === 'number') return numberValue(relation, value, page, options);
  const address = isToken(relation, value, options) ? undefined : linkFor(relation, links);
  return address ?? tokenValue(relation, page, options);
}

/** Returns the number of the page, or a token that is a number. */
function numberValue(relation: Relation, value: number, page: ListPage, options: PageMemberOptions): number {
  if (relation !== 'token') return pageNumber(page) + (relation === 'prev' ? -1 : 1);
  const token = Number(tokenValue(relation, page, options));
  return Number.isSafeInteger(token) ? token : value;
}

function linkFor(relation: Relation, links: PageMemberOptions['links']): string | undefined {
  return links?.()[relation === 'token' || relation === 'start' ? 'next' : relation];
}

/** Returns a token: the identifier of the last item of the page; of the first one, for the start of the page. */
function tokenValue(relation: Relation, { items }: ListPage, { key = 'id' }: PageMemberOptions): string {
  return String(items.at(relation === 'start' ? 0 : -1)?.[key] ?? '');
}

/**
 * True when a member holds a token. `next` does when the query continues from one, unless its value looks like a link.
 */
function isToken(relation: Relation, value: unknown, { isByToken = false }: PageMemberOptions): boolean {
  if (relation === 'token' || relation === 'start') return true;
  return isByToken && relation === 'next' && !/^(\/|\w+:)/.test(String(value));
}

function hasTarget(relation: Relation, { offset, items, total }: ListPage): boolean {
  if (relation === 'prev') return offset > 0;
  return relation === 'next' || relation === 'token' ? offset + items.length < total : true;
}

function pageNumber({ page, firstPage, offset, limit, total }: ListPage): number {
  return page ?? Math.floor(offset / (limit ?? Math.max(total, 1))) + firstPage;
}

/** Returns the function that writes a count, a position or a flag; other members stay as they are. */
function countWriter(member: string, value: unknown, siblings: readonly string[]): MemberWriter {
  const name = plainMemberName(member);
  const same = () => value;
  if (typeof value === 'boolean') return flagWriter(name) ?? same;
  if (typeof value !== 'number') return same;
  if (TOTAL.test(name)) return ({ total }) => total;
  if (PAGE_COUNT.test(name)) return ({ total, limit = Math.max(total, 1) }) => Math.ceil(total / limit);
  if (OFFSET.test(name)) return ({ offset }) => offset;
  if (isPageNumber(name, siblings)) return pageNumber;
  const shown: MemberWriter = ({ items }) => items.length;
  if (name === 'count') return siblings.some((sibling) => TOTAL.test(sibling)) ? shown : ({ total }) => total;
  if (ITEMS_SHOWN.test(name) || (name === 'size' && siblings.includes('limit'))) return shown;
  return LIMIT.test(name) ? ({ items, limit = items.length }) => limit : same;
}

/** True for the number of the page; `number` is one when the number of all pages stands beside it. */
function isPageNumber(name: string, siblings: readonly string[]): boolean {
  return (
    PAGE.test(name) ||
    CURRENT_PAGE.test(name) ||
    (name === 'number' && siblings.some((sibling) => PAGE_COUNT.test(sibling)))
  );
}

function flagWriter(name: string): MemberWriter | undefined {
  if (HAS_NEXT.test(name)) return ({ offset, items, total }) => offset + items.length < total;
  if (HAS_PREVIOUS.test(name)) return ({ offset }) => offset > 0;
  if (IS_FIRST.test(name)) return ({ offset }) => offset === 0;
  if (IS_LAST.test(name)) return ({ offset, items, total }) => offset + items.length >= total;
  return name === 'empty' ? ({ items }) => items.length === 0 : undefined;
}
