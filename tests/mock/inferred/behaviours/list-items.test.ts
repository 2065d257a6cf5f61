import { describe, expect, test } from '@jest/globals';
import { items, member } from '../../../../src/base/json.ts';
import {
  answers,
  listOf,
  pathParameter,
  queryParameter,
  ref,
  takes,
} from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

const Pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    kind: { type: 'string', enum: ['cat', 'dog'] },
    weight: { type: 'number' },
    isFree: { type: 'boolean' },
    tags: listOf({ type: 'string' }),
  },
};

const NAMES = ['Gus', 'Ada', 'Kit', 'Bo', 'Eve', 'Dot', 'Fay'];
const fixtures = {
  pets: NAMES.map((name, index) => ({
    id: index + 1,
    name,
    kind: index % 2 === 0 ? 'cat' : 'dog',
    weight: 10 - index,
    isFree: index > 4,
    tags: index === 0 ? ['old', 'calm'] : ['calm'],
  })),
};

const integer = { type: 'integer' };
const text = { type: 'string' };

function client(parameters: readonly object[], listed: object = answers(listOf(ref('Pet'))), options = {}) {
  const paths = {
    '/pets': {
      get: { parameters, responses: { '200': listed } },
      post: { requestBody: takes(ref('Pet')), responses: { '201': answers(ref('Pet')) } },
    },
    '/pets/{id}': {
      parameters: [pathParameter('id', integer)],
      get: { responses: { '200': answers(ref('Pet')) } },
    },
  };
  return clientOf(mockPaths(paths, { schemas: { Pet }, fixtures, ...options }));
}

describe('a page', () => {
  test.each([
    [['limit', 'offset'], 'limit=2', [1, 2]],
    [['limit', 'offset'], 'limit=2&offset=5', [6, 7]],
    [['limit', 'offset'], 'limit=2&offset=6', [7]],
    [['limit', 'offset'], 'limit=2&offset=70', []],
    [['limit', 'offset'], 'offset=5', [6, 7]],
    [['count', 'offset'], 'count=3&offset=1', [2, 3, 4]],
    [['page', 'per_page'], 'page=2&per_page=3', [4, 5, 6]],
    [['page', 'perPage'], 'page=3&perPage=3', [7]],
    [['page', 'pageSize'], 'page=1&pageSize=3', [1, 2, 3]],
    [['page', 'page_size'], 'page=2&page_size=6', [7]],
    [['page', 'size'], 'page=2&size=6', [7]],
    [['page', 'limit'], 'page=2&limit=4', [5, 6, 7]],
    [['pageNumber', 'pageSize'], 'pageNumber=2&pageSize=4', [5, 6, 7]],
    [['skip', 'take'], 'skip=5&take=1', [6]],
    [['$skip', '$top'], '$skip=5&$top=1', [6]],
    [['start', 'rows'], 'start=5&rows=1', [6]],
    [['_page', '_limit'], '_page=2&_limit=4', [5, 6, 7]],
    [['_start', '_end'], '_start=1&_end=3', [2, 3]],
    [['page[number]', 'page[size]'], 'page%5Bnumber%5D=2&page%5Bsize%5D=4', [5, 6, 7]],
    [['page[offset]', 'page[limit]'], 'page%5Boffset%5D=5&page%5Blimit%5D=4', [6, 7]],
    [['maxResults', 'startAt'], 'maxResults=2&startAt=4', [5, 6]],
  ])('by %j: %s', async (names, query, ids) => {
    const { get } = client(names.map((name) => queryParameter(name)));
    const answer = await get(`/pets?${query}`);
    expect(answer.status).toBe(200);
    expect(pluck(answer.body, 'id')).toEqual(ids);
  });

  test('is numbered from 0 when the description says so', async () => {
    const { get } = client([
      queryParameter('page', { type: 'integer', minimum: 0, default: 0 }),
      queryParameter('size'),
    ]);
    expect(pluck((await get('/pets?size=3')).body, 'id')).toEqual([1, 2, 3]);
    expect(pluck((await get('/pets?page=0&size=3')).body, 'id')).toEqual([1, 2, 3]);
    expect(pluck((await get('/pets?page=1&size=3')).body, 'id')).toEqual([4, 5, 6]);
  });

  test('can be given in an object parameter', async () => {
    const schema = { type: 'object', properties: { number: integer, size: integer } };
    const { get } = client([{ name: 'page', in: 'query', style: 'deepObject', schema }]);
    expect(pluck((await get('/pets?page[number]=2&page[size]=3')).body, 'id')).toEqual([4, 5, 6]);
  });

  test('has the default size of the description', async () => {
    const { get } = client([
      queryParameter('limit', { type: 'integer', default: 2 }),
      queryParameter('offset', { type: 'integer', default: 0 }),
    ]);
    expect(pluck((await get('/pets')).body, 'id')).toEqual([1, 2]);
    expect(pluck((await get('/pets?offset=2')).body, 'id')).toEqual([3, 4]);
  });

  test('contains everything by default', async () => {
    expect(items((await client([queryParameter('limit')]).get('/pets')).body)).toHaveLength(7);
  });

  test.each([
    ['cursor', 'next_cursor', text],
    ['after', 'after', { type: ['string', 'null'] }],
    ['starting_after', 'next', text],
    ['pageToken', 'nextPageToken', text],
    ['page_token', 'next_page_token', text],
    ['marker', 'nextMarker', text],
  ])('continues with the token of the previous page: %s from %s', async (parameter, field, schema) => {
    const page = {
      type: 'object',
      required: ['items'],
      properties: { items: listOf(ref('Pet')), [field]: schema, has_more: { type: 'boolean' } },
    };
    const { get } = client([queryParameter(parameter, text), queryParameter('limit')], answers(page));
    const seen = [];
    let query = 'limit=3';
    for (let round = 0; round < 5 && query !== ''; round += 1) {
      const body = bodyOf(await get(`/pets?${query}`));
      seen.push(...pluck(body['items'], 'id'));
      const token = body[field];
      expect(body['has_more']).toBe(round < 2);
      query =
        typeof token === 'string' && token !== '' ? `limit=3&${parameter}=${encodeURIComponent(token)}` : '';
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('continues after the item that the cursor names', async () => {
    const { get } = client([queryParameter('starting_after', text), queryParameter('limit')]);
    expect(pluck((await get('/pets?starting_after=3&limit=2')).body, 'id')).toEqual([4, 5]);
  });
});

describe('the information about a page', () => {
  const paging = [queryParameter('page'), queryParameter('per_page')];

  test('in the envelope is correct', async () => {
    const envelope = {
      type: 'object',
      required: ['data', 'meta'],
      properties: {
        data: listOf(ref('Pet')),
        total: integer,
        meta: {
          type: 'object',
          properties: {
            page: integer,
            per_page: integer,
            total_pages: integer,
            totalCount: integer,
            hasNextPage: { type: 'boolean' },
            hasPreviousPage: { type: 'boolean' },
          },
        },
        pagination: {
          type: 'object',
          properties: {
            next_page: { type: ['integer', 'null'] },
            prev_page: { type: ['integer', 'null'] },
            currentPage: integer,
            lastPage: integer,
            pageSize: integer,
          },
        },
      },
    };
    const { get } = client(paging, answers(envelope));
    expect(
      await get('/pets?page=2&per_page=3').then(({ body }) => ({ ...(body as object), data: undefined })),
    ).toEqual({
      data: undefined,
      total: 7,
      meta: { page: 2, per_page: 3, total_pages: 3, totalCount: 7, hasNextPage: true, hasPreviousPage: true },
      pagination: { next_page: 3, prev_page: 1, currentPage: 2, lastPage: 3, pageSize: 3 },
    });
    expect(member(bodyOf(await get('/pets?page=3&per_page=3'))['pagination'], 'next_page')).toBeNull();
  });

  test('in the envelope counts created and filtered items', async () => {
    const envelope = {
      type: 'object',
      properties: { items: listOf(ref('Pet')), total: integer, count: integer },
    };
    const { get, post } = client([queryParameter('kind', text)], answers(envelope));
    await post('/pets', { name: 'New', kind: 'dog' });
    expect((await get('/pets')).body).toMatchObject({ total: 8, count: 8 });
    expect((await get('/pets?kind=dog')).body).toMatchObject({ total: 4, count: 4 });
  });

  test.each(['X-Total-Count', 'X-Total', 'Total-Count', 'X-Pagination-Total-Count'])(
    'in %s is the number of all',
    async (name) => {
      const listed = answers(listOf(ref('Pet')), { headers: { [name]: { schema: integer } } });
      const { get } = client(paging, listed);
      expect((await get('/pets?page=1&per_page=2')).headers[name.toLowerCase()]).toBe('7');
    },
  );

  test('in the Link field leads to the neighbouring pages', async () => {
    const listed = answers(listOf(ref('Pet')), { headers: { Link: { schema: text } } });
    const { get } = client([...paging, queryParameter('kind', text)], listed);
    const links = String((await get('/pets?page=2&per_page=1&kind=cat')).headers['link']);
    const byRelation = Object.fromEntries(
      [...links.matchAll(/<([^>]*)>; rel="(\w+)"/g)].map(([, target, rel]) => [rel, target]),
    );
    expect(Object.keys(byRelation).toSorted()).toEqual(['first', 'last', 'next', 'prev']);
    expect(pluck((await get(String(byRelation['next']))).body, 'id')).toEqual([5]);
    expect(pluck((await get(String(byRelation['prev']))).body, 'id')).toEqual([1]);
    expect(pluck((await get(String(byRelation['last']))).body, 'id')).toEqual([7]);
    const last = String((await get(String(byRelation['last']))).headers['link']);
    expect(last).not.toContain('rel="next"');
  });
});

describe('sorting', () => {
  test.each([
    ['sort', 'sort=name', 'Ada'],
    ['sort', 'sort=-name', 'Kit'],
    ['sort', 'sort=weight', 'Fay'],
    ['sort', 'sort=name:desc', 'Kit'],
    ['sort', 'sort=name,desc', 'Kit'],
    ['sort', 'sort=isFree,-name', 'Kit'],
    ['sortBy', 'sortBy=name', 'Ada'],
    ['order_by', 'order_by=name', 'Ada'],
    ['orderBy', 'orderBy=name%20desc', 'Kit'],
    ['_sort', '_sort=name', 'Ada'],
  ])('by %s: %s', async (name, query, first) => {
    const { get } = client([queryParameter(name, text)]);
    expect(pluck((await get(`/pets?${query}`)).body, 'name')[0]).toBe(first);
  });

  test('in the direction of another parameter', async () => {
    const { get } = client([
      queryParameter('sort', text),
      queryParameter('order', { type: 'string', enum: ['asc', 'desc'] }),
    ]);
    expect(pluck((await get('/pets?sort=name&order=desc')).body, 'name')[0]).toBe('Kit');
  });

  test('comes before paging', async () => {
    const { get } = client([queryParameter('sort', text), queryParameter('limit')]);
    expect(pluck((await get('/pets?sort=-weight&limit=1')).body, 'id')).toEqual([1]);
    expect(pluck((await get('/pets?sort=weight&limit=1')).body, 'id')).toEqual([7]);
  });
});

describe('filtering', () => {
  test.each([
    ['kind', text, 'kind=dog', [2, 4, 6]],
    ['isFree', { type: 'boolean' }, 'isFree=true', [6, 7]],
    ['isFree', { type: 'boolean' }, 'isFree=false', [1, 2, 3, 4, 5]],
    ['is_free', { type: 'boolean' }, 'is_free=true', [6, 7]],
    ['weight', { type: 'number' }, 'weight=9', [2]],
    ['tags', listOf(text), 'tags=old', [1]],
    ['tag', text, 'tag=old', [1]],
    ['id', listOf(integer), 'id=1&id=3', [1, 3]],
    ['ids', listOf(integer), 'ids=1&ids=3', [1, 3]],
    ['name', text, 'name=nobody', []],
    ['q', text, 'q=ev', [5]],
    ['search', text, 'search=EV', [5]],
    ['minWeight', { type: 'number' }, 'minWeight=9', [1, 2]],
    ['weight_lte', { type: 'number' }, 'weight_lte=5', [6, 7]],
    ['filter', { type: 'object', properties: { kind: text } }, 'filter[kind]=dog', [2, 4, 6]],
    ['filter[kind]', text, 'filter%5Bkind%5D=dog', [2, 4, 6]],
  ])('by %s', async (name, schema, query, ids) => {
    const style = (schema as { type?: string }).type === 'object' ? { style: 'deepObject' } : {};
    const { get } = client([{ name, in: 'query', schema, ...style }]);
    const answer = await get(`/pets?${query}`);
    expect([answer.status, pluck(answer.body, 'id')]).toEqual([200, ids]);
  });

  test('by a member leaves out items without it', async () => {
    const { get, post } = client([queryParameter('kind', text)]);
    await post('/pets', { name: 'No kind' });
    expect(pluck((await get('/pets?kind=dog')).body, 'id')).toEqual([2, 4, 6]);
  });

  test('ignores parameters that match no member', async () => {
    const { get } = client([queryParameter('verbose', { type: 'boolean' }), queryParameter('fields', text)]);
    expect(items((await get('/pets?verbose=true&fields=id')).body)).toHaveLength(7);
  });
});

describe('another list of the same items', () => {
  test('shows created items, filtered by its own parameters', async () => {
    const paths = {
      '/pets': { post: { requestBody: takes(ref('Pet')), responses: { '201': answers(ref('Pet')) } } },
      '/pets/findByKind': {
        get: {
          parameters: [queryParameter('kind', text)],
          responses: { '200': answers(listOf(ref('Pet'))) },
        },
      },
      '/pets/statistics': {
        get: {
          responses: {
            '200': answers(listOf({ type: 'object', properties: { kind: text, count: integer } })),
          },
        },
      },
      '/pets/{id}': {
        parameters: [pathParameter('id', integer)],
        get: { responses: { '200': answers(ref('Pet')) } },
      },
    };
    const { get, post } = clientOf(mockPaths(paths, { schemas: { Pet }, fixtures }));
    await post('/pets', { name: 'New', kind: 'dog' });
    expect(pluck((await get('/pets/findByKind?kind=dog')).body, 'id')).toEqual([2, 4, 6, 8]);
    expect(pluck((await get('/pets/statistics')).body, 'count')).not.toContain(undefined);
  });
});
