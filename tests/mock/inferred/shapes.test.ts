import { describe, expect, test } from '@jest/globals';
import { member } from '../../../src/base/json.ts';
import {
  answers,
  bodyOf,
  clientOf,
  listOf,
  mockPaths,
  NOTHING,
  pathParameter,
  pluck,
  ref,
  takes,
} from './described.ts';

/** A collection of items of this schema, with these paths' parameter. */
function collection(
  item: object,
  { name = 'id', parameter = { type: 'string' }, path = '/things' }: CollectionOptions = {},
) {
  return {
    [path]: {
      get: { responses: { '200': answers(listOf(item)) } },
      post: { requestBody: takes(item), responses: { '201': answers(item), '409': NOTHING } },
    },
    [`${path}/{${name}}`]: {
      parameters: [pathParameter(name, parameter)],
      get: { responses: { '200': answers(item) } },
      delete: { responses: { '204': NOTHING } },
    },
  };
}

interface CollectionOptions {
  readonly name?: string;
  readonly parameter?: object;
  readonly path?: string;
}

function thing(properties: object, required: readonly string[] = ['name']) {
  return { type: 'object', required, properties: { name: { type: 'string' }, ...properties } };
}

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

  test('by name is the name that the client gives, and taken names are refused', async () => {
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
    ['422', '422', { '400': NOTHING, '422': NOTHING }],
    ['400', '400', { '400': NOTHING }],
    ['409 where nothing fits', '409', { '404': NOTHING }],
  ])('that is taken is refused with the documented %s', async (_, status, refusals) => {
    const paths = collection(thing({ size: { type: 'integer' } }), { name: 'name' });
    const create = { ...paths['/things']?.post, responses: { '201': answers(thing({})), ...refusals } };
    const { get, post } = clientOf(mockPaths({ ...paths, '/things': { ...paths['/things'], post: create } }));
    expect((await post('/things', { name: 'Mine', size: 3 })).status).toBe(201);
    const again = await post('/things', { name: 'Mine', size: 4 });
    expect([again.status, again.body]).toEqual([
      Number(status),
      expect.objectContaining({ detail: 'there is already an item with name Mine' }),
    ]);
    expect((await get('/things/Mine')).body).toEqual({ name: 'Mine', size: 3 });
  });

  test('that only an item has which was made up may be taken by a client once, where no 409 is documented', async () => {
    const paths = collection(thing({ size: { type: 'integer' } }), { name: 'name' });
    const create = { ...paths['/things']?.post, responses: { '201': answers(thing({})) } };
    const { get, post } = clientOf(mockPaths({ ...paths, '/things': { ...paths['/things'], post: create } }));
    const [name] = pluck((await get('/things')).body, 'name');
    expect((await post('/things', { name, size: 3 })).status).toBe(201);
    expect((await post('/things', { name, size: 4 })).status).toBe(409);
    expect((await get(`/things/${String(name)}`)).body).toEqual({ name, size: 3 });
  });

  test('that stands twice in a list that is sent is refused with the whole of it', async () => {
    const item = thing({});
    const paths = collection(item, { name: 'name' });
    const create = { requestBody: takes(listOf(item)), responses: { '201': answers(listOf(item)) } };
    const { get, post } = clientOf(mockPaths({ ...paths, '/things': { ...paths['/things'], post: create } }));
    expect((await post('/things', [{ name: 'a' }, { name: 'b' }, { name: 'a' }])).status).toBe(409);
    expect((await get('/things/b')).status).toBe(404);
  });

  test('that was given by the client may be used again after a deletion', async () => {
    const { get, post, delete: remove } = clientOf(mockPaths(collection(thing({}), { name: 'name' })));
    await post('/things', { name: 'a' });
    await remove('/things/a');
    expect((await get('/things/a')).status).toBe(404);
    expect((await post('/things', { name: 'a' })).status).toBe(201);
    expect((await get('/things/a')).status).toBe(200);
  });

  test('with odd characters leads back to its item', async () => {
    const { get, post } = clientOf(mockPaths(collection(thing({}), { name: 'name' })));
    for (const name of ['a/b', 'ä ö', '100%', 'a?b#c', '.hidden', 'constructor', '__proto__', '1e3', '007']) {
      const made = await post('/things', { name });
      expect([name, made.status]).toEqual([name, 201]);
      expect((await get(String(made.headers['location']))).body).toEqual({ name });
    }
  });

  test('of the list and of the path may be called differently in the two schemas', async () => {
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

describe('an envelope', () => {
  const Thing = thing({ id: { type: 'integer', readOnly: true } });
  const wrap = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
  const paths = (one: object, many: object, sent: object) => ({
    '/things': {
      get: { responses: { '200': answers(many) } },
      post: { requestBody: takes(sent), responses: { '201': answers(one) } },
    },
    '/things/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(one) } },
      put: { requestBody: takes(sent), responses: { '200': answers(one) } },
      patch: { requestBody: takes(sent), responses: { '200': answers(one) } },
      delete: { responses: { '200': answers(wrap({ deleted: { type: 'boolean' } })) } },
    },
  });

  test.each([
    ['data', wrap({ data: ref('Thing') }), wrap({ data: listOf(ref('Thing')) }), ref('Thing')],
    [
      'thing',
      wrap({ thing: ref('Thing') }),
      wrap({ things: listOf(ref('Thing')) }),
      wrap({ thing: ref('Thing') }),
    ],
    [
      'result',
      wrap({ result: ref('Thing'), success: { const: true } }),
      wrap({ result: listOf(ref('Thing')), success: { const: true } }),
      ref('Thing'),
    ],
    [
      undefined,
      ref('Thing'),
      wrap({ items: listOf(ref('Thing')), total: { type: 'integer' } }),
      ref('Thing'),
    ],
  ])('%s around items is kept by all operations', async (name, one, many, sent) => {
    const {
      get,
      post,
      put,
      patch,
      delete: remove,
    } = clientOf(mockPaths(paths(one, many, sent), { schemas: { Thing } }));
    const send = (item: object) => ('properties' in sent ? { thing: item } : item);
    const open = (body: unknown) => (name === undefined ? body : member(body, name));
    const listed = async () => Object.values(bodyOf(await get('/things'))).find(Array.isArray);
    const before = (await listed())?.length ?? 0;
    expect(before).toBeGreaterThan(0);
    const made = await post('/things', send({ name: 'A' }));
    expect(made.status).toBe(201);
    expect(open(made.body)).toMatchObject({ name: 'A', id: expect.any(Number) });
    const at = String(made.headers['location']);
    expect((await get(at)).body).toEqual(made.body);
    expect(await listed()).toHaveLength(before + 1);
    expect((await listed())?.at(-1)).toEqual(open(made.body));
    expect(open((await put(at, send({ name: 'B' }))).body)).toMatchObject({ name: 'B' });
    expect(open((await patch(at, send({ name: 'C' }))).body)).toMatchObject({ name: 'C' });
    expect((await remove(at)).status).toBe(200);
    expect((await get(at)).status).toBe(404);
    expect(await listed()).toHaveLength(before);
  });

  test('with a second list beside the items keeps them apart', async () => {
    const many = wrap({
      errors: listOf({ type: 'string' }),
      included: listOf({ type: 'object' }),
      data: listOf(ref('Thing')),
    });
    const { get, post } = clientOf(
      mockPaths(paths(ref('Thing'), many, ref('Thing')), { schemas: { Thing } }),
    );
    await post('/things', { name: 'A' });
    expect(pluck(bodyOf(await get('/things'))['data'], 'name')).toContain('A');
  });

  test('in the manner of JSON:API has the members in attributes', async () => {
    const resource = wrap({
      id: { type: 'string' },
      type: { const: 'things' },
      attributes: wrap({ name: { type: 'string' } }),
    });
    const sent = wrap({
      data: wrap({ type: { const: 'things' }, attributes: wrap({ name: { type: 'string' } }) }),
    });
    const described = paths(wrap({ data: resource }), wrap({ data: listOf(resource) }), sent);
    const things = {
      ...described,
      '/things/{id}': { ...described['/things/{id}'], parameters: [pathParameter('id')] },
    };
    const { get, post, patch } = clientOf(mockPaths(things));
    const made = await post('/things', { data: { type: 'things', attributes: { name: 'A' } } });
    expect(made.body).toMatchObject({ data: { type: 'things', attributes: { name: 'A' } } });
    const id = String(member(bodyOf(made)['data'], 'id'));
    expect((await get(`/things/${id}`)).body).toEqual(made.body);
    const changed = await patch(`/things/${id}`, { data: { type: 'things', attributes: { name: 'B' } } });
    expect(changed.body).toMatchObject({ data: { id, attributes: { name: 'B' } } });
  });
});

describe('what the schemas leave out', () => {
  test('is made up once: a member that only the answer has is the same whenever it is shown', async () => {
    const Shown = thing({ id: { type: 'integer' }, serial: { type: 'string' }, size: { type: 'integer' } }, [
      'id',
      'name',
      'serial',
      'size',
    ]);
    const { get, post, put } = clientOf(
      mockPaths({
        '/things': {
          get: { responses: { '200': answers(listOf(Shown)) } },
          post: { requestBody: takes(thing({})), responses: { '201': answers(Shown) } },
        },
        '/things/{id}': {
          parameters: [pathParameter('id', { type: 'integer' })],
          get: { responses: { '200': answers(Shown) } },
          put: { requestBody: takes(thing({})), responses: { '200': answers(Shown) } },
        },
      }),
    );
    const made = await post('/things', { name: 'A' });
    const at = String(made.headers['location']);
    expect((await get(at)).body).toEqual(made.body);
    expect(((await get('/things')).body as readonly unknown[]).at(-1)).toEqual(made.body);
    expect((await put(at, { name: 'B' })).body).toEqual({ ...bodyOf(made), name: 'B' });
    const second = await post('/things', { name: 'A' });
    expect(bodyOf(second)['serial']).not.toBe(bodyOf(made)['serial']);
  });

  test('of the items in a list that shows less than the item does stays there', async () => {
    const Brief = {
      type: 'object',
      additionalProperties: false,
      properties: { id: { type: 'integer' }, name: { type: 'string' } },
    };
    const Whole = thing({ id: { type: 'integer' }, story: { type: 'string' } });
    const { get, post } = clientOf(
      mockPaths({
        '/things': {
          get: { responses: { '200': answers(listOf(Brief)) } },
          post: { requestBody: takes(Whole), responses: { '201': answers(Whole) } },
        },
        '/things/{id}': {
          parameters: [pathParameter('id', { type: 'integer' })],
          get: { responses: { '200': answers(Whole) } },
        },
      }),
    );
    const { id } = bodyOf(await post('/things', { name: 'A', story: 'long' }));
    expect(((await get('/things')).body as readonly unknown[]).at(-1)).toEqual({ id, name: 'A' });
    expect((await get(`/things/${String(id)}`)).body).toEqual({ id, name: 'A', story: 'long' });
  });
});

describe('answers without the item', () => {
  const Thing = thing({ id: { type: 'integer', readOnly: true } });
  const withAnswers = (created: object, updated: object, deleted: object) => ({
    '/things': {
      get: { responses: { '200': answers(listOf(ref('Thing'))) } },
      post: { requestBody: takes(ref('Thing')), responses: created },
    },
    '/things/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(ref('Thing')) } },
      put: { requestBody: takes(ref('Thing')), responses: updated },
      delete: { responses: deleted },
    },
  });

  test.each([
    ['204', { '204': NOTHING }, 204],
    ['202', { '202': NOTHING }, 202],
    ['200 with nothing', { '200': NOTHING }, 200],
    [
      '201 with the id alone',
      { '201': answers({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } }) },
      201,
    ],
    [
      '200 with a message',
      {
        '200': answers({
          type: 'object',
          required: ['message'],
          properties: { message: { type: 'string' } },
        }),
      },
      200,
    ],
    ['2XX', { '2XX': answers(ref('Thing')) }, 200],
    ['default', { default: answers(ref('Thing')) }, 200],
    ['400 first', { '400': NOTHING, '201': answers(ref('Thing')) }, 201],
  ])('%s: it is remembered all the same', async (_, responses, status) => {
    const {
      get,
      post,
      put,
      delete: remove,
    } = clientOf(mockPaths(withAnswers(responses, responses, responses), { schemas: { Thing } }));
    const made = await post('/things', { name: 'A' });
    expect(made.status).toBe(status);
    const listed = (await get('/things')).body;
    expect(pluck(listed, 'name')).toContain('A');
    const id = String(pluck(listed, 'id').at(-1));
    expect((await put(`/things/${id}`, { name: 'B' })).status).toBe(status);
    expect(bodyOf(await get(`/things/${id}`))['name']).toBe('B');
    expect((await remove(`/things/${id}`)).status).toBe(status);
    expect((await get(`/things/${id}`)).status).toBe(404);
  });
});

describe('a body that is not JSON', () => {
  const Thing = thing({
    id: { type: 'integer', readOnly: true },
    size: { type: 'integer' },
    file: { type: 'string' },
  });
  const sent = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, size: { type: 'integer' }, file: { type: 'string' } },
  };
  const paths = (range: string) => ({
    '/things': {
      get: { responses: { '200': answers(listOf(ref('Thing'))) } },
      post: { requestBody: takes(sent, range), responses: { '201': answers(ref('Thing')) } },
    },
    '/things/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(ref('Thing')) } },
    },
  });

  test('creates an item from a form', async () => {
    const { get, post } = clientOf(
      mockPaths(paths('application/x-www-form-urlencoded'), { schemas: { Thing } }),
    );
    const made = await post('/things', 'name=A+b&size=3', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(made.body).toMatchObject({ name: 'A b', size: 3 });
    expect((await get(String(made.headers['location']))).body).toEqual(made.body);
  });

  test('creates an item from the parts of a multipart body', async () => {
    const { get, post } = clientOf(mockPaths(paths('multipart/form-data'), { schemas: { Thing } }));
    const body = [
      '--x',
      'Content-Disposition: form-data; name="name"',
      '',
      'A',
      '--x',
      'Content-Disposition: form-data; name="size"',
      '',
      '3',
      '--x',
      'Content-Disposition: form-data; name="file"; filename="a.txt"',
      'Content-Type: text/plain',
      '',
      'hello',
      '--x--',
      '',
    ].join('\r\n');
    const made = await post('/things', body, { 'content-type': 'multipart/form-data; boundary=x' });
    expect(made.body).toMatchObject({ name: 'A', size: 3 });
    expect((await get(String(made.headers['location']))).body).toEqual(made.body);
  });

  test('creates several items from a list', async () => {
    const { get, post } = clientOf(
      mockPaths(
        {
          '/things': {
            get: { responses: { '200': answers(listOf(ref('Thing'))) } },
            post: {
              requestBody: takes(listOf(ref('Thing'))),
              responses: { '201': answers(listOf(ref('Thing'))) },
            },
          },
          '/things/{id}': {
            parameters: [pathParameter('id', { type: 'integer' })],
            get: { responses: { '200': answers(ref('Thing')) } },
          },
        },
        { schemas: { Thing } },
      ),
    );
    const made = await post('/things', [{ name: 'A' }, { name: 'B' }]);
    expect(made.status).toBe(201);
    expect(pluck(made.body, 'name')).toEqual(['A', 'B']);
    expect(pluck((await get('/things')).body, 'name')).toEqual(expect.arrayContaining(['A', 'B']));
    const [id] = pluck(made.body, 'id');
    expect((await get(`/things/${String(id)}`)).body).toMatchObject({ name: 'A' });
  });
});

describe('paths that look like a collection, and are none', () => {
  const Job = thing({ id: { type: 'integer', readOnly: true }, state: { type: 'string' } });
  const paths = {
    ...collection(ref('Job'), { path: '/jobs', parameter: { type: 'integer' } }),
    '/jobs/{id}/cancel': {
      parameters: [pathParameter('id', { type: 'integer' })],
      post: {
        responses: {
          '200': {
            description: '',
            content: {
              'application/json': { schema: ref('Job'), example: { id: 1, name: 'J', state: 'cancelled' } },
            },
          },
        },
      },
    },
    '/jobs/search': { get: { responses: { '200': answers(listOf(ref('Job'))) } } },
    '/search/{text}': {
      parameters: [pathParameter('text')],
      get: {
        responses: {
          '200': answers({ type: 'object', required: ['hits'], properties: { hits: { type: 'integer' } } }),
        },
      },
    },
  };

  test('are answered from examples: an action changes nothing', async () => {
    const { get, post } = clientOf(mockPaths(paths, { schemas: { Job } }));
    const before = await get('/jobs');
    expect((await post('/jobs/1/cancel')).body).toEqual({ id: 1, name: 'J', state: 'cancelled' });
    expect((await get('/jobs')).text).toBe(before.text);
    expect((await get('/jobs/search')).status).toBe(200);
    expect((await get('/search/anything')).status).toBe(200);
  });
});

describe('what a server would add', () => {
  const Project = {
    type: 'object',
    properties: {
      project_id: { type: 'integer' },
      name: { type: 'string' },
      is_public: { type: 'boolean' },
      creation_time: { type: 'string', format: 'date-time' },
      updateTimestamp: { type: 'integer', format: 'int64' },
      deleted: { type: 'boolean' },
      deleted_at: { type: 'string', format: 'date-time' },
      member_count: { type: 'integer' },
      members: listOf({ type: 'string' }),
    },
  };
  const NewProject = {
    type: 'object',
    required: ['project_name'],
    properties: { project_name: { type: 'string' }, isPublic: { type: 'boolean' } },
  };
  const paths = {
    '/projects': {
      get: { responses: { '200': answers(listOf(Project)) } },
      post: { requestBody: takes(NewProject), responses: { '201': { description: 'Made.' } } },
    },
    '/projects/{project_name}': {
      parameters: [pathParameter('project_name')],
      get: { responses: { '200': answers(Project) } },
    },
  };
  const clock = new Date('2025-01-02T03:04:05Z');

  test('is there, as for something that was just made, and what was sent goes by the name that answers have', async () => {
    const { get, post } = clientOf(mockPaths(paths, { clock }));
    await post('/projects', { project_name: 'attic', isPublic: true });
    expect((await get('/projects/attic')).body).toEqual({
      project_id: 4,
      name: 'attic',
      is_public: true,
      creation_time: '2025-01-02T03:04:05.000Z',
      updateTimestamp: clock.getTime(),
      deleted: false,
      member_count: 0,
      members: [],
    });
  });

  test('tells items apart that are drawn from the same example', async () => {
    const Planet = thing({ id: { type: 'integer' }, name: { type: 'string', example: 'Mars' } });
    const { get } = clientOf(mockPaths(collection(Planet, { parameter: { type: 'integer' } })));
    expect(pluck((await get('/things')).body, 'name')).toEqual(['Mars', 'Mars 2', 'Mars 3']);
  });

  test('is dropped where it was only meant to be sent, flagged or not', async () => {
    const User = thing({ id: { type: 'integer' } });
    const NewUser = thing({ password: { type: 'string' } });
    const users = {
      '/users': {
        get: { responses: { '200': answers(listOf(User)) } },
        post: { requestBody: takes(NewUser), responses: { '201': answers(User) } },
      },
      '/users/{id}': {
        parameters: [pathParameter('id', { type: 'integer' })],
        get: { responses: { '200': answers(User) } },
      },
    };
    const { get, post } = clientOf(mockPaths(users));
    const made = await post('/users', { name: 'A', password: 'hush-hush' });
    const shown = [made, await get('/users'), await get(String(made.headers['location']))];
    expect(shown.map((answer) => answer.text).join()).not.toContain('hush-hush');
  });
});

describe('PUT where nothing else creates', () => {
  const Bucket = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, size: { type: 'integer' } },
  };
  const paths = {
    '/buckets': { get: { responses: { '200': answers(listOf(Bucket)) } } },
    '/buckets/{name}': {
      parameters: [pathParameter('name')],
      get: { responses: { '200': answers(Bucket) } },
      put: { requestBody: takes(Bucket), responses: { '200': answers(Bucket), '201': answers(Bucket) } },
      delete: { responses: { '204': NOTHING } },
    },
  };

  test('creates with 201, and replaces with 200', async () => {
    const { get, put } = clientOf(mockPaths(paths, { memory: 'empty' }));
    expect((await get('/buckets/a')).status).toBe(404);
    expect((await put('/buckets/a', { name: 'a', size: 1 })).status).toBe(201);
    expect((await put('/buckets/a', { name: 'a', size: 2 })).status).toBe(200);
    expect((await get('/buckets')).body).toEqual([{ name: 'a', size: 2 }]);
  });
});

describe('an item of several kinds', () => {
  const kinds = {
    Cat: {
      type: 'object',
      required: ['kind', 'id', 'lives'],
      properties: {
        kind: { const: 'cat' },
        id: { type: 'integer' },
        lives: { type: 'integer' },
        name: { type: 'string' },
      },
    },
    Dog: {
      type: 'object',
      required: ['kind', 'id', 'tricks', 'leash'],
      properties: {
        kind: { const: 'dog' },
        id: { type: 'integer' },
        name: { type: 'string' },
        tricks: { type: 'array', items: { type: 'string' } },
        leash: { type: 'object', required: ['length'], properties: { length: { type: 'integer' } } },
      },
    },
  };
  const sent = { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } };
  const pet = { oneOf: [ref('Cat'), ref('Dog')] };
  const paths = {
    '/pets': {
      get: { responses: { '200': answers(listOf(pet)) } },
      post: { requestBody: takes(sent), responses: { '201': answers(pet) } },
    },
    '/pets/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(pet) } },
    },
  };

  test('stays of its kind, and gets what that kind lacks', async () => {
    const { get, post } = clientOf(mockPaths(paths, { schemas: kinds }));
    const dog = await post('/pets', { kind: 'dog', name: 'Rex', leash: { colour: 'red' } });
    expect(dog.body).toMatchObject({ kind: 'dog', name: 'Rex', leash: { colour: 'red' } });
    expect(Object.keys(bodyOf(dog)).toSorted()).toEqual(['id', 'kind', 'leash', 'name', 'tricks']);
    const cat = await post('/pets', { kind: 'cat', name: 'Kit' });
    expect(cat.body).toMatchObject({ kind: 'cat', name: 'Kit' });
    const listed = (await get('/pets')).body;
    expect(listed).toContainEqual(dog.body);
    expect(listed).toContainEqual(cat.body);
  });
});

describe('fixtures of items with an `id` that paths do not use', () => {
  const user = {
    type: 'object',
    required: ['id', 'username'],
    properties: {
      id: { type: 'integer' },
      nickname: { type: 'string' },
      username: { type: 'string' },
      email: { type: 'string' },
    },
  };
  const sent = {
    type: 'object',
    required: ['username'],
    properties: { username: { type: 'string' }, nickname: { type: 'string' }, email: { type: 'string' } },
  };
  const paths = {
    '/users': {
      get: { responses: { '200': answers(listOf(user)) } },
      post: { requestBody: takes(sent), responses: { '201': answers(user) } },
    },
    '/users/{username}': {
      parameters: [pathParameter('username')],
      get: { responses: { '200': answers(user) } },
      put: { requestBody: takes(sent), responses: { '200': answers(user) } },
      delete: { responses: { '204': NOTHING } },
    },
  };
  const ann = { id: 1, nickname: 'ann', username: 'ann', email: 'ann@example.com' };
  const bob = { id: 2, nickname: 'b', username: 'bob', email: 'bob@example.com' };
  const client = (users: readonly object[]) => clientOf(mockPaths(paths, { fixtures: { users } }));

  test('are found, changed and deleted by what paths use', async () => {
    const { get, put, delete: remove } = client([ann, bob]);
    expect((await get('/users/ann')).body).toEqual(ann);
    expect((await get('/users/1')).status).toBe(404);
    const changed = await put('/users/ann', { username: 'ann', nickname: 'Annie' });
    expect(changed.body).toMatchObject({ id: 1, nickname: 'Annie', username: 'ann' });
    expect(pluck((await get('/users')).body, 'id')).toEqual([1, 2]);
    await remove('/users/ann');
    expect(pluck((await get('/users')).body, 'username')).toEqual(['bob']);
  });

  test('leave what is created a number of its own, and the name to the client', async () => {
    const { get, post } = client([ann, bob]);
    const made = await post('/users', { username: 'cy' });
    expect(made.body).toMatchObject({ id: 3, username: 'cy' });
    expect(made.headers['location']).toBe('/users/cy');
    expect((await get('/users/cy')).body).toEqual(made.body);
    expect((await post('/users', { username: 'ann' })).status).toBe(409);
  });

  test('may also lack what paths use only where the description lets them: that is said at start', () => {
    expect(() => client([ann, { id: 2, username: 7 }])).toThrow(/users \/1\/username: must be string/);
    expect(() => client([{ ...ann, colour: 'red' }])).not.toThrow();
  });
});

describe('an answer that shows less than others', () => {
  test('has nothing else: neither what was sent, nor what the server made up', async () => {
    const full = thing({
      id: { type: 'string', readOnly: true },
      status: { type: 'string' },
      updatedAt: { type: 'string', format: 'date-time' },
    });
    const made = { type: 'object', properties: { thingID: { type: 'string' } } };
    const brief = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
    const paths = {
      '/things': {
        get: { responses: { '200': answers(listOf(brief)) } },
        post: { requestBody: takes(thing({})), responses: { '200': answers(made) } },
      },
      '/things/{thingID}': {
        parameters: [pathParameter('thingID')],
        get: { responses: { '200': answers(full) } },
      },
    };
    const { get, post } = clientOf(mockPaths(paths));
    const answer = await post('/things', { name: 'one' });
    const { thingID: id } = bodyOf(answer);
    expect(answer.body).toEqual({ thingID: id });
    expect((await get('/things')).body).toContainEqual({ id });
    expect((await get(`/things/${String(id)}`)).body).toMatchObject({ id, name: 'one' });
  });
});
