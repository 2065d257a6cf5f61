import { expect, test } from '@jest/globals';
import {
  blockedBy,
  inPath,
  notAllowed,
  runOn,
  sent,
  shown,
  type Asked,
  type Reply,
} from '../small-server.ts';

const FLEET = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const NEW = { type: 'object', required: ['plate'], properties: { plate: { type: 'string' } } };
const VAN = {
  type: 'object',
  required: ['id', 'plate'],
  properties: { id: { type: 'string' }, plate: { type: 'string' } },
};

const PATHS = {
  '/fleets': {
    get: { operationId: 'listFleets', responses: { 200: shown({ type: 'array', items: FLEET }) } },
  },
  '/fleets/{fleet_id}': {
    parameters: inPath('fleet_id'),
    get: { operationId: 'getFleet', responses: { 200: shown(FLEET), 404: shown() } },
  },
  '/fleets/{fleet_id}/vans': {
    parameters: inPath('fleet_id'),
    post: { operationId: 'buy', ...sent(NEW), responses: { 201: shown(VAN), 400: shown(), 404: shown() } },
  },
  '/fleets/{fleet_id}/vans/{van_id}': {
    parameters: inPath('fleet_id', 'van_id'),
    get: { operationId: 'getVan', responses: { 200: shown(VAN), 404: shown() } },
    delete: { operationId: 'sell', responses: { 204: shown(), 404: shown() } },
  },
};

/** One fleet, which nobody can create. Any van is bought, and none has its plate. */
function motorPool() {
  const vans = new Set<string>();
  let last = 0;
  return ({ what, path, id }: Asked): Reply => {
    const [, , fleet] = path.split('/');
    if (what === 'GET /fleets') return [200, [{ id: 'north' }]];
    if (fleet !== undefined && fleet !== 'north') return [404];
    switch (what) {
      case 'GET /fleets/{}':
        return [200, { id }];
      case 'POST /fleets/{}/vans':
        last += 1;
        vans.add(`v${last}`);
        return [201, { id: `v${last}` }];
      case 'GET /fleets/{}/vans/{}':
        return vans.has(id) ? [200, { id }] : [404];
      case 'DELETE /fleets/{}/vans/{}':
        return vans.delete(id) ? [204] : [404];
      default:
        return notAllowed('GET');
    }
  };
}

test('what is created below a parent that can only be listed is created there, and its faults are found', async () => {
  const { report, asked } = await runOn(PATHS, motorPool());
  const bodies = report.findings.filter(({ check }) => check === 'body');
  expect(new Set(bodies.map(({ operationId, found }) => `${operationId}: ${found}`))).toEqual(
    new Set([
      "buy: body must have required property 'plate'",
      "getVan: body must have required property 'plate'",
    ]),
  );
  expect(new Set(report.findings.map(({ check }) => check))).toEqual(
    new Set(['body', 'changeShows', 'invalidRefused']),
  );
  expect(blockedBy(report)).toEqual([]);
  expect(report.reach.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'reached'));
  const below = asked.filter(({ what }) => what === 'POST /fleets/{}/vans').map(({ path }) => path);
  const ofNobody = (path: string) => /^\/fleets\/9\d{8}\//.test(path); // a case is about a parent that does not exist
  expect(new Set(below.filter((path) => !ofNobody(path)))).toEqual(new Set(['/fleets/north/vans']));
  expect(
    asked.filter(({ what }) => /^(PUT|PATCH|DELETE) \/fleets\/\{\}$/.test(what)).map(({ id }) => id),
  ).not.toContain('north');
});
