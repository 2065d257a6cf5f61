import type { RawRequest, RawResponse } from '../../../../../src/http/message.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What may be wrong with the theatre, or unusual and right. */
export interface Switches {
  /** Changes the query before it is looked at. */
  readonly query?: (query: URLSearchParams, path: string) => void;
  /** Changes the rows of a list before they are filtered. `asked`: how often its target was asked for. */
  readonly rows?: (rows: readonly Row[], request: number, asked: number) => readonly Row[];
  /** Sorts by a member in another way. */
  readonly compare?: (one: unknown, other: unknown) => number;
  /** Whether a row fits a parameter of the query. */
  readonly fits?: (row: Row, name: string, value: string) => boolean | undefined;
  /** Changes the body of a response. */
  readonly body?: (body: Row, path: string, query: URLSearchParams) => unknown;
  /** Changes a response as a whole. */
  readonly response?: (response: RawResponse, request: RawRequest) => RawResponse;
}

const AUTHORS = ['Ada Holm', 'Bo Lind', 'Cy Mar', 'Dee Ray'];

const TITLES = ['Winter', 'autumn', 'Spring', 'summer', 'Élan', 'Zenith'];

const DAY = 86_400_000;

export const ROWS: readonly Row[] = Array.from({ length: 25 }, (_, index) => ({
  id: `p${index + 1}`,
  title: `${TITLES[index % TITLES.length]} play ${index}`,
  author: AUTHORS[index % AUTHORS.length],
  genre: ['comedy', 'drama', 'opera'][index % 3],
  rank: ['low', 'middle', 'high'][index % 3],
  rating: (index * 7) % 11,
  open: index % 4 === 0,
  tags: [['new', 'old'][index % 2]],
  synopsis: index % 5 === 0 ? null : `A play of ${index + 1} acts, and an end that nobody expects`,
  createdAt: new Date(Date.UTC(2020, 0, 1) + index * 9 * DAY).toISOString(),
  hits: 0,
}));

const RANKS = ['low', 'middle', 'high'];

/** A theatre that keeps to its description, but for what is switched on. */
export function playsServer(switches: Switches = {}): (request: RawRequest) => Promise<RawResponse> {
  let requests = 0;
  const asked = new Map<string, number>();
  return async (request) => {
    requests += 1;
    const { pathname: path, searchParams: query } = new URL(request.target, 'http://plays');
    switches.query?.(query, path);
    const timesAsked = (asked.get(request.target) ?? 0) + 1;
    asked.set(request.target, timesAsked);
    const rows = switches.rows?.(ROWS, requests, timesAsked) ?? ROWS;
    const body = bodyOf(rows, path, query, switches);
    const found = body === undefined ? undefined : (switches.body?.(body as Row, path, query) ?? body);
    const response = responseOf(found, request);
    return switches.response?.(response, request) ?? response;
  };
}

function responseOf(body: unknown, { method, headers }: RawRequest): RawResponse {
  if (body === undefined) return { status: 404, headers: {}, body: new Uint8Array(0) };
  const text = JSON.stringify(body);
  const tag = `"${text.length}"`;
  if (headers['if-none-match'] === tag)
    return { status: 304, headers: { etag: tag }, body: new Uint8Array(0) };
  const fields = { 'content-type': 'application/json', etag: tag };
  return {
    status: 200,
    headers: fields,
    body: method === 'HEAD' ? new Uint8Array(0) : new TextEncoder().encode(text),
  };
}

function bodyOf(rows: readonly Row[], path: string, query: URLSearchParams, switches: Switches): unknown {
  const limit = Number(query.get('limit') ?? 10);
  if (path === '/plays') {
    const wanted = sorted(
      rows.filter((row) => isWanted(row, query, switches)),
      query,
      switches,
    );
    const offset = Number(query.get('offset') ?? 0);
    return { items: wanted.slice(offset, offset + limit), total: wanted.length };
  }
  if (path === '/events') {
    const from = Number(query.get('cursor') ?? 0);
    const items = rows.slice(from, from + limit).map((_, index) => ({ id: from + index + 1 }));
    return { items, nextCursor: from + limit < rows.length ? String(from + limit) : null };
  }
  if (path === '/venues')
    return rows.slice(0, Number(query.get('count') ?? rows.length)).map(({ id }) => ({ id }));
  return rows.find(({ id }) => path === `/plays/${String(id)}`);
}

function isWanted(row: Row, query: URLSearchParams, { fits }: Switches): boolean {
  return [...query].every(([name, value]) => fits?.(row, name, value) ?? fitsUsually(row, name, value));
}

function fitsUsually(row: Row, name: string, value: string): boolean {
  const day = String(row['createdAt']).slice(0, value.length);
  switch (name) {
    case 'genre':
    case 'author':
    case 'open':
    case 'rating':
      return String(row[name]) === value;
    case 'tag':
      return (row['tags'] as readonly string[]).includes(value);
    case 'q':
      return String(row['title']).toLowerCase().includes(value.toLowerCase());
    case 'createdAfter':
    case 'from':
      return day >= value;
    case 'createdBefore':
    case 'to':
      return day <= value;
    default:
      return true;
  }
}

function sorted(
  rows: readonly Row[],
  query: URLSearchParams,
  { compare = usually }: Switches,
): readonly Row[] {
  const sort = query.get('sort');
  if (sort === null) return rows;
  const name = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((one, other) => sign * compare(one[name], other[name]));
}

function usually(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [left, right] = [String(one), String(other)];
  if (RANKS.includes(left) && RANKS.includes(right)) return RANKS.indexOf(left) - RANKS.indexOf(right);
  return left < right ? -1 : left > right ? 1 : 0;
}
