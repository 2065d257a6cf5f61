import { describe, expect, test } from '@jest/globals';
import { member } from '../../../src/base/json.ts';
import {
  answers,
  listOf,
  NOTHING,
  pathParameter,
  queryParameter,
  ref,
  takes,
} from '../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from './described.ts';

const content = (range: string, schema: object) => ({ description: '', content: { [range]: { schema } } });
const TEXT = { type: 'string' };

describe('HAL', () => {
  const Order = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, note: TEXT } };
  const page = {
    type: 'object',
    required: ['number'],
    properties: {
      size: { type: 'integer' },
      totalElements: { type: 'integer' },
      totalPages: { type: 'integer' },
      number: { type: 'integer' },
    },
  };
  const paths = {
    '/orders': {
      get: {
        parameters: [queryParameter('page', { type: 'integer', minimum: 0 }), queryParameter('size')],
        responses: {
          200: content('application/hal+json', {
            type: 'object',
            required: ['_embedded', 'page'],
            properties: { _embedded: { type: 'object', properties: { orders: listOf(Order) } }, page },
          }),
        },
      },
      post: { requestBody: takes(Order), responses: { 201: NOTHING } },
    },
    '/orders/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { 200: content('application/hal+json', Order) } },
    },
  };

  test('has the page in its members', async () => {
    const { get } = clientOf(mockPaths(paths));
    const second = bodyOf(await get('/orders?size=2&page=1'));
    expect(second['page']).toEqual({ size: 2, totalElements: 3, totalPages: 2, number: 1 });
    expect(pluck(member(second['_embedded'], 'orders'), 'id')).toHaveLength(1);
  });
});

describe('JSON:API', () => {
  const Article = {
    type: 'object',
    required: ['type', 'id', 'attributes'],
    properties: {
      type: { enum: ['articles'] },
      id: TEXT,
      attributes: { type: 'object', properties: { title: TEXT, size: { type: 'integer' } } },
    },
  };
  const range = 'application/vnd.api+json';
  const one = { type: 'object', required: ['data'], properties: { data: ref('Article') } };
  const paths = {
    '/articles': {
      get: {
        parameters: [queryParameter('filter[title]', TEXT), queryParameter('sort', TEXT)],
        responses: {
          200: content(range, {
            type: 'object',
            required: ['data'],
            properties: { data: listOf(ref('Article')) },
          }),
        },
      },
      post: { requestBody: takes(one, range), responses: { 201: content(range, one) } },
    },
    '/articles/{id}': {
      parameters: [pathParameter('id')],
      get: { responses: { 200: content(range, one) } },
      patch: { requestBody: takes(one, range), responses: { 200: content(range, one) } },
    },
  };

  test('filters and sorts by attributes, and changes only the sent ones', async () => {
    const fixtures = {
      articles: [
        { type: 'articles', id: 'a', attributes: { title: 'One', size: 3 } },
        { type: 'articles', id: 'b', attributes: { title: 'Two', size: 1 } },
      ],
    };
    const { get, patch } = clientOf(mockPaths(paths, { schemas: { Article }, fixtures }), {
      'content-type': range,
    });
    expect(pluck(bodyOf(await get('/articles?filter%5Btitle%5D=Two'))['data'], 'id')).toEqual(['b']);
    expect(pluck(bodyOf(await get('/articles?sort=size'))['data'], 'id')).toEqual(['b', 'a']);
    expect(pluck(bodyOf(await get('/articles?sort=-size'))['data'], 'id')).toEqual(['a', 'b']);
    const sent = { data: { type: 'articles', id: 'a', attributes: { title: 'New' } } };
    expect(member(bodyOf(await patch('/articles/a', sent))['data'], 'attributes')).toEqual({
      title: 'New',
      size: 3,
    });
  });
});

describe('OData', () => {
  const Product = {
    type: 'object',
    required: ['ID', 'Name'],
    properties: { ID: { type: 'integer' }, Name: TEXT },
  };
  const list = {
    type: 'object',
    required: ['@odata.count', 'value'],
    properties: { '@odata.count': { type: 'integer' }, value: listOf(Product) },
  };
  const collection = (itemPath: string, schema: object) => ({
    '/Products': {
      get: {
        parameters: [
          queryParameter('$top'),
          queryParameter('$skip'),
          queryParameter('$orderby', TEXT),
          queryParameter('$count', { type: 'boolean' }),
        ],
        responses: { 200: answers(list) },
      },
      post: { requestBody: takes(Product), responses: { 201: answers(Product) } },
    },
    [itemPath]: {
      parameters: [pathParameter('ID', schema)],
      get: { responses: { 200: answers(Product) } },
      delete: { responses: { 204: NOTHING } },
    },
  });

  test.each([
    ['/Products({ID})', { type: 'integer' }, (id: unknown) => `/Products(${String(id)})`],
    [`/Products('{ID}')`, TEXT, (id: unknown) => `/Products('${String(id)}')`],
  ])('has items at %s', async (itemPath, schema, pathOf) => {
    const { get, post, delete: remove } = clientOf(mockPaths(collection(itemPath, schema)));
    const made = await post('/Products', { ID: 77, Name: 'Chair' });
    expect(made.headers['location']).toBe(pathOf(77));
    expect((await get(pathOf(77))).body).toEqual({ ID: 77, Name: 'Chair' });
    const page = bodyOf(await get('/Products?$orderby=ID%20desc&$top=1&$count=true'));
    expect(page).toEqual({ '@odata.count': 4, value: [{ ID: 77, Name: 'Chair' }] });
    expect((await remove(pathOf(77))).status).toBe(204);
    expect((await get(pathOf(77))).status).toBe(404);
  });
});

describe.each([
  ['application/xml', '<Book><title>T</title></Book>', '<title>T</title>'],
  ['application/yaml', 'title: T\n', 'title: T\n'],
])('a collection with the media type %s only', (range, sent, shown) => {
  const Book = {
    type: 'object',
    required: ['title'],
    properties: { id: { type: 'integer', readOnly: true }, title: TEXT },
  };
  const paths = {
    '/books': {
      get: {
        responses: { 200: content(range, { type: 'array', items: ref('Book'), xml: { name: 'books' } }) },
      },
      post: { requestBody: takes(ref('Book'), range), responses: { 201: content(range, ref('Book')) } },
    },
    '/books/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { 200: content(range, ref('Book')) } },
      delete: { responses: { 204: NOTHING } },
    },
  };

  test('remembers what was created', async () => {
    const client = clientOf(mockPaths(paths, { schemas: { Book } }));
    const made = await client.post('/books', sent, { 'content-type': range });
    expect([made.status, made.headers['location'], made.headers['content-type']]).toEqual([
      201,
      '/books/4',
      range,
    ]);
    expect(made.text).toContain(shown);
    expect((await client.get('/books/4')).text).toBe(made.text);
    expect((await client.get('/books')).text).toContain(shown.trim());
    expect((await client.delete('/books/4')).status).toBe(204);
    expect((await client.get('/books/4')).status).toBe(404);
  });
});
