import { describe, expect, test } from '@jest/globals';
import { isCursor } from '../../../../src/description/resources/cursor-parameter.ts';
import {
  expected,
  honoured,
  type Convention,
} from '../../../../src/description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../../src/description/resources/conventions/identifying-names.ts';
import { LIST_MEMBERS } from '../../../../src/description/resources/conventions/list-member-names.ts';
import { LIST_PARAMETERS } from '../../../../src/description/resources/conventions/list-parameter-names.ts';
import { TIMES } from '../../../../src/description/resources/conventions/time-names.ts';
import { pagingOf, sortingsOf } from '../../../../src/description/resources/list-parameters.ts';
import { isKeptByServer } from '../../../../src/description/resources/naming.ts';
import { shapeOf } from '../../../../src/description/schemas/value-shape.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { serverTimes } from '../../../../src/mock/inferred/items/item-changes.ts';
import { fillPageMembers } from '../../../../src/mock/inferred/lists/page-envelope.ts';
import { selectPage } from '../../../../src/mock/inferred/lists/paging.ts';
import type { ItemProperty } from '../../../../src/mock/inferred/resources/item-properties.ts';
import type { Transaction } from '../../../../src/mock/state/transaction.ts';

const TABLE: Readonly<Record<string, Convention>> = {
  ...LIST_PARAMETERS,
  ...LIST_MEMBERS,
  ...IDENTIFYING,
  ...TIMES,
};

/** `page size` as descriptions write it. */
function spellings(name: string): readonly string[] {
  const words = name.split(' ');
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return [...new Set([words.join('_'), capitals.charAt(0).toLowerCase() + capitals.slice(1), capitals])];
}

/** Each spelling of each name. */
function each(names: readonly string[]): readonly string[] {
  return names.flatMap(spellings);
}

const sureOf = (...conventions: readonly Convention[]) => each(conventions.flatMap(({ sure }) => sure));
const likelyOf = (...conventions: readonly Convention[]) =>
  each(conventions.flatMap(({ likely = [] }) => likely));

describe('the table of conventions', () => {
  test.each([
    ['pageSize', ['limit', 'page size', 'per page'], ['rows', 'take']],
    ['offset', ['offset', 'skip'], ['from']],
    ['pageNumber', ['page', 'page number'], ['p']],
    ['cursor', ['cursor', 'page token', 'marker'], ['bookmark']],
    ['afterItem', ['starting after', 'since id'], ['since']],
    ['sort', ['sort', 'order by'], ['sort field']],
    ['sortOrder', ['direction', 'sort order'], []],
    ['textSearch', ['q', 'search'], ['keyword']],
    ['total', ['total', 'total count'], ['num found']],
    ['hasNext', ['has more'], ['has more items']],
    ['nextCursor', ['next cursor', 'next page token'], ['next key']],
    ['nextPage', ['next', 'next link'], ['next href']],
    ['previousPage', [], ['prev', 'previous page']],
    ['identifier', ['id', 'uuid'], ['guid']],
    ['naturalKey', ['name', 'email', 'slug', 'user name'], ['subject']],
    ['creation', ['created'], ['registered']],
    ['change', ['updated', 'last modified'], ['changed']],
  ])('%s has sure names and likely names', (purpose, sure, likely) => {
    expect(TABLE[purpose]?.sure).toEqual(expect.arrayContaining(sure));
    expect(TABLE[purpose]?.likely ?? []).toEqual(expect.arrayContaining(likely));
  });

  test.each(Object.entries(TABLE))('%s has each name once, in words', (_, convention) => {
    const names = [...honoured(convention), ...(convention.suiteOnly ?? [])];
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((name) => !/^(\*|[a-z]+( [a-z]+)*)$/.test(name))).toEqual([]);
  });

  test('lists the names that the suite uses and the mock does not', () => {
    const differences = Object.entries(TABLE).flatMap(([purpose, convention]) => {
      const names = expected(convention).filter((name) => !honoured(convention).includes(name));
      return names.length === 0 ? [] : [[purpose, names]];
    });
    expect(Object.fromEntries(differences)).toEqual({
      // the suite expects these, and the mock lacks them
      cursor: ['next page cursor', 'continuation'],
      nextCursor: ['next page cursor'],
      sort: ['sorting'],
      // by these the suite is careful: it expects nothing
      noFilter: expect.arrayContaining(['locale', 'until']),
      shownMembers: ['field', 'fields', 'select'],
      expansion: ['expand', 'include', 'embed'],
      everyItem: ['both', 'every', 'everything', 'none'],
      inPages: expect.arrayContaining(['page', 'offset', 'cursor']),
      goesOn: expect.arrayContaining(['next', 'has more']),
      deletion: ['deleted'],
      noun: expect.arrayContaining(['creation', 'last update']),
      // with these it makes values that are unlike
      naturalKey: [
        'project name',
        'file name',
        'group name',
        'tag name',
        'login name',
        'nick name',
        'handle',
        'isbn',
        'ean',
        'gtin',
        'sku',
        'serial number',
        'phone',
        'phone number',
        'mobile',
      ],
      word: expect.arrayContaining(['name', 'handle']),
      reference: ['uuid', 'key', 'slug', 'type', 'kind'],
    });
  });
});

const ITEMS = [
  { id: 'a', name: 'Cedar', rank: 1 },
  { id: 'b', name: 'amber', rank: 2 },
  { id: 'c', name: 'birch', rank: 3 },
  { id: 'd', name: 'delta', rank: 4 },
];

/** The identifiers of the items that the mock lists for a query. */
function listed(query: Readonly<Record<string, unknown>>): string {
  return selectPage(ITEMS, query, { key: 'id', names: ['id', 'name', 'rank'] })
    .items.map(({ id }) => String(id))
    .join('');
}

describe('the mock honours', () => {
  const { pageSize, offset, pageNumber, cursor, afterItem, beforeItem } = LIST_PARAMETERS;
  const { sort, sortOrder, textSearch, everyItem } = LIST_PARAMETERS;

  test.each(each(honoured(pageSize)))('%s as the size of a page', (name) => {
    expect(listed({ [name]: 3 })).toBe('abc');
  });

  test.each(each(honoured(offset)))('%s as the number of items before the page', (name) => {
    expect(listed({ [name]: 3 })).toBe('d');
  });

  test.each(each(honoured(pageNumber)))('%s as the number of the page', (name) => {
    expect(listed({ [name]: 2, limit: 2 })).toBe('cd');
  });

  test.each(each(honoured(cursor, afterItem)))('%s as the item before the page', (name) => {
    expect(listed({ [name]: 'b' })).toBe('cd');
  });

  test.each(each(honoured(beforeItem)))('%s as the item after the page', (name) => {
    expect(listed({ [name]: 'c' })).toBe('ab');
  });

  test.each(each(honoured(sort)))('%s as the order of the list', (name) => {
    expect(listed({ [name]: '-rank' })).toBe('dcba');
  });

  test.each(each(honoured(sortOrder)))('%s as the direction of the order', (name) => {
    expect(listed({ sort: 'rank', [name]: 'desc' })).toBe('dcba');
  });

  test.each(each(honoured(textSearch)))('%s as a text to search for', (name) => {
    expect(listed({ [name]: 'BIR' })).toBe('c');
  });

  test.each(honoured(everyItem))('%s as a filter that leaves all items', (value) => {
    expect(listed({ name: value.toUpperCase() })).toBe('abcd');
  });
});

/** The member that the mock shows beside a page that has another behind it. */
function shown(name: string, value: unknown): unknown {
  const page = selectPage(ITEMS, { limit: 2 }, { key: 'id' });
  const links = { first: '/f', prev: undefined, next: '/n', last: '/l', self: '/s' };
  const envelope = fillPageMembers({ items: page.items, [name]: value }, page, 'items', {
    links: () => links,
  });
  return Object.entries(envelope as object).find(([one]) => one === name)?.[1];
}

describe('the mock fills in', () => {
  const { total, hasNext, nextCursor, sameCursor, nextPage } = LIST_MEMBERS;

  test.each(each(honoured(total)))('%s with the number of all items', (name) => {
    expect(shown(name, 9)).toBe(4);
  });

  test.each(each(honoured(hasNext)))('%s with the presence of a next page', (name) => {
    expect(shown(name, false)).toBe(true);
  });

  test.each(each(honoured(nextCursor, sameCursor)))('%s with the cursor of the next page', (name) => {
    expect(shown(name, 'x')).toBe('b');
  });

  test.each(each(honoured(nextPage)))('%s with the address of the next page', (name) => {
    expect(shown(name, '/x')).toBe('/n');
  });

  const now = new Date('2024-05-06T07:08:09.000Z');
  const timesFor = (name: string, isNew: boolean) => {
    const property = { name, format: 'date-time', type: 'string', isReadOnly: true } as ItemProperty;
    const tx = { now: () => now } as Transaction;
    return serverTimes({ properties: new Map([[name, property]]) }, tx, { sent: {}, isNew });
  };

  test.each(honoured(TIMES.creation).map((name) => `${name}_at`))(
    '%s when an item is created, and never again',
    (name) => {
      expect(timesFor(name, true)).toEqual({ [name]: now.toISOString() });
      expect(timesFor(name, false)).toEqual({});
    },
  );

  test.each(honoured(TIMES.change).map((name) => `${name.replaceAll(' ', '_')}_at`))(
    '%s whenever an item changes',
    (name) => {
      expect(timesFor(name, false)).toEqual({ [name]: now.toISOString() });
    },
  );
});

const itemSchema = {
  type: 'object',
  properties: { id: { type: 'string' }, price: { type: 'number' } },
};

/** The list operation of an API whose parameters have these names and types. */
function listOf(parameters: Readonly<Record<string, object>>) {
  const description = loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: {
        '/things': {
          get: {
            operationId: 'list',
            parameters: Object.entries(parameters).map(([name, schema]) => ({ name, in: 'query', schema })),
            responses: {
              200: {
                description: 'Things.',
                content: { 'application/json': { schema: { type: 'array', items: itemSchema } } },
              },
            },
          },
        },
      },
    },
    { name: 'things' },
  );
  const [operation] = description.operations;
  if (operation === undefined) throw new Error('there is one');
  return { description, operation };
}

const number = { type: 'integer' };

function pagedBy(limit: string, place: string) {
  const { description, operation } = listOf({ [limit]: number, [place]: number });
  return pagingOf(description, operation)?.kind;
}

function isCursorName(name: string): boolean {
  const { description, operation } = listOf({ [name]: { type: 'string' } });
  return operation.parameters.some((parameter) => isCursor(description.document, parameter));
}

function sortedBy(name: string): number {
  const { description, operation } = listOf({ [name]: { type: 'string', enum: ['price'] } });
  const shape = shapeOf(description.document, { definition: itemSchema, pointer: '' });
  return sortingsOf(description, operation, shape).length;
}

describe('the suite uses sure names, and expects nothing of likely ones', () => {
  const { pageSize, offset, pageNumber, cursor, afterItem, beforeItem, sort } = LIST_PARAMETERS;

  test('as the size of a page', () => {
    expect(sureOf(pageSize).filter((name) => pagedBy(name, 'offset') !== 'offset')).toEqual([]);
    expect(likelyOf(pageSize).filter((name) => pagedBy(name, 'offset') !== undefined)).toEqual([]);
  });

  test('as the position of a page', () => {
    expect(sureOf(offset).filter((name) => pagedBy('limit', name) !== 'offset')).toEqual([]);
    expect(sureOf(pageNumber).filter((name) => pagedBy('limit', name) !== 'page')).toEqual([]);
    const likely = likelyOf(offset, pageNumber);
    expect(likely.filter((name) => pagedBy('limit', name) !== undefined)).toEqual([]);
  });

  test('as a cursor', () => {
    expect(sureOf(cursor, afterItem, beforeItem).filter((name) => !isCursorName(name))).toEqual([]);
    expect(likelyOf(cursor, afterItem, beforeItem).filter(isCursorName)).toEqual([]);
  });

  test('as a sort order', () => {
    expect(sureOf(sort).filter((name) => sortedBy(name) !== 1)).toEqual([]);
    expect(likelyOf(sort).filter((name) => sortedBy(name) !== 0)).toEqual([]);
  });

  test('as a time that the server sets', () => {
    const { creation, change } = TIMES;
    expect(sureOf(creation, change).filter((name) => !isKeptByServer(`${name}_at`))).toEqual([]);
    expect(likelyOf(creation, change).filter((name) => isKeptByServer(`${name}_at`))).toEqual([]);
  });
});
