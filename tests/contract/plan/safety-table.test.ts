import { describe, expect, test } from '@jest/globals';
import type { ContractOptions } from '../../../src/contract/run-contract.ts';
import { inPath, notAllowed, runOn, sent, shown, type Asked, type Reply } from '../run/small-server.ts';

const SHELF = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const TIN = {
  type: 'object',
  required: ['id', 'label'],
  properties: { id: { type: 'string' }, label: { type: 'string' } },
};
const NEW = { type: 'object', required: ['label'], properties: { label: { type: 'string' } } };
const LIGHT = { type: 'object', required: ['on'], properties: { on: { type: 'boolean' } } };

/** Shelves that nobody can create, tins on them, boxes that come and go, an action, and a light. */
const PATHS = {
  '/shelves': { get: { operationId: 'shelves', responses: { 200: shown({ type: 'array', items: SHELF }) } } },
  '/shelves/{shelf}': {
    parameters: inPath('shelf'),
    get: { operationId: 'shelf', responses: { 200: shown(SHELF), 404: shown() } },
    put: { operationId: 'move', ...sent(NEW), responses: { 200: shown(SHELF), 400: shown(), 404: shown() } },
    delete: { operationId: 'demolish', responses: { 204: shown(), 404: shown() } },
  },
  '/shelves/{shelf}/tins': {
    parameters: inPath('shelf'),
    post: { operationId: 'put', ...sent(NEW), responses: { 201: shown(TIN), 400: shown(), 404: shown() } },
  },
  '/shelves/{shelf}/tins/{tin}': {
    parameters: inPath('shelf', 'tin'),
    get: { operationId: 'tin', responses: { 200: shown(TIN), 404: shown() } },
    delete: { operationId: 'take', responses: { 204: shown(), 404: shown() } },
  },
  '/boxes': { post: { operationId: 'pack', ...sent(NEW), responses: { 201: shown(TIN), 400: shown() } } },
  '/boxes/{box}': {
    parameters: inPath('box'),
    get: { operationId: 'box', responses: { 200: shown(TIN), 404: shown() } },
    delete: { operationId: 'unpack', responses: { 204: shown(), 404: shown() } },
  },
  '/inventory': { post: { operationId: 'count', ...sent(NEW), responses: { 200: shown(), 400: shown() } } },
  '/light': {
    get: { operationId: 'light', responses: { 200: shown(LIGHT) } },
    put: { operationId: 'turn', ...sent(LIGHT), responses: { 200: shown(LIGHT), 400: shown() } },
  },
};

/** Keeps what is put on shelves and into boxes. */
function keeping() {
  const kept = new Map<string, object>();
  let last = 0;
  return ({ method, id, members }: Asked): Reply => {
    if (method === 'GET') return kept.has(id) ? [200, kept.get(id)] : [404];
    if (method === 'DELETE') return kept.delete(id) ? [204] : [404];
    if (typeof members['label'] !== 'string') return [400];
    last += 1;
    const one = { id: `n${last}`, label: members['label'] };
    kept.set(one.id, one);
    return [201, one];
  };
}

function storeroom() {
  const keep = keeping();
  let light = { on: true };
  const answer = (asked: Asked): Reply => {
    const { what, id, members } = asked;
    switch (what) {
      case 'GET /shelves':
        return [200, [{ id: 'left' }, { id: 'right' }]];
      case 'GET /shelves/{}':
        return ['left', 'right'].includes(id) ? [200, { id }] : [404];
      case 'POST /inventory':
        return typeof members['label'] === 'string' ? [200] : [400];
      case 'GET /light':
        return [200, light];
      case 'PUT /light':
        if (typeof members['on'] !== 'boolean') return [400];
        light = { on: members['on'] };
        return [200, light];
      default:
        if (/^POST \/(boxes|shelves\/\{\}\/tins)$|^(GET|DELETE) \/(boxes|.*tins)\//.test(what))
          return keep(asked);
        return /^(PUT|DELETE) \/shelves\/\{\}$/.test(what) ? [404] : notAllowed('GET');
    }
  };
  return { answer, light: () => light };
}

async function sentWith(options: Partial<Omit<ContractOptions, 'target' | 'description'>>) {
  const { answer, light } = storeroom();
  const { report, asked } = await runOn(PATHS, answer, options);
  const real = asked.filter(({ path }) => !/\/9\d{8}(\/|$)/.test(path)); // others ask about what does not exist
  return { report, asked, what: new Set(real.map(({ what }) => what)), light: light() };
}

const writes = (what: ReadonlySet<string>) =>
  [...what].filter((one) => !/^(GET|HEAD|OPTIONS) /.test(one)).toSorted();

const OWN = ['DELETE /boxes/{}', 'POST /boxes'];
const CHILDREN = ['DELETE /shelves/{}/tins/{}', 'POST /shelves/{}/tins'];

describe('what may be sent, row by row of the table in docs/suite.md', () => {
  test('read-only sends nothing that writes', async () => {
    const { what } = await sentWith({ safety: 'read-only' });
    expect(writes(what)).toEqual([]);
    expect([...what]).toContain('GET /light');
  });

  test('create-own creates what it can delete again, and nothing else', async () => {
    const { what, report } = await sentWith({ safety: 'create-own' });
    expect(writes(what)).toEqual(OWN);
    expect(report.leftovers).toEqual([]);
  });

  test.each([
    ['a parent that the data name', { data: { parameters: { shelf: 'left' } } }, ['left']],
    ['borrowed parents', { borrowParents: true }, ['left']],
  ])('create-own with %s creates children as well', async (_, options, shelves) => {
    const { what, asked } = await sentWith({ safety: 'create-own', ...options });
    expect(writes(what)).toEqual([...OWN, ...CHILDREN].toSorted());
    const below = asked.filter((one) => one.what === 'POST /shelves/{}/tins').map(({ path }) => path);
    expect(new Set(below)).toEqual(new Set(shelves.map((shelf) => `/shelves/${shelf}/tins`)));
  });

  test('full creates children, does what cannot be undone and says so, and puts the light back', async () => {
    const { what, report, light } = await sentWith({ safety: 'full' });
    expect(writes(what)).toEqual(
      expect.arrayContaining([...OWN, ...CHILDREN, 'POST /inventory', 'PUT /light']),
    );
    expect(writes(what)).toContain('PATCH /light'); // not documented
    expect(new Set(report.leftovers)).toEqual(new Set(['POST /inventory, which nothing undoes']));
    expect(light).toEqual({ on: true });
  });

  test.each([
    ['', {}],
    [', also where the data name it', { data: { parameters: { shelf: 'right' } } }],
  ])('full changes and deletes no shelf that others have built%s', async (_, options) => {
    const { asked } = await sentWith({ safety: 'full', borrowParents: true, ...options });
    const changed = asked.filter(({ what }) => /^(PUT|PATCH|DELETE) \/shelves\/\{\}$/.test(what));
    expect(changed.filter(({ id }) => ['left', 'right'].includes(id)).map(({ what }) => what)).toEqual([]);
  });
});
