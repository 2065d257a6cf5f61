import { describe, expect, test } from '@jest/globals';
import { inPath, notAllowed, runOn, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';

const text = { type: 'string' };
const flag = { type: 'boolean' };

type Row = Readonly<Record<string, unknown>>;

const ROWS: readonly Row[] = [
  { id: 'a', name: 'Elm', closed: false, lanes: 2, notes: ['wide'] },
  { id: 'b', name: 'Oak', closed: true, lanes: 4, notes: [] },
  { id: 'c', name: 'Fir', closed: false, lanes: 2, notes: ['new'] },
];

const ROAD = {
  type: 'object',
  required: ['id'],
  properties: { id: text, name: text, closed: flag, lanes: { type: 'integer' }, notes: { type: 'array' } },
};

/** Takes values of a query parameter, and shows the list by them; `undefined` where it is left out. */
type Show = (value: string | undefined) => readonly Row[] | undefined;

/** A list of roads with one parameter that has the name of a member, and means something else. */
function roads(name: string, schema: object, show: Show) {
  const paths = {
    '/roads': {
      get: {
        operationId: 'listRoads',
        parameters: [{ name, in: 'query', schema }],
        responses: { 200: shown({ type: 'array', items: ROAD }), 400: shown() },
      },
    },
    '/roads/{id}': {
      parameters: inPath('id'),
      get: { operationId: 'getRoad', responses: { 200: shown(ROAD), 404: shown() } },
    },
  };
  const answer = ({ what, id, query }: Asked): Reply => {
    if (what === 'GET /roads') {
      const found = show(query.get(name) ?? undefined);
      return found === undefined ? [400] : [200, found];
    }
    const row = ROWS.find((one) => one['id'] === id);
    if (what === 'GET /roads/{}') return row === undefined ? [404] : [200, row];
    return notAllowed('GET');
  };
  return { paths, answer };
}

const without = (name: string) =>
  ROWS.map((row) => Object.fromEntries(Object.entries(row).filter(([other]) => other !== name)));

const ofWords =
  (words: readonly string[], show: (value: string) => readonly Row[]): Show =>
  (value = words[0] ?? '') =>
    words.includes(value) ? show(value) : undefined;

const SWITCHES = {
  'shows the member only where it is wanted': roads(
    'closed',
    { ...flag, default: true },
    ofWords(['true', 'false'], (value) => (value === 'true' ? ROWS : without('closed'))),
  ),
  'leaves the member out where it is not wanted, and hides nothing': roads(
    'closed',
    flag,
    ofWords(['false', 'true'], (value) => (value === 'true' ? ROWS : without('closed'))),
  ),
  'shows also what is closed, where that is wanted': roads(
    'closed',
    flag,
    ofWords(['false', 'true'], (value) =>
      value === 'true' ? ROWS : ROWS.filter(({ closed }) => closed === false),
    ),
  ),
  'says how much of each member is shown': roads(
    'notes',
    { enum: ['none', 'all'] },
    ofWords(['all', 'none'], (value) => (value === 'all' ? ROWS : without('notes'))),
  ),
  'takes a number as the least': roads('lanes', { type: 'integer' }, (value) => {
    if (value !== undefined && !/^-?\d+$/.test(value)) return undefined;
    return ROWS.filter(({ lanes }) => Number(lanes) >= Number(value ?? 0));
  }),
  'finds names that sound alike, or hold the text in another case': roads('name', text, (value = '') =>
    ROWS.filter(({ name }) => String(name).toLowerCase().includes(value.toLowerCase())),
  ),
};

/** A collection whose items are addressed by another member than their reader would guess. */
function keys(by: string, { inPathAs = 'key', located = true, wrapped = false, hidden = false } = {}) {
  const item = {
    type: 'object',
    required: ['name'],
    properties: { [by]: text, name: text, url: { type: ['string', 'null'] } },
  };
  const made = wrapped ? { type: 'object', properties: { data: item } } : item;
  const list = { type: 'object', required: ['items'], properties: { items: { type: 'array', items: item } } };
  const input = sent({ type: 'object', required: ['name'], properties: { name: text } });
  const paths = {
    '/keys': {
      get: { operationId: 'listKeys', responses: { 200: shown(list) } },
      post: { operationId: 'addKey', ...input, responses: { 201: shown(made), 400: shown() } },
    },
    [`/keys/{${inPathAs}}`]: {
      parameters: inPath(inPathAs),
      get: { operationId: 'getKey', responses: { 200: shown(made), 404: shown() } },
      delete: { operationId: 'dropKey', responses: { 204: shown(), 404: shown() } },
    },
  };
  const held = new Map<string, Row>();
  let count = 0;
  const wrap = (row: Row) => (wrapped ? { data: row } : row);
  const answer = ({ what, id, members, headers }: Asked): Reply => {
    switch (what) {
      case 'GET /keys':
        return [
          200,
          { items: [...held.values()].map((row) => (hidden ? { ...row, [by]: undefined } : row)) },
        ];
      case 'POST /keys': {
        if (headers['content-type'] !== 'application/json' || typeof members['name'] !== 'string')
          return [400];
        count += 1;
        const own = `k${count}x9z${count * 7}`;
        const row = { [by]: own, name: members['name'], url: null };
        held.set(own, row);
        return [201, wrap(row), located ? { location: `/keys/${own}` } : {}];
      }
      case 'GET /keys/{}': {
        const row = held.get(id);
        return row === undefined ? [404] : [200, wrap(hidden ? { ...row, [by]: undefined } : row)];
      }
      case 'DELETE /keys/{}':
        return [held.delete(id) ? 204 : 404];
      default:
        return notAllowed(...(id === '' ? ['GET', 'POST'] : ['GET', 'DELETE']));
    }
  };
  return { paths, answer };
}

const KEYS = {
  'by its secret, which Location says': keys('secret', { inPathAs: 'token' }),
  'by its secret in a wrapper': keys('secret', { inPathAs: 'token', wrapped: true }),
  'by a secret that is shown once': keys('secret', { inPathAs: 'token', hidden: true }),
  'by its access key, without Location': keys('accessKey', { inPathAs: 'accessKey', located: false }),
  'by its handle, which Location says': keys('handle', { inPathAs: 'id' }),
  'by its serial, in a wrapper': keys('serial', { inPathAs: 'serial', wrapped: true, located: false }),
};

describe('a list that is right', () => {
  test.each(Object.entries(SWITCHES))('has no finding: one that %s', async (_, { paths, answer }) => {
    for (const safety of ['read-only', 'full'] as const) {
      const { report } = await runOn(paths, answer, { safety });
      expect(report.findings).toEqual([]);
    }
  });
});

describe('an item that is addressed', () => {
  test.each(Object.entries(KEYS))('%s has no finding', async (_, { paths, answer }) => {
    const { report } = await runOn(paths, answer);
    expect(report.findings.map(({ check, caseId, found }) => `${check} ${caseId}: ${found}`)).toEqual([]);
    expect(report.coverage.operations.succeeded).toBe(report.coverage.operations.documented);
  });
});
