import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../../src/contract/report/report.ts';
import {
  blockedBy,
  checksOf,
  inPath,
  notAllowed,
  runOn,
  sent,
  shown,
  type Asked,
  type Reply,
} from '../small-server.ts';

const CRATE = {
  type: 'object',
  required: ['id', 'label', 'weight'],
  properties: { id: { type: 'string' }, label: { type: 'string' }, weight: { type: 'integer' } },
};

const NEW = {
  type: 'object',
  required: ['label'],
  properties: {
    label: { type: 'string' },
    truck: { type: 'integer', description: 'The truck that it is on.' },
  },
};

const PATHS = {
  '/crates': {
    get: { operationId: 'listCrates', responses: { 200: shown({ type: 'array', items: CRATE }) } },
    post: { operationId: 'load', ...sent(NEW), responses: { 201: shown(CRATE), 400: shown(), 415: shown() } },
  },
  '/crates/{crate}': {
    parameters: inPath('crate'),
    get: { operationId: 'getCrate', responses: { 200: shown(CRATE), 404: shown() } },
    delete: { operationId: 'unload', responses: { 204: shown(), 404: shown() } },
  },
};

/** A yard without trucks; the GET of one crate never shows its weight. `mayLoad`: whether anything is taken at all. */
function yard(mayLoad: boolean) {
  const crates = new Map<string, { readonly id: string; readonly label: string }>([
    ['a', { id: 'a', label: 'a' }],
  ]);
  let last = 0;
  return ({ what, id, body, members: { label, truck }, headers }: Asked): Reply => {
    switch (what) {
      case 'GET /crates':
        return [200, [...crates.values()].map((crate) => ({ ...crate, weight: 1 }))];
      case 'POST /crates': {
        if (!String(headers['content-type']).includes('json')) return [415];
        if (typeof label !== 'string' || Array.isArray(body) || truck !== undefined || !mayLoad) return [400];
        last += 1;
        const crate = { id: `c${last}`, label };
        crates.set(crate.id, crate);
        return [201, { ...crate, weight: 1 }];
      }
      case 'GET /crates/{}':
        return crates.has(id) ? [200, crates.get(id)] : [404];
      case 'DELETE /crates/{}':
        return crates.delete(id) ? [204] : [404];
      default:
        return notAllowed(...(what.endsWith('{}') ? ['GET', 'DELETE'] : ['GET', 'POST']));
    }
  };
}

const placesOf = ({ findings }: Pick<Report, 'findings'>) =>
  new Set(findings.map(({ check, operationId, found }) => `${check} ${operationId}: ${found}`));

const NO_WEIGHT = `body getCrate: body must have required property 'weight'`;

describe('an item that is created by the smaller of its bodies alone', () => {
  test('is created by that, and all that depends on it is tested', async () => {
    const { report, asked } = await runOn(PATHS, yard(true));
    expect(placesOf(report)).toEqual(new Set([NO_WEIGHT, 'validAccepted load: 400']));
    expect(report.findings.filter(({ check }) => check === 'validAccepted')).toHaveLength(1);
    expect(blockedBy(report)).toEqual([]);
    expect(report.reach.map(({ kind }) => kind)).toEqual(['reached', 'reached', 'reached', 'reached']);
    expect(report.leftovers).toEqual([]);
    expect(asked.some(({ what, id }) => what === 'DELETE /crates/{}' && id === 'a')).toBe(false);
  });
});

describe('an item that nobody may create', () => {
  test.each(['read-only', 'full'] as const)('is taken from the list, and only read: %s', async (safety) => {
    const { report, asked } = await runOn(PATHS, yard(false), { safety });
    const places = [...placesOf(report)].filter((one) => !one.startsWith('reached load'));
    expect(places).toEqual([NO_WEIGHT]);
    expect(blockedBy(report)).toEqual([]);
    const changed = asked.filter(({ method, path }) => method !== 'GET' && path === '/crates/a');
    expect(changed).toEqual([]);
  });

  test('is told with the smallest refused request, the response and the line to write', async () => {
    const { report } = await runOn(PATHS, yard(false));
    expect(checksOf(report)).toEqual(['body getCrate', 'reached load']);
    expect(Object.fromEntries(report.reach.map((one) => [one.operationId, one]))).toMatchObject({
      listCrates: { kind: 'reached' },
      load: {
        kind: 'notReached',
        reason: 'its valid requests were answered 400',
        next: expect.stringMatching(
          /^say what works with --data FILE: operations: \{ load: \{ body: \{"label":"[^"]+"\} \} \}$/,
        ),
      },
      getCrate: { kind: 'reached' },
      unload: { kind: 'notTried', reason: expect.stringContaining('no item to ask about is known') },
    });
    const [refusal] = report.refusals.values();
    expect(report.refusals.size).toBe(1);
    expect(refusal?.body).toMatch(/^\{"label":"[^"]+"\}$/);
  });
});
