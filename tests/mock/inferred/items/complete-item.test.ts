import { describe, expect, test } from '@jest/globals';
import { answers, listOf, pathParameter, ref, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';
import { collection, thing } from '../collection.ts';

describe('members that the request lacks', () => {
  test('are generated once, and are the same in every response', async () => {
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

  test('are kept when the list shows fewer members than the item', async () => {
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

describe('values that a server would add', () => {
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

  test('are those of a new item, and sent values get the names of the response', async () => {
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

  test('distinguish items that are generated from the same example', async () => {
    const Planet = thing({ id: { type: 'integer' }, name: { type: 'string', example: 'Mars' } });
    const { get } = clientOf(mockPaths(collection(Planet, { parameter: { type: 'integer' } })));
    expect(pluck((await get('/things')).body, 'name')).toEqual(['Mars', 'Mars 2', 'Mars 3']);
  });

  test('do not include members of requests only, flagged as writeOnly or not', async () => {
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

  test('keeps its kind, and gets the missing members of that kind', async () => {
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
