import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../../../src/contract/case/finding.ts';
import { LIST_LIMITS, type ListLimits } from '../../../../../src/contract/plan/requests/planning.ts';
import type { Report } from '../../../../../src/contract/report/report.ts';
import { handlerTarget } from '../../../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../../../src/contract/run-contract.ts';
import { PLAYS } from './plays-document.ts';
import { playsServer, type Row, type Switches } from './plays-server.ts';

/** Runs the sequences on a theatre that nobody may change. */
async function findingsOn(switches: Switches = {}, requests: string[] = []): Promise<readonly Finding[]> {
  const { findings } = await reportOn(switches, { requests });
  return findings;
}

function reportOn(
  switches: Switches,
  { requests = [], lists = LIST_LIMITS }: { readonly requests?: string[]; readonly lists?: ListLimits },
): Promise<Report> {
  const handle = playsServer(switches);
  return runContract({
    description: PLAYS,
    safety: 'read-only',
    phases: ['sequences'],
    lists,
    target: handlerTarget('plays', (request) => {
      requests.push(`${request.method} ${request.target}`);
      return handle(request);
    }),
  });
}

const without =
  (name: string): NonNullable<Switches['query']> =>
  (query) =>
    query.delete(name);

const inPlays =
  (
    change: (items: readonly Row[], query: URLSearchParams) => readonly Row[],
  ): NonNullable<Switches['body']> =>
  (body, path, query) =>
    path === '/plays' ? { ...body, items: change(body['items'] as readonly Row[], query) } : body;

const reading =
  (change: (row: Row) => Row): NonNullable<Switches['body']> =>
  (body, path) =>
    path.startsWith('/plays/') ? change(body) : body;

/** A case of the plan, the check that fails, how certain that is, and what is wrong. */
const BROKEN: readonly (readonly [string, string, string, Switches])[] = [
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
    'validAccepted',
    'definite',
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
    { rows: (rows, request) => (request % 5 === 2 ? rows.slice(1) : rows) },
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

/** Servers that do as their description says, each in a way of its own. */
const RIGHT: Readonly<Record<string, Switches>> = {
  'filters by a part of a text, in any case': {
    fits: (row, name, value) =>
      name === 'author' ? String(row[name]).toLowerCase().includes(value.toLowerCase()) : undefined,
  },
  'filters by any of the words of a text': {
    fits: (row, name, value) =>
      name === 'author' ? value.split(' ').some((word) => String(row[name]).includes(word)) : undefined,
  },
  'takes a number for the least': {
    fits: (row, name, value) => (name === 'rating' ? Number(row[name]) >= Number(value) : undefined),
  },
  'takes a number for the most': {
    fits: (row, name, value) => (name === 'rating' ? Number(row[name]) <= Number(value) : undefined),
  },
  'shows a member only where it is asked for': {
    fits: (_, name) => (name === 'open' ? true : undefined),
    body: inPlays((items, query) =>
      items.map(({ open, ...row }) => (query.get('open') === 'false' ? row : { ...row, open })),
    ),
  },
  'does not show the member that it filters by': {
    body: inPlays((items) => items.map((row) => ({ ...row, genre: undefined }))),
  },
  'shows what matches best, and a few others': {
    query: (query) => {
      if (query.get('q')?.includes(' ') === true) query.set('q', 'nothing');
    },
  },
  'searches in other texts than names': {
    fits: (row, name, value) =>
      name === 'q' ? String(row['synopsis']).includes(value) || value.startsWith('Winter') : undefined,
  },
  'sorts texts without case': {
    compare: (one, other) =>
      typeof one === 'number' ? one - Number(other) : compareTexts(fold(one), fold(other), one, other),
  },
  'sorts texts by people’s rules': {
    compare: (one, other) =>
      typeof one === 'number'
        ? one - Number(other)
        : compareRanks(one, other) || String(one).localeCompare(String(other), 'de', { numeric: true }),
  },
  'cuts texts in lists': {
    body: inPlays((items) =>
      items.map((row) => ({
        ...row,
        synopsis: row['synopsis'] === null ? null : `${String(row['synopsis']).slice(0, 20)}…`,
      })),
    ),
  },
  'loads less for a list': {
    body: inPlays((items) => items.map((row) => ({ ...row, synopsis: null, tags: [] }))),
  },
  'counts how often a play is shown': {
    rows: (rows, request) => rows.map((row) => ({ ...row, hits: request })),
  },
  'gets a new play at each request': {
    rows: (rows, request) => [
      ...Array.from({ length: request }, (_, index) => ({ ...rows[0], id: `new${request - index}` })),
      ...rows,
    ],
  },
  'loses plays while it is read': {
    rows: (rows, request) => rows.slice(0, Math.max(2, rows.length - Math.floor(request / 3))),
  },
  'changes a play while it is read': {
    rows: (rows, request) => rows.map((row) => (request < 3 ? row : { ...row, title: 'Another title' })),
  },
  'shows fewer items in a page than it is asked for': {
    query: (query) => {
      if (Number(query.get('limit')) > 6) query.set('limit', '6');
    },
  },
  'refuses what it does not know': {
    response: (response, { target }) =>
      /author|rating|sort|created/.test(target)
        ? { status: 400, headers: {}, body: new Uint8Array(0) }
        : response,
  },
  'has another tag each time': {
    response: (response, { target }) =>
      response.status === 304
        ? {
            status: 200,
            headers: { 'content-type': 'application/json', etag: `"${Math.random()}"` },
            body: new TextEncoder().encode(`{"id":"${target.split('/').at(-1)}","title":"Winter play 0"}`),
          }
        : response,
  },
  'has days of another time zone': {
    fits: (row, name, value) => {
      const day = new Date(Date.parse(String(row['createdAt'])) + 11 * 3_600_000).toISOString().slice(0, 10);
      if (name === 'from') return day >= value;
      return name === 'to' ? day < value : undefined;
    },
  },
  'has a single play': { rows: (rows) => rows.slice(0, 1) },
  'has nothing': { rows: () => [] },
};

const RANKS = ['low', 'middle', 'high'];

function compareRanks(one: unknown, other: unknown): number {
  return RANKS.indexOf(String(one)) - RANKS.indexOf(String(other));
}

function fold(text: unknown): string {
  return String(text).toLowerCase();
}

function compareTexts(one: string, other: string, ...ranked: readonly unknown[]): number {
  const [left, right] = ranked;
  if (RANKS.includes(one)) return compareRanks(left, right);
  return one < other ? -1 : one > other ? 1 : 0;
}

describe('of a target where nobody may change anything', () => {
  test('a right server has no finding, whatever the confidence', async () => {
    expect(await findingsOn()).toEqual([]);
  });

  test.each(BROKEN.map((row, index) => [index, ...row] as const))(
    '%i: %s finds a server that breaks its law: %s',
    async (_, id, check, confidence, switches) => {
      const findings = await findingsOn(switches);
      const found = findings.map((one) => `${one.caseId} ${one.check} ${one.confidence}`);
      expect(found).toContain(`plays/${id} ${check} ${confidence}`);
    },
  );

  test.each(Object.entries(RIGHT))('a server that %s has no finding', async (_, switches) => {
    expect(await findingsOn(switches)).toEqual([]);
  });

  test('no list is asked for more often than the limit allows', async () => {
    const requests: string[] = [];
    await findingsOn({}, requests);
    const plays = requests.filter((one) => /^GET \/plays(\?|$)/.test(one));
    expect(plays.length).toBeGreaterThan(30);
    expect(plays.length).toBeLessThanOrEqual(60);
  });

  test('a server that is suspected is asked once more, and once only', async () => {
    const [right, wrong]: string[][] = [[], []];
    await findingsOn({}, right);
    await findingsOn({ query: without('author') }, wrong);
    expect(wrong?.length).toBe((right?.length ?? 0) + 2);
  });

  test('of a list that is longer than the limits, the pages are judged that are read', async () => {
    const lists = { pages: 2, items: 8, requests: 60 };
    const { findings, coverage } = await reportOn({}, { lists });
    expect(findings).toEqual([]);
    const reason =
      'only its first 2 pages were read: whether pages have all of it was not judged (--list-pages)';
    expect(coverage.lists).toEqual([
      { operationId: 'listEvents', reason },
      { operationId: 'listPlays', reason },
    ]);
    const overlapping = await reportOn({ query: without('offset') }, { lists });
    expect(overlapping.findings.map(({ check, found }) => [check, found])).toEqual([
      ['pages', 'an item in two pages'],
    ]);
  });

  test('cases beyond the number of requests are left out, and the coverage says so', async () => {
    const requests: string[] = [];
    const { coverage } = await reportOn({}, { requests, lists: { ...LIST_LIMITS, requests: 12 } });
    expect(requests.filter((one) => /^GET \/plays(\?|$)/.test(one)).length).toBeLessThanOrEqual(14);
    expect(coverage.lists).toContainEqual({
      operationId: 'listPlays',
      reason: expect.stringMatching(/^\d+ more cases about it would send more requests/),
    });
  });
});
