import { describe, expect, test } from '@jest/globals';
import { items, member } from '../../../../src/base/json.ts';
import { answers, listOf, NOTHING, pathParameter, ref, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

const Owner = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
};
const Pet = {
  type: 'object',
  required: ['id', 'name', 'ownerId'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    ownerId: { type: 'integer' },
  },
};
const NewPet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

const ownerId = pathParameter('ownerId', { type: 'integer' });
const petId = pathParameter('petId', { type: 'integer' });

const owners = {
  '/owners': {
    get: { responses: { '200': answers(listOf(ref('Owner'))) } },
    post: { requestBody: takes(ref('Owner')), responses: { '201': answers(ref('Owner')) } },
  },
  '/owners/{ownerId}': {
    parameters: [ownerId],
    get: { responses: { '200': answers(ref('Owner')) } },
    delete: { responses: { '204': NOTHING } },
  },
};

const petsOfOwners = {
  '/owners/{ownerId}/pets': {
    parameters: [ownerId],
    get: {
      responses: {
        '200': answers(listOf(ref('Pet'))),
        '404': answers({ type: 'object', required: ['error'], properties: { error: { type: 'string' } } }),
      },
    },
    post: { requestBody: takes(NewPet), responses: { '201': answers(ref('Pet')) } },
  },
  '/owners/{ownerId}/pets/{petId}': {
    parameters: [ownerId, petId],
    get: { responses: { '200': answers(ref('Pet')) } },
    patch: { requestBody: takes(NewPet), responses: { '200': answers(ref('Pet')) } },
    delete: { responses: { '204': NOTHING } },
  },
};

const pets = {
  '/pets': {
    get: {
      parameters: [{ name: 'ownerId', in: 'query', schema: { type: 'integer' } }],
      responses: { '200': answers(listOf(ref('Pet'))) },
    },
    post: {
      requestBody: takes({
        ...NewPet,
        required: ['name', 'ownerId'],
        properties: { ...NewPet.properties, ownerId: { type: 'integer' } },
      }),
      responses: { '201': answers(ref('Pet')) },
    },
  },
  '/pets/{petId}': {
    parameters: [petId],
    get: { responses: { '200': answers(ref('Pet')) } },
    patch: { requestBody: takes(NewPet), responses: { '200': answers(ref('Pet')) } },
    delete: { responses: { '204': NOTHING } },
  },
};

const schemas = { Owner, Pet };

describe('a collection below an item', () => {
  const client = (options = {}) =>
    clientOf(mockPaths({ ...owners, ...petsOfOwners }, { schemas, ...options }));

  test('has only items that were created below this parent, with the parent in them', async () => {
    const { get, post } = client();
    const made = await post('/owners/1/pets', { name: 'Tom' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'Tom', ownerId: 1 });
    const id = String(bodyOf(made)['id']);
    expect(made.headers['location']).toBe(`/owners/1/pets/${id}`);
    expect((await get(`/owners/1/pets/${id}`)).body).toEqual(made.body);
    expect((await get(`/owners/2/pets/${id}`)).status).toBe(404);
    expect(pluck((await get('/owners/2/pets')).body, 'name')).not.toContain('Tom');
    expect(new Set(pluck((await get('/owners/2/pets')).body, 'ownerId'))).toEqual(new Set([2]));
  });

  test('starts with own items for each parent', async () => {
    const { get } = client();
    const [one, two] = [(await get('/owners/1/pets')).body, (await get('/owners/2/pets')).body];
    expect(items(one).length).toBeGreaterThan(0);
    expect(pluck(one, 'name')).not.toEqual(pluck(two, 'name'));
  });

  test('is a 404 below a missing parent', async () => {
    const { get, post } = client();
    expect((await get('/owners/4711')).status).toBe(404);
    const listed = await get('/owners/4711/pets');
    expect(listed.status).toBe(404);
    expect(bodyOf(listed)['error']).toBe('there is no item with id 4711 in owners');
    expect((await post('/owners/4711/pets', { name: 'Tom' })).status).toBe(404);
    for (const id of pluck((await get('/owners')).body, 'id')) {
      expect((await get(`/owners/${String(id)}/pets`)).status).toBe(200);
    }
  });

  test('is a 404 below a missing parent also for operations that respond with examples', async () => {
    const actions = {
      '/owners/{ownerId}/greeting': {
        parameters: [ownerId],
        get: { responses: { '200': answers({ type: 'string', example: 'Hello' }) } },
        post: { responses: { '204': NOTHING } },
      },
      '/owners/{ownerId}/wave': {
        parameters: [ownerId],
        post: { 'x-stuntdouble': false, responses: { '204': NOTHING } },
      },
    };
    const { get, post } = clientOf(mockPaths({ ...owners, ...actions }, { schemas }));
    expect((await get('/owners/1/greeting')).body).toBe('Hello');
    expect((await post('/owners/1/greeting')).status).toBe(204);
    const lost = await get('/owners/4711/greeting');
    expect([lost.status, bodyOf(lost)['detail']]).toEqual([404, 'there is no item with id 4711 in owners']);
    expect((await post('/owners/4711/greeting')).status).toBe(404);
    expect((await get('/owners/4711/greeting', { prefer: 'code=200' })).status).toBe(200);
    expect((await post('/owners/4711/wave')).status).toBe(204);
  });

  test('exists below any parent when no operation creates parents', async () => {
    const paths = {
      '/owners/{ownerId}': { parameters: [ownerId], get: { responses: { '200': answers(ref('Owner')) } } },
      ...petsOfOwners,
    };
    const { get } = clientOf(mockPaths(paths, { schemas }));
    expect((await get('/owners/4711')).status).toBe(200);
    expect((await get('/owners/4711/pets')).status).toBe(200);
  });

  test('exists below any parent when no operation shows parents, until one is deleted', async () => {
    const paths = {
      '/owners': { post: { requestBody: takes(ref('Owner')), responses: { '201': answers(ref('Owner')) } } },
      '/owners/{ownerId}': { parameters: [ownerId], delete: { responses: { '204': NOTHING } } },
      ...petsOfOwners,
    };
    const { get, post, delete: remove } = clientOf(mockPaths(paths, { schemas }));
    expect((await get('/owners/4711/pets')).status).toBe(200);
    const owner = String(bodyOf(await post('/owners', { name: 'O' }))['id']);
    await remove(`/owners/${owner}`);
    expect((await get(`/owners/${owner}/pets`)).status).toBe(404);
  });

  test('is a 404 below parents that the fixtures lack', async () => {
    const { get, post } = client({ fixtures: { owners: [{ id: 7, name: 'O' }] } });
    const listed = await get('/owners/4711/pets');
    expect(listed.status).toBe(404);
    expect(bodyOf(listed)['error']).toContain('4711');
    expect((await post('/owners/4711/pets', { name: 'Tom' })).status).toBe(404);
    expect((await get('/owners/7/pets')).status).toBe(200);
  });

  test('is created and deleted with its parent', async () => {
    const { get, post, delete: remove } = client();
    const owner = String(bodyOf(await post('/owners', { name: 'O' }))['id']);
    expect([(await get(`/owners/${owner}/pets`)).status, (await get(`/owners/${owner}/pets`)).body]).toEqual([
      200,
      [],
    ]);
    await post(`/owners/${owner}/pets`, { name: 'Tom' });
    expect(pluck((await get(`/owners/${owner}/pets`)).body, 'name')).toEqual(['Tom']);
    await remove(`/owners/${owner}`);
    expect((await get(`/owners/${owner}/pets`)).status).toBe(404);
  });

  test('is filled by fixtures that name the parent', async () => {
    const fixtures = {
      owners: [{ id: 7, name: 'O' }],
      pets: [
        { id: 1, name: 'Rex', ownerId: 7 },
        { id: 2, name: 'Kit', ownerId: 8 },
      ],
    };
    const { get } = client({ fixtures });
    expect((await get('/owners/7/pets')).body).toEqual([{ id: 1, name: 'Rex', ownerId: 7 }]);
    expect((await get('/owners/7/pets/1')).status).toBe(200);
    expect((await get('/owners/7/pets/2')).status).toBe(404);
    expect((await get('/owners/1/pets')).status).toBe(404);
  });

  test('may be nested deeper', async () => {
    const Toy = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', readOnly: true },
        label: { type: 'string' },
        petId: { type: 'integer' },
      },
    };
    const deeper = {
      '/owners/{ownerId}/pets/{petId}/toys': {
        parameters: [ownerId, petId],
        get: { responses: { '200': answers(listOf(ref('Toy'))) } },
        post: {
          requestBody: takes({ type: 'object', properties: { label: { type: 'string' } } }),
          responses: { '201': answers(ref('Toy')) },
        },
      },
      '/owners/{ownerId}/pets/{petId}/toys/{toyId}': {
        parameters: [ownerId, petId, pathParameter('toyId')],
        get: { responses: { '200': answers(ref('Toy')) } },
      },
    };
    const { get, post } = clientOf(
      mockPaths({ ...owners, ...petsOfOwners, ...deeper }, { schemas: { ...schemas, Toy } }),
    );
    const pet = String(bodyOf(await post('/owners/1/pets', { name: 'Tom' }))['id']);
    const made = await post(`/owners/1/pets/${pet}/toys`, { label: 'ball' });
    expect(made.body).toMatchObject({ label: 'ball', petId: Number(pet) });
    expect((await get(String(made.headers['location']))).body).toEqual(made.body);
    expect((await get('/owners/1/pets/4711/toys')).status).toBe(404);
  });
});

describe('a collection without a documented parent', () => {
  test('accepts any parent', async () => {
    const { get, post } = clientOf(mockPaths(petsOfOwners, { schemas }));
    const made = await post('/owners/4711/pets', { name: 'Tom' });
    expect(made.body).toMatchObject({ ownerId: 4711 });
    expect(pluck((await get('/owners/4711/pets')).body, 'name')).toContain('Tom');
  });
});

describe('items that are listed below their parent and on their own', () => {
  const client = (options = {}) =>
    clientOf(mockPaths({ ...owners, ...petsOfOwners, ...pets }, { schemas, ...options }));

  test('are the same items', async () => {
    const { get, post, patch, delete: remove } = client();
    const made = await post('/owners/1/pets', { name: 'Tom' });
    const id = String(bodyOf(made)['id']);
    expect((await get(`/pets/${id}`)).body).toEqual(made.body);
    expect((await get('/pets')).body).toContainEqual(made.body);
    const changed = await patch(`/pets/${id}`, { name: 'Tim' });
    expect((await get(`/owners/1/pets/${id}`)).body).toEqual(changed.body);
    expect((await remove(`/owners/1/pets/${id}`)).status).toBe(204);
    expect((await get(`/pets/${id}`)).status).toBe(404);
    const other = await post('/pets', { name: 'Kit', ownerId: 2 });
    expect((await get('/owners/2/pets')).body).toContainEqual(other.body);
    expect((await get('/owners/1/pets')).body).not.toContainEqual(other.body);
  });

  test('belong to existing owners from the start', async () => {
    const { get } = client();
    const ids = pluck((await get('/owners')).body, 'id');
    const all = items((await get('/pets')).body);
    expect(all.length).toBeGreaterThan(0);
    for (const pet of all) expect(ids).toContain(member(pet, 'ownerId'));
    for (const id of ids) {
      const filtered = await get(`/pets?ownerId=${String(id)}`);
      expect((await get(`/owners/${String(id)}/pets`)).body).toEqual(filtered.body);
    }
  });
});

describe('a collection whose items have their own path', () => {
  test('lists the items of a parent below it', async () => {
    const paths = {
      ...owners,
      '/owners/{ownerId}/pets': petsOfOwners['/owners/{ownerId}/pets'],
      '/pets/{petId}': pets['/pets/{petId}'],
    };
    const { get, post, delete: remove } = clientOf(mockPaths(paths, { schemas }));
    const made = await post('/owners/1/pets', { name: 'Tom' });
    expect(made.body).toMatchObject({ name: 'Tom', ownerId: 1 });
    const id = String(bodyOf(made)['id']);
    expect((await get(`/pets/${id}`)).body).toEqual(made.body);
    expect((await get('/owners/1/pets')).body).toContainEqual(made.body);
    expect((await get('/owners/2/pets')).body).not.toContainEqual(made.body);
    expect((await remove(`/pets/${id}`)).status).toBe(204);
    expect((await get('/owners/1/pets')).body).not.toContainEqual(made.body);
  });
});

describe('an item with the name of a deleted one', () => {
  test('has none of the items below the deleted one', async () => {
    const Room = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
    const name = pathParameter('name');
    const paths = {
      '/rooms': { post: { requestBody: takes(Room), responses: { '201': answers(Room) } } },
      '/rooms/{name}': {
        parameters: [name],
        get: { responses: { '200': answers(Room) } },
        delete: { responses: { '204': NOTHING } },
      },
      '/rooms/{name}/chairs': {
        parameters: [name],
        get: { responses: { '200': answers(listOf(Owner)) } },
        post: { requestBody: takes(Owner), responses: { '201': answers(Owner) } },
      },
      '/rooms/{name}/chairs/{id}': {
        parameters: [name, pathParameter('id', { type: 'integer' })],
        get: { responses: { '200': answers(Owner) } },
      },
    };
    const { get, post, delete: remove } = clientOf(mockPaths(paths, { memory: 'empty' }));
    await post('/rooms', { name: 'attic' });
    await post('/rooms/attic/chairs', { name: 'old' });
    await remove('/rooms/attic');
    expect((await get('/rooms/attic/chairs')).status).toBe(404);
    await post('/rooms', { name: 'attic' });
    expect((await get('/rooms/attic/chairs')).body).toEqual([]);
  });
});

describe('a parent that items reference by a short name', () => {
  test('has its own list nevertheless', async () => {
    const App = { type: 'object', required: ['id'], properties: { id: { type: 'integer', readOnly: true } } };
    const Message = {
      type: 'object',
      required: ['id', 'text', 'appid'],
      properties: {
        id: { type: 'integer', readOnly: true },
        text: { type: 'string' },
        appid: { type: 'integer' },
      },
    };
    const Note = {
      ...Message,
      properties: { ...Message.properties, applicationId: { type: 'integer' } },
      required: ['id', 'applicationId'],
    };
    const id = pathParameter('id', { type: 'integer' });
    const paths = {
      '/application': { get: { responses: { '200': answers(listOf(App)) } } },
      '/application/{id}': { parameters: [id], get: { responses: { '200': answers(App) } } },
      '/application/{id}/message': {
        parameters: [id],
        get: { responses: { '200': answers(listOf(Message)) } },
      },
      '/message': {
        get: { responses: { '200': answers(listOf(Message)) } },
        post: { requestBody: takes(Message), responses: { '201': answers(Message) } },
      },
      '/message/{id}': { parameters: [id], delete: { responses: { '204': NOTHING } } },
      '/note': {
        post: {
          requestBody: takes({ type: 'object', properties: { text: { type: 'string' } } }),
          responses: { '201': answers(Note) },
        },
      },
      '/note/{id}': { parameters: [id], get: { responses: { '200': answers(Note) } } },
    };
    const { get, post } = clientOf(mockPaths(paths));
    const own = bodyOf(await post('/note', { text: 'Of whom?' }));
    expect(pluck((await get('/application')).body, 'id')).toContain(own['applicationId']);
    const made = await post('/message', { text: 'Hello', appid: 2 });
    expect((await get('/application/2/message')).body).toContainEqual(made.body);
    expect((await get('/application/1/message')).body).not.toContainEqual(made.body);
    const apps = pluck((await get('/application')).body, 'id');
    for (const appid of pluck((await get('/message')).body, 'appid')) expect(apps).toContain(appid);
  });
});
