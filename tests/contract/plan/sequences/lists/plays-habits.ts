import type { Row, Switches } from './plays-server.ts';

const inPlays =
  (
    change: (items: readonly Row[], query: URLSearchParams) => readonly Row[],
  ): NonNullable<Switches['body']> =>
  (body, path, query) =>
    path === '/plays' ? { ...body, items: change(body['items'] as readonly Row[], query) } : body;

/** Servers that do as their description says, each in a way of its own. */
export const RIGHT: Readonly<Record<string, Switches>> = {
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
