import type { CheckId } from '../../../../../src/contract/case/finding.ts';
import type { Row, Switches } from './plays-server.ts';

export const without =
  (name: string): NonNullable<Switches['query']> =>
  (query) =>
    query.delete(name);

const reading =
  (change: (row: Row) => Row): NonNullable<Switches['body']> =>
  (body, path) =>
    path.startsWith('/plays/') ? change(body) : body;

type Broken = readonly [caseId: string, check: CheckId, confidence: string, switches: Switches];

/** A case of the plan, the check that fails, how certain that is, and what is wrong. */
export const BROKEN: readonly Broken[] = [
  ['listPlays/sequence/listed/pages', 'pages', 'likely', { query: without('limit') }],
  ['listPlays/sequence/listed/pages', 'pages', 'likely', { query: without('offset') }],
  [
    'listPlays/sequence/listed/pages',
    'pages',
    'likely',
    { query: (query) => query.set('offset', String(Math.max(0, Number(query.get('offset')) - 1))) },
  ],
  [
    'listPlays/sequence/listed/pages',
    'pages',
    'likely',
    {
      query: (query) => {
        const offset = Number(query.get('offset'));
        if (offset > 0) query.set('offset', String(offset + 1));
      },
    },
  ],
  [
    'listPlays/sequence/listed/pages',
    'pages',
    'likely',
    {
      body: (body, path) => (path === '/plays' ? { ...body, total: (body['items'] as Row[]).length } : body),
    },
  ],
  ['listEvents/sequence/listed/cursor', 'pages', 'likely', { query: without('cursor') }],
  [
    'listEvents/sequence/listed/cursor',
    'pages',
    'likely',
    {
      query: (query) => {
        if (query.has('cursor')) query.set('cursor', String(Number(query.get('cursor')) + 1));
      },
    },
  ],
  [
    'listEvents/sequence/listed/cursor',
    'pages',
    'likely',
    { body: (body, path) => (path === '/events' ? { ...body, nextCursor: null } : body) },
  ],
  [
    'listEvents/sequence/listed/cursor',
    'pages',
    'likely',
    {
      response: (response, { target }) =>
        target.includes('cursor=') ? { status: 400, headers: {}, body: new Uint8Array(0) } : response,
    },
  ],
  ['listVenues/sequence/listed/limit', 'pages', 'likely', { query: without('count') }],
  ['listPlays/sequence/listed/filter/genre', 'filtered', 'likely', { query: without('genre') }],
  ['listPlays/sequence/listed/filter/author', 'filtered', 'likely', { query: without('author') }],
  ['listPlays/sequence/listed/filter/rating', 'filtered', 'likely', { query: without('rating') }],
  ['listPlays/sequence/listed/filter/tag', 'filtered', 'likely', { query: without('tag') }],
  ['listPlays/sequence/listed/filter/open', 'filtered', 'advice', { query: without('open') }],
  [
    'listPlays/sequence/listed/filter/open',
    'filtered',
    'likely',
    { fits: (row, name, value) => (name === 'open' ? String(row['open']) !== value : undefined) },
  ],
  [
    'listPlays/sequence/listed/filter/author',
    'filtered',
    'likely',
    { fits: (_, name) => (name === 'author' ? false : undefined) },
  ],
  ['listPlays/sequence/listed/sort', 'sorted', 'likely', { query: without('sort') }],
  [
    'listPlays/sequence/listed/sort',
    'sorted',
    'likely',
    { query: (query) => query.set('sort', (query.get('sort') ?? 'title').replace('-', '')) },
  ],
  [
    'listPlays/sequence/listed/sort',
    'sorted',
    'likely',
    { compare: (one, other) => (String(one) < String(other) ? -1 : 1) },
  ],
  [
    'listPlays/sequence/listed/search/q',
    'searched',
    'advice',
    { fits: (_, name) => (name === 'q' ? false : undefined) },
  ],
  [
    'listPlays/sequence/listed/range/createdAfter-createdBefore',
    'inRange',
    'likely',
    { fits: (_, name) => (name === 'createdAfter' ? false : undefined) },
  ],
  [
    'listPlays/sequence/listed/range/createdAfter-createdBefore',
    'inRange',
    'likely',
    {
      query: (query) => {
        query.delete('createdAfter');
        query.delete('createdBefore');
      },
    },
  ],
  [
    'listPlays/sequence/listed/range/from-to',
    'inRange',
    'advice',
    { fits: (_, name) => (name === 'to' ? false : undefined) },
  ],
  [
    'listPlays/sequence/listed/read',
    'listShows',
    'likely',
    { body: reading((row) => ({ ...row, title: `${String(row['title'])}!` })) },
  ],
  [
    'listPlays/sequence/listed/read',
    'listShows',
    'likely',
    { body: reading((row) => ({ ...row, id: 'p25', title: 'another' })) },
  ],
  [
    'listPlays/sequence/listed/read',
    'readsAgree',
    'likely',
    { rows: (rows, _, asked) => (asked % 3 === 2 ? rows.slice(1) : rows) },
  ],
  [
    'headPlays/sequence/head',
    'headAgrees',
    'likely',
    { response: (response, { method }) => (method === 'HEAD' ? { ...response, status: 204 } : response) },
  ],
  [
    'headPlays/sequence/head',
    'headAgrees',
    'likely',
    {
      response: (response, { method }) =>
        method === 'HEAD' ? { ...response, headers: { ...response.headers, etag: '"other"' } } : response,
    },
  ],
  [
    'readPlay/sequence/tag',
    'precondition',
    'likely',
    {
      response: (response, { headers }) =>
        response.status === 304
          ? {
              status: 200,
              headers: { 'content-type': 'application/json', etag: String(headers['if-none-match']) },
              body: new TextEncoder().encode('{"id":"p1","title":"Winter play 0"}'),
            }
          : response,
    },
  ],
];

/** What finds faults in lists that are there already. */
export const CHECKS_OF_LISTS: readonly CheckId[] = [...new Set(BROKEN.map(([, check]) => check))];
