import { describe, expect, test } from '@jest/globals';
import { inPath, notAllowed, sent, shown, type Asked, type Reply } from '../run/small-server.ts';
import { publishedOn } from './published-on.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };

/** Has a body that is wrong in one member, beside others that change at each read. */
const CLOCK = {
  type: 'object',
  required: ['zone'],
  properties: {
    zone: integer,
    hits: integer,
    load: { type: 'number' },
    worker: text,
    next: { type: 'object' },
  },
};

/** Shows another number, text and member inside at each read; they begin with `seed`. */
function clock(seed: number) {
  let hits = seed;
  const answer = ({ method, path }: Asked): Reply => {
    if (method !== 'GET') return notAllowed('GET');
    hits += 1;
    const worker = `w${hits % 7}`;
    const body = { zone: 'UTC', hits, load: hits / 8, worker, next: { ticket: `t-${hits}`, queue: 'main' } };
    return [200, path === '/clocks' ? { items: [{ id: 'a', ...body }] } : body];
  };
  return publishedOn(
    {
      '/clock': { get: { operationId: 'readClock', responses: { 200: shown(CLOCK) } } },
      '/clocks': {
        get: {
          operationId: 'listClocks',
          responses: {
            200: shown({ type: 'object', properties: { items: { type: 'array', items: CLOCK } } }),
          },
        },
      },
    },
    answer,
  );
}

describe('members that change at each read', () => {
  test('are masked in whatever is shown of them, so that two runs tell the same', async () => {
    const [one, other] = await Promise.all([clock(100), clock(987_000)]);
    expect(one.report.findings.length).toBeGreaterThan(0);
    expect(one.report.findings).toEqual(other.report.findings);
    const single = one.report.findings.find(({ operationId }) => operationId === 'readClock');
    expect(single?.response?.excerpt).toBe(
      '{"zone":"UTC","hits":"{hits}","load":"{load}","worker":"{worker}","next":{"ticket":"{ticket}","queue":"main"}}',
    );
  });

  test('are masked where they themselves are wrong', async () => {
    const answer = (seed: number) => {
      let hits = seed;
      return ({ method }: Asked): Reply => {
        hits += 1;
        return method === 'GET' ? [200, { hits }] : notAllowed('GET');
      };
    };
    const schema = { type: 'object', properties: { hits: text } };
    const paths = { '/hits': { get: { operationId: 'hits', responses: { 200: shown(schema) } } } };
    const [one, other] = await Promise.all([publishedOn(paths, answer(1)), publishedOn(paths, answer(5000))]);
    expect(one.report.findings.map(({ found }) => found)).toEqual([
      'body /hits must be string: found {hits}',
    ]);
    expect(one.report.findings).toEqual(other.report.findings);
  });

  test('are not those that the run itself changes', async () => {
    let theme = 'dark';
    const schema = {
      type: 'object',
      required: ['theme', 'size'],
      properties: { theme: text, size: integer },
    };
    const paths = {
      '/settings': {
        get: { operationId: 'readSettings', responses: { 200: shown(schema) } },
        put: {
          operationId: 'setSettings',
          ...sent({ type: 'object', required: ['theme'], properties: { theme: text } }),
          responses: { 204: shown(), 400: shown() },
        },
      },
    };
    const { report } = await publishedOn(paths, ({ method, members }) => {
      if (method === 'GET') return [200, { theme, size: 'large' }];
      if (method !== 'PUT') return notAllowed('GET', 'PUT');
      if (typeof members['theme'] !== 'string') return [400];
      theme = members['theme'];
      return [204];
    });
    const wrong = report.findings.find(({ check }) => check === 'body');
    expect(wrong?.response?.excerpt).not.toContain('{theme}');
  });

  test('are nothing that a law blames a change for', async () => {
    let reads = 0;
    const item = {
      type: 'object',
      required: ['id'],
      properties: { id: text, name: text, rank: integer },
    };
    const held = new Map<string, Readonly<Record<string, unknown>>>(
      ['first', 'second'].map((id) => [id, { id, name: `the ${id}` }]),
    );
    const paths = {
      '/pads': {
        get: { operationId: 'listPads', responses: { 200: shown({ type: 'array', items: item }) } },
        post: {
          operationId: 'addPad',
          ...sent({ type: 'object', required: ['name'], properties: { name: text, rank: integer } }),
          responses: { 201: shown(item), 400: shown() },
        },
      },
      '/pads/{id}': {
        parameters: inPath('id'),
        get: { operationId: 'getPad', responses: { 200: shown(item), 404: shown() } },
        delete: { operationId: 'dropPad', responses: { 204: shown(), 404: shown() } },
      },
    };
    const { report } = await publishedOn(paths, ({ what, id, body, members, headers }) => {
      reads += 1;
      const ranked = (pad: object) => ({ ...pad, rank: reads });
      const isGood =
        typeof body === 'object' &&
        typeof members['name'] === 'string' &&
        headers['content-type'] === 'application/json';
      switch (what) {
        case 'GET /pads':
          return [200, [...held.values()].map(ranked)];
        case 'POST /pads': {
          if (!isGood || !(members['rank'] === undefined || Number.isInteger(members['rank']))) return [400];
          const pad = { ...members, id: `p${held.size}x${reads}` };
          held.set(pad.id, pad);
          return [201, ranked(pad)];
        }
        case 'GET /pads/{}': {
          const pad = held.get(id);
          return pad === undefined ? [404] : [200, ranked(pad)];
        }
        case 'DELETE /pads/{}':
          return [held.delete(id) ? 204 : 404];
        default:
          return notAllowed(...(id === '' ? ['GET', 'POST'] : ['GET', 'DELETE']));
      }
    });
    expect(report.findings.map(({ check, caseId, found }) => `${check} ${caseId}: ${found}`)).toEqual([]);
  });
});

describe('identifiers that a target makes for the items of a list', () => {
  /** Makes items by lists, of which texts are taken in the place of numbers. */
  function guests(first: number) {
    let count = first;
    const guest = { type: 'object', required: ['id', 'seat'], properties: { id: text, seat: integer } };
    const many = { type: 'array', minItems: 1, maxItems: 2, items: { ...guest, required: ['seat'] } };
    const paths = {
      '/guests': {
        post: {
          operationId: 'invite',
          ...sent({ ...many, items: { type: 'object', required: ['seat'], properties: { seat: integer } } }),
          responses: { 201: shown({ type: 'array', items: guest }), 400: shown() },
        },
      },
    };
    return publishedOn(paths, ({ method, body, headers }) => {
      if (method !== 'POST') return notAllowed('POST');
      const rows = Array.isArray(body) ? (body as readonly unknown[]) : [];
      const isRight =
        headers['content-type'] === 'application/json' &&
        rows.length > 0 &&
        rows.length < 3 &&
        rows.every((row) => Object(row).seat !== undefined && !Array.isArray(row));
      if (!isRight) return [400];
      return [201, rows.map((row) => ({ ...(row as object), id: `u${(count += 1)}` }))];
    });
  }

  test('are masked, so that two runs tell the same', async () => {
    const [one, other] = await Promise.all([guests(3), guests(4711)]);
    expect(one.report.findings.length).toBeGreaterThan(1);
    expect(JSON.stringify(one.report.findings)).toContain(String.raw`\"id\":\"{id}\"`);
    expect(one.report.findings).toEqual(other.report.findings);
  });
});
