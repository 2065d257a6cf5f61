import { describe, expect, test } from '@jest/globals';
import { notAllowed, runOn, sent, shown, type Asked, type Reply } from '../small-server.ts';

const SEAT = {
  type: 'object',
  required: ['id', 'row'],
  properties: { id: { type: 'integer' }, row: { type: 'string' } },
};
const NEW = { type: 'object', required: ['row'], properties: { row: { type: 'string' } } };

const param = (name: string, schema: object, more: object = {}) => ({
  name,
  in: 'path',
  required: true,
  schema,
  ...more,
});

const change = (operationId: string) => ({
  operationId,
  ...sent(NEW),
  responses: { 200: shown(SEAT), 400: shown(), 404: shown() },
});

const remove = (operationId: string) => ({ operationId, responses: { 204: shown(), 404: shown() } });

const look = (operationId: string) => ({ operationId, responses: { 200: shown(SEAT), 404: shown() } });

/** Seats that come and go, and all of them at once; guests, tables and rooms that only others create. */
const PATHS = {
  '/seats': {
    get: { operationId: 'listSeats', responses: { 200: shown({ type: 'array', items: SEAT }) } },
    post: { operationId: 'addSeat', ...sent(NEW), responses: { 201: shown(SEAT), 400: shown() } },
    put: {
      operationId: 'replaceSeats',
      ...sent({ type: 'array', items: NEW }),
      responses: { 204: shown(), 400: shown() },
    },
    delete: { operationId: 'clear', responses: { 204: shown() } },
  },
  '/seats/{id}': {
    parameters: [param('id', { type: 'integer' })],
    get: look('seat'),
    delete: remove('dropSeat'),
  },
  '/guests/{id}': {
    parameters: [param('id', { type: 'integer', minimum: 1 }, { example: 7 })],
    get: look('guest'),
    put: change('changeGuest'),
    delete: remove('dropGuest'),
  },
  '/tables/{name}': {
    parameters: [param('name', { type: 'string', minLength: 2 }, { example: 'by the window' })],
    patch: change('changeTable'),
    delete: remove('dropTable'),
  },
  '/boards/{row}': {
    parameters: [param('row', { type: 'integer', minimum: 1, maximum: 8 })],
    put: change('placeMark'),
  },
  '/rooms/{floor}/{door}': {
    parameters: [param('floor', { type: 'integer' }), param('door', { type: 'string' })],
    put: change('changeRoom'),
    delete: remove('dropRoom'),
  },
};

/** Knows every short identifier, and carries out all that it is asked. */
function theatre() {
  const seats = new Map([['1', { id: 1, row: 'A' }]]);
  let last = 1;
  return ({ what, method, id, members: { row } }: Asked): Reply => {
    if (what === 'GET /seats') return [200, [...seats.values()]];
    if (/^(PUT|DELETE) \/seats$/.test(what)) {
      seats.clear();
      return [204];
    }
    if (what === 'POST /seats') {
      if (typeof row !== 'string') return [400];
      last += 1;
      const seat = { id: last, row };
      seats.set(String(last), seat);
      return [201, seat];
    }
    if (what === 'DELETE /seats/{}') return seats.delete(id) ? [204] : [404];
    if (what === 'GET /seats/{}') return seats.has(id) ? [200, seats.get(id)] : [404];
    if (id.length > 8) return [404];
    if (method === 'POST') return notAllowed('GET', 'PUT', 'PATCH', 'DELETE');
    return method === 'DELETE' ? [204] : [200, { id: 1, row: 'A' }];
  };
}

const run = () => runOn(PATHS, theatre());

describe('what others have created', () => {
  test('is neither changed nor deleted by its identifier, be it an example, a bound or a usual value', async () => {
    const { asked } = await run();
    const writes = asked.filter(
      ({ method, path }) => /^(PUT|PATCH|DELETE)$/.test(method) && !/^\/(seats|boards)/.test(path),
    );
    expect(new Set(writes.map(({ what }) => what)).size).toBeGreaterThan(5);
    // what does not fit its description stands for nothing
    const isUnfit = ({ path }: Asked) => /^\/(guests\/(text|true|0)|tables\/.)$/.test(path);
    const isLong = ({ path }: Asked) => path.split('/').some((part) => part.length > 8);
    expect(
      writes.filter((one) => !isUnfit(one) && !isLong(one)).map(({ method, path }) => `${method} ${path}`),
    ).toEqual([]);
    expect(writes.filter(({ id }) => id === 'by the window')).toEqual([]);
  });

  test('is not what a number of a short range stands for: it is a choice, such as a row of a board', async () => {
    const { asked } = await run();
    const rows = asked.filter(({ what }) => what === 'PUT /boards/{}').map(({ id }) => id);
    expect(rows.filter((row) => /^[1-8]$/.test(row)).length).toBeGreaterThan(0);
  });

  test('is not changed or deleted with all that a collection has, which is told', async () => {
    const { asked, report } = await run();
    expect(asked.filter(({ what }) => /^(PUT|DELETE) \/seats$/.test(what))).toEqual([]);
    const told = report.reach.filter(({ operationId }) => /^(clear|replaceSeats)$/.test(operationId));
    expect(told).toEqual([
      {
        kind: 'notTried',
        operationId: 'replaceSeats',
        reason: 'PUT /seats is not sent, since it may change or delete what others have created',
        next: 'try it by hand, on a server where it may stay changed',
      },
      {
        kind: 'notTried',
        operationId: 'clear',
        reason: 'DELETE /seats is not sent, since it may change or delete what others have created',
        next: 'try it by hand, on a server where it may stay changed',
      },
    ]);
    expect(report.findings.filter(({ check }) => check === 'reached')).toEqual([]);
  });
});
