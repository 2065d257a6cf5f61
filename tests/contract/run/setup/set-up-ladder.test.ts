import { describe, expect, test } from '@jest/globals';
import { inPath, notAllowed, runOn, shown, type Asked, type Reply } from '../small-server.ts';

const LOAF = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };

const NEW = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 30 },
    grain: { type: 'string', enum: ['rye', 'spelt'] },
    oven: { type: 'integer' },
    tray: { type: 'integer' },
  },
};

const EXAMPLE = { name: 'Borodinsky', grain: 'rye', oven: 3 };

const paths = (example?: object) => ({
  '/loaves': {
    get: { operationId: 'loaves', responses: { 200: shown({ type: 'array', items: LOAF }) } },
    post: {
      operationId: 'bake',
      requestBody: {
        required: true,
        content: { 'application/json': { schema: NEW, ...(example && { example }) } },
      },
      responses: { 201: shown(LOAF), 400: shown(), 409: shown() },
    },
  },
  '/loaves/{id}': {
    parameters: inPath('id'),
    get: { operationId: 'loaf', responses: { 200: shown(LOAF), 404: shown() } },
    delete: { operationId: 'eat', responses: { 204: shown(), 404: shown() } },
  },
});

type Members = Asked['members'];

/** Bakes what `status` answers with 201. */
async function bakery(status: (members: Members, times: number) => number, example?: object) {
  const loaves = new Set<string>();
  const tried: Members[] = [];
  const answer = ({ what, id, members }: Asked): Reply => {
    switch (what) {
      case 'GET /loaves':
        return [200, [...loaves].map((one) => ({ id: one }))];
      case 'POST /loaves': {
        tried.push(members);
        const code = status(members, tried.length);
        if (code === 0) throw new Error('cut');
        if (code !== 201) return [code];
        loaves.add(`l${tried.length}`);
        return [201, { id: `l${tried.length}` }];
      }
      case 'GET /loaves/{}':
        return loaves.has(id) ? [200, { id }] : [404];
      case 'DELETE /loaves/{}':
        return loaves.delete(id) ? [204] : [404];
      default:
        return notAllowed('GET', 'POST', 'DELETE');
    }
  };
  const filter = ({ id }: { readonly id: string }) => /^small\/loa(f|ves)\/valid\/required-only$/.test(id);
  const { report } = await runOn(paths(example), answer, { filter });
  const shapes = tried.map((members) => Object.keys(members).toSorted().join(' '));
  return {
    report,
    tried,
    shapes,
    verdict: report.results.find(({ case: { operationId } }) => operationId === 'loaf')?.verdict,
  };
}

describe('the set-up of an item', () => {
  test('begins with the fullest body', async () => {
    const { shapes, verdict } = await bakery(() => 201);
    expect({ shapes, verdict }).toEqual({ shapes: ['grain name oven tray'], verdict: { kind: 'passed' } });
  });

  test('goes on with the documented example, the smallest body, and one member less or more', async () => {
    const refused = await bakery(() => 400, EXAMPLE);
    expect(new Set(refused.shapes)).toEqual(
      new Set([
        'grain name oven tray',
        'grain name oven',
        'name',
        'grain name tray',
        'name oven tray',
        'grain name',
        'name oven',
        'name tray',
      ]),
    );
    expect(refused.tried.some(({ oven, grain }) => oven === 3 && grain === 'rye')).toBe(true);
    expect(refused.report.reach.find(({ operationId }) => operationId === 'loaf')).toMatchObject({
      kind: 'notReached',
      reason: 'create was answered 400',
      next: expect.stringMatching(
        /^say what works with --data FILE: operations: \{ bake: \{ body: \{"name":"\w+"\} \} \}$/,
      ),
    });
    expect(refused.report.refusals.get('bake')).toMatchObject({
      status: 400,
      body: expect.stringMatching(/^\{"name":"[^"]+"\}$/),
    });
  });

  test('ends with the first body that is accepted', async () => {
    const { shapes, verdict, report } = await bakery(({ oven }) => (oven === undefined ? 201 : 400));
    expect(shapes.at(-1)?.split(' ')).not.toContain('oven');
    expect(shapes.filter((shape) => !shape.includes('oven'))).toHaveLength(1);
    expect(verdict).toEqual({ kind: 'passed' });
    expect(report.learned['bake']?.rung).toBeDefined();
  });

  test.each([409, 400])(
    'is tried at most twice with other values where there is such an item: %i',
    async (status) => {
      const { tried } = await bakery((_, times) => (times <= 2 ? status : 201));
      expect(tried).toHaveLength(3);
      expect(new Set(tried.map(({ name }) => name)).size).toBe(3);
      expect(new Set(tried.map((one) => JSON.stringify([one['grain'], one['oven'], one['tray']]))).size).toBe(
        1,
      );
    },
  );

  test('is not tried again with other values after 500', async () => {
    const { shapes } = await bakery((_, times) => (times === 1 ? 500 : 201));
    expect(shapes).toHaveLength(2);
    expect(shapes[1]).not.toBe(shapes[0]);
  });

  test('ends where the connection is cut: nobody knows what became of it', async () => {
    const { shapes, report } = await bakery(() => 0);
    expect(shapes).toEqual(['grain name oven tray']);
    expect(report.reach.find(({ operationId }) => operationId === 'loaf')).toMatchObject({
      kind: 'notReached',
      reason: 'create: cut',
    });
    expect(report.leftovers).toEqual(['POST /loaves, whose connection was cut']);
  });
});
