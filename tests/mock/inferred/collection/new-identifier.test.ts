import { describe, expect, test } from '@jest/globals';
import { items } from '../../../../src/base/json.ts';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';
import { collection, thing } from '../collection.ts';

describe('an identifier', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  test.each([
    [
      'is a number where the item has a number',
      'id',
      { id: { type: 'integer' } },
      { type: 'integer' },
      /^\d+$/,
    ],
    ['is a number where the path wants one', 'id', { id: {} }, { type: 'integer' }, /^\d+$/],
    ['is a UUID by its format', 'id', { id: { type: 'string', format: 'uuid' } }, { type: 'string' }, uuid],
    [
      'is a UUID where only the path says so',
      'id',
      { id: { type: 'string' } },
      { type: 'string', format: 'uuid' },
      uuid,
    ],
    [
      'fits its pattern',
      'id',
      { id: { type: 'string', pattern: '^thg_[a-z0-9]{8}$' } },
      {},
      /^thg_[a-z0-9]{8}$/,
    ],
    [
      'fits the pattern of the path',
      'id',
      { id: { type: 'string' } },
      { type: 'string', pattern: '^T-[0-9]{4}$' },
      /^T-\d{4}$/,
    ],
    [
      'is called like the parameter',
      'thing_id',
      { thing_id: { type: 'integer' }, id: { type: 'string' } },
      { type: 'integer' },
      /^\d+$/,
    ],
    [
      'is found in another spelling',
      'thing_id',
      { thingId: { type: 'integer' } },
      { type: 'integer' },
      /^\d+$/,
    ],
    ['is found in snake case', 'thingId', { thing_id: { type: 'integer' } }, { type: 'integer' }, /^\d+$/],
    [
      'is called id, whatever the parameter is called',
      'thingId',
      { id: { type: 'integer' } },
      { type: 'integer' },
      /^\d+$/,
    ],
    ['is called _id', 'thingId', { _id: { type: 'string' } }, { type: 'string' }, /^.+$/],
    ['is called uuid', 'thing', { uuid: { type: 'string', format: 'uuid' } }, { type: 'string' }, uuid],
    ['is the slug that the client gives', 'slug', { slug: { type: 'string' } }, { type: 'string' }, /^.+$/],
    ['keeps to a length', 'id', { id: { type: 'string', minLength: 10, maxLength: 10 } }, {}, /^.{10}$/],
    [
      'may be nullable in the schema',
      'id',
      { id: { type: ['integer', 'null'] } },
      { type: 'integer' },
      /^\d+$/,
    ],
  ])('%s', async (_, name, properties, parameter, expected) => {
    const { get, post } = clientOf(mockPaths(collection(thing(properties), { name, parameter })));
    const made = await post('/things', { name: 'A' });
    expect(made.status).toBe(201);
    const key = Object.keys(properties)[0] ?? '';
    const id = String(bodyOf(made)[key]);
    expect(id).toMatch(expected);
    expect((await get(`/things/${encodeURIComponent(id)}`)).body).toEqual(made.body);
    const listed = pluck((await get('/things')).body, key).map(String);
    expect(listed).toContain(id);
    expect(new Set(listed).size).toBe(listed.length);
  });

  test.each([
    ['^person-', /^person-/],
    ['-person$', /-person$/],
    ['^p', /^p/],
    ['x{3}', /xxx/],
    ['^[a-z]*$', /^[a-z]*$/],
  ])('is another for each item, though its pattern %s asks for little', async (pattern, expected) => {
    const keyed = thing({ id: { type: 'string', pattern } });
    const { get, post } = clientOf(mockPaths(collection(keyed, { name: 'id' })));
    const before = items((await get('/things')).body).length;
    for (let made = 0; made < 4; made += 1) await post('/things', { name: 'A' });
    const listed = pluck((await get('/things')).body, 'id').map(String);
    expect(new Set(listed).size).toBe(before + 4);
    expect(listed.filter((id) => !expected.test(id))).toEqual([]);
  });

  test('that is a name is chosen by the client, and must be unique', async () => {
    const { get, post } = clientOf(
      mockPaths(collection(thing({ size: { type: 'integer' } }), { name: 'name' })),
    );
    expect((await post('/things', { name: 'My thing', size: 3 })).status).toBe(201);
    expect((await get('/things/My%20thing')).body).toEqual({ name: 'My thing', size: 3 });
    const again = await post('/things', { name: 'My thing', size: 4 });
    expect(again.status).toBe(409);
    expect((await get('/things/My%20thing')).body).toEqual({ name: 'My thing', size: 3 });
  });

  test.each([
    ['by itself', { '400': NOTHING, '409': NOTHING }],
    ['as any 4XX', { '4XX': NOTHING }],
    ['as any error', { default: NOTHING }],
  ])('that is already used is refused where 409 is documented %s', async (_, refusals) => {
    const { get, post } = clientOf(mockPaths(withCreate({ '201': answers(thing({})), ...refusals })));
    expect((await post('/things', { name: 'Mine', size: 3 })).status).toBe(201);
    const again = await post('/things', { name: 'Mine', size: 4 });
    expect([again.status, again.body]).toEqual([
      409,
      expect.objectContaining({ detail: 'there is already an item with name Mine' }),
    ]);
    expect((await get('/things/Mine')).body).toEqual({ name: 'Mine', size: 3 });
  });

  test.each([
    ['nothing', {}],
    ['other refusals', { '400': NOTHING, '404': NOTHING, '422': NOTHING }],
  ])('that is already used gets the new item where the operation documents %s', async (_, refusals) => {
    const { get, post } = clientOf(mockPaths(withCreate({ '201': answers(thing({})), ...refusals })));
    const [name] = pluck((await get('/things')).body, 'name');
    const before = items((await get('/things')).body).length;
    for (const size of [3, 4]) expect((await post('/things', { name, size })).status).toBe(201);
    expect((await get(`/things/${String(name)}`)).body).toEqual({ name, size: 4 });
    expect(items((await get('/things')).body)).toHaveLength(before);
  });

  test('that occurs twice in a sent list makes the whole list refused where 409 is documented', async () => {
    const listed = (refusals: object) => ({
      requestBody: takes(listOf(thing({}))),
      responses: { '201': answers(listOf(thing({}))), ...refusals },
    });
    const sent = [{ name: 'a' }, { name: 'b' }, { name: 'a' }];
    const paths = collection(thing({}), { name: 'name' });
    const post = (refusals: object) => ({
      ...paths,
      '/things': { ...paths['/things'], post: listed(refusals) },
    });
    const strict = clientOf(mockPaths(post({ '409': NOTHING })));
    expect((await strict.post('/things', sent)).status).toBe(409);
    expect((await strict.get('/things/b')).status).toBe(404);
    const lenient = clientOf(mockPaths(post({})));
    expect((await lenient.post('/things', sent)).status).toBe(201);
    expect((await lenient.get('/things/b')).status).toBe(200);
  });

  test('chosen by the client may be used again after a deletion', async () => {
    const { get, post, delete: remove } = clientOf(mockPaths(collection(thing({}), { name: 'name' })));
    await post('/things', { name: 'a' });
    await remove('/things/a');
    expect((await get('/things/a')).status).toBe(404);
    expect((await post('/things', { name: 'a' })).status).toBe(201);
    expect((await get('/things/a')).status).toBe(200);
  });

  test('with special characters leads to its item', async () => {
    const { get, post } = clientOf(mockPaths(collection(thing({}), { name: 'name' })));
    for (const name of ['a/b', 'ä ö', '100%', 'a?b#c', '.hidden', 'constructor', '__proto__', '1e3', '007']) {
      const made = await post('/things', { name });
      expect([name, made.status]).toEqual([name, 201]);
      expect((await get(String(made.headers['location']))).body).toEqual({ name });
    }
  });

  test('may have different names in the schemas of list and item', async () => {
    const paths = {
      '/things': {
        get: { responses: { '200': answers(listOf(thing({ id: { type: 'integer' } }))) } },
        post: {
          requestBody: takes(thing({})),
          responses: { '201': answers(thing({ thingId: { type: 'integer' } })) },
        },
      },
      '/things/{thingId}': {
        parameters: [pathParameter('thingId', { type: 'integer' })],
        get: { responses: { '200': answers(thing({ thingId: { type: 'integer' } })) } },
      },
    };
    const { get, post } = clientOf(mockPaths(paths));
    const id = Number(bodyOf(await post('/things', { name: 'A' }))['thingId']);
    expect((await get(`/things/${id}`)).body).toEqual({ name: 'A', thingId: id });
    expect(pluck((await get('/things')).body, 'id')).toContain(id);
  });
});

/** A collection whose items are identified by name, with these responses of its create. */
function withCreate(responses: object) {
  const paths = collection(thing({ size: { type: 'integer' } }), { name: 'name' });
  return { ...paths, '/things': { ...paths['/things'], post: { ...paths['/things']?.post, responses } } };
}
