import { describe, expect, test } from '@jest/globals';
import { items, member } from '../../../../src/base/json.ts';
import { answers, NOTHING, pathParameter, ref, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths } from '../described.ts';

const Thing = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
};
const list = answers({ type: 'array', items: ref('Thing') });
const one = { 200: answers(ref('Thing')) };

/** Things, of which one that is gone can be deleted again, and parts of them. */
const PATHS = {
  '/things': {
    get: { responses: { 200: list } },
    post: { requestBody: takes(ref('Thing')), responses: { 201: answers(ref('Thing')) } },
  },
  '/things/{id}': {
    parameters: [pathParameter('id')],
    get: { responses: one },
    delete: { responses: { 204: NOTHING } },
  },
  '/things/{id}/parts': { parameters: [pathParameter('id')], get: { responses: { 200: list } } },
  '/things/{id}/parts/{part}': {
    parameters: [pathParameter('id'), pathParameter('part')],
    get: { responses: one },
  },
};

const mock = () => mockPaths(PATHS, { schemas: { Thing }, memory: 'empty' });

const LEDGERS = 'stuntdouble: collections';

describe('what is noted of a collection', () => {
  test('is found, and written, without what was noted before', async () => {
    const app = mock();
    const client = clientOf(app);
    const ids: string[] = [];
    for (let count = 0; count < 300; count += 1)
      ids.push(String(bodyOf(await client.post('/things', { name: 'one' }))['id']));
    for (const id of ids) expect((await client.delete(`/things/${id}`)).status).toBe(204);
    const { apis } = await app.snapshot();
    const notes = items(member(member(apis['unprepared'], 'collections'), LEDGERS));
    expect(notes).toHaveLength(601);
    expect(notes.map((note) => JSON.stringify(note)).filter((text) => text.length > 200)).toEqual([]);
    expect((await client.delete(`/things/${ids[7]}`)).status).toBe(204);
    expect((await client.delete('/things/none')).status).toBe(404);
    expect(ids).not.toContain(bodyOf(await client.post('/things', { name: 'another' }))['id']);
  });

  test('is taken over from the lists of a former snapshot', async () => {
    const app = mock();
    const client = clientOf(app);
    const kept = bodyOf(await client.post('/things', { name: 'kept' }))['id'];
    const { apis, ...saved } = JSON.parse(JSON.stringify(await app.snapshot())) as Awaited<
      ReturnType<typeof app.snapshot>
    >;
    const former = { id: 'things', deleted: ['gone', '12', '12'], created: [kept] };
    const api = apis['unprepared'];
    await app.restore({
      ...saved,
      apis: {
        unprepared: {
          random: api?.random ?? [],
          collections: { ...api?.collections, [LEDGERS]: [['things', former]] },
        },
      },
    });
    const statuses = [];
    for (const id of ['gone', '12', 'never']) statuses.push((await client.delete(`/things/${id}`)).status);
    expect(statuses).toEqual([204, 204, 404]);
    expect((await client.get(`/things/${String(kept)}/parts`)).body).toEqual([]);
  });
});
