import { describe, expect, test } from '@jest/globals';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { createControl } from '../../../src/mock/server/control/control.ts';
import { createMock } from '../../../src/create-mock.ts';
import { folderWith } from '../../temporary-folder.ts';
import { ask } from '../ask.ts';
import { mockThings } from '../things.ts';

const DESCRIPTION = `openapi: 3.1.1
info: { title: Pets, version: '1' }
servers: [{ url: /v1 }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1 } }
      responses:
        '200':
          description: All.
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
    post:
      operationId: createPet
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses:
        '201':
          description: Made.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    delete:
      operationId: deletePet
      responses: { '204': { description: Gone. } }
  /motto:
    get:
      operationId: getMotto
      responses:
        '200': { description: One., content: { text/plain: { schema: { type: string }, example: Woof } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string, minLength: 2 }
`;

const pets = (): MockApp =>
  createMock({ descriptions: `${folderWith({ 'pets.yaml': DESCRIPTION })}/pets.yaml`, items: 1 });

/** Sends a control request, and returns the status and the body. */
async function control(app: MockApp, method: string, target: string, body?: unknown, namespace?: string) {
  const headers = { host: 'localhost', ...(namespace && { 'x-stuntdouble-namespace': namespace }) };
  const answer = await createControl(
    app.mock,
    undefined,
  )({
    method,
    target: `/_stuntdouble${target}`,
    headers,
    remoteAddress: '127.0.0.1',
    readBody: async () => new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
  });
  const text = answer?.body instanceof Uint8Array ? new TextDecoder().decode(answer.body) : '';
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what it is, the tests say
  return { status: answer?.status, body: JSON.parse(text) as Record<string, never> & Shown };
}

interface Shown {
  readonly why: Record<string, never>;
}

describe('an exchange', () => {
  test('that was refused tells each broken rule with its value, and the line of the description', async () => {
    const app = pets();
    await ask(app, { method: 'POST', target: '/v1/pets', body: { name: 'x' } });
    const { body } = await control(app, 'GET', '/exchange?id=1');
    expect(body).toMatchObject({
      id: 1,
      summary: { answeredBy: 'refusal', status: 400, operation: 'createPet', api: 'pets' },
      why: {
        matched: { id: 'createPet', api: 'pets', method: 'POST', path: '/pets', lines: { marked: 14 } },
        rules: [
          {
            where: 'body',
            pointer: '/name',
            value: '"x"',
            sentence: expect.stringContaining('must NOT have fewer than 2 characters'),
            lines: { marked: 39, lines: expect.arrayContaining([expect.stringContaining('minLength: 2')]) },
          },
        ],
      },
      texts: { request: '{"name":"x"}' },
    });
  });

  test('of a query and a header has the values from there', async () => {
    const app = pets();
    await ask(app, { target: '/v1/pets?limit=0' });
    const { why } = (await control(app, 'GET', '/exchange?id=1')).body;
    expect(why['rules']).toMatchObject([{ where: 'query', pointer: '/limit', value: '"0"' }]);
  });

  test('that no operation has tells the nearest ones, and what differs', async () => {
    const app = pets();
    await ask(app, { target: '/v1/pet' });
    await ask(app, { method: 'PUT', target: '/v1/pets' });
    const first = (await control(app, 'GET', '/exchange?id=1')).body.why;
    expect(first).toMatchObject({ matched: null });
    expect(first['nearest']).toMatchObject([
      { id: 'listPets', method: 'GET', path: '/pets', differs: [`segment 1 is 'pet', not 'pets'`] },
      { id: 'createPet', differs: [`segment 1 is 'pet', not 'pets'`, 'the method is GET, not POST'] },
    ]);
    const second = (await control(app, 'GET', '/exchange?id=2')).body.why;
    expect(second['nearest']).toMatchObject([
      { id: 'listPets', differs: ['the method is PUT, not GET'] },
      { id: 'createPet', differs: ['the method is PUT, not POST'] },
    ]);
  });

  test('that changed the state tells the items before and after', async () => {
    const app = pets();
    await ask(app, { method: 'POST', target: '/v1/pets', body: { name: 'Rex' } });
    const { body } = await control(app, 'GET', '/exchange?id=1');
    const added = (body['changes'] as unknown as { id: string; after: object }[]).at(-1);
    expect(added).toMatchObject({ collection: 'pets', after: { name: 'Rex' } });
    await ask(app, { method: 'DELETE', target: `/v1/pets/${added?.id ?? ''}` });
    expect((await control(app, 'GET', '/exchange?id=2')).body['changes']).toEqual([
      { collection: 'pets', id: added?.id, before: expect.objectContaining({ name: 'Rex' }) },
    ]);
  });

  test('that changed nothing, as its request was refused, has no changes', async () => {
    const app = pets();
    await ask(app, { method: 'DELETE', target: '/v1/pets/nobody' });
    expect((await control(app, 'GET', '/exchange?id=1')).body).toMatchObject({
      changes: [],
      summary: { answeredBy: 'collection', status: 404 },
    });
  });

  test('tells who answered', async () => {
    const app = pets();
    await ask(app, { target: '/v1/motto' });
    await ask(app, { target: '/v1/motto', headers: { prefer: 'dynamic=true' } });
    await ask(app, { target: '/v1/pets' });
    app.setAnswers('getMotto', { status: 503 });
    await ask(app, { target: '/v1/motto' });
    app.setFaults({ fail: '500:100%' });
    await ask(app, { target: '/v1/motto' });
    const told = app.mock.journal.summaries('', 10).map(({ answeredBy }) => answeredBy);
    expect(told).toEqual(['example', 'generated', 'collection', 'chosen', 'fault']);
  });

  test('tells the credentials that are needed and sent, and the caller, but no secret', async () => {
    const app = mockThings({
      auth: true,
      fixtures: { identities: [{ id: 'ada', roles: ['reader'], credentials: { key: 'hush-hush' } }] },
    });
    await ask(app, { target: '/things' });
    await ask(app, { target: '/things', headers: { 'x-key': 'hush-hush' } });
    const [refused, sent] = [
      await control(app, 'GET', '/exchange?id=1'),
      await control(app, 'GET', '/exchange?id=2'),
    ];
    const needed = [[{ scheme: 'key', sentAs: 'header X-Key', roles: [] }]];
    expect(refused.body.why).toMatchObject({ credentials: { needed, sent: [] }, caller: null });
    expect(sent.body.why).toMatchObject({
      credentials: { needed, sent: ['key'] },
      caller: { id: 'ada', roles: ['reader'] },
    });
    expect(JSON.stringify(sent.body)).not.toContain('hush');
  });

  test('that is not kept is null', async () => {
    expect(await control(pets(), 'GET', '/exchange?id=7')).toEqual({ status: 200, body: null });
    expect(await control(pets(), 'GET', '/exchange')).toMatchObject({ status: 400 });
    expect(await control(pets(), 'GET', '/exchange?id=x')).toMatchObject({ status: 400 });
  });
});

describe('a request from the page', () => {
  test('is sent to the mock, and its exchange shown', async () => {
    const app = pets();
    const request = { method: 'POST', target: '/v1/pets', body: { name: 'Rex' } };
    expect(await control(app, 'POST', '/send', request)).toMatchObject({
      status: 200,
      body: { id: 1, response: { status: 201, body: { name: 'Rex' } } },
    });
  });

  test('is sent again with its credentials, which nobody sees', async () => {
    const app = mockThings({
      auth: true,
      fixtures: { identities: [{ id: 'ada', credentials: { key: 'hush-hush' } }] },
    });
    await ask(app, { target: '/things', headers: { 'x-key': 'hush-hush' } });
    const { status, body } = await control(app, 'POST', '/resend', { id: 1 });
    expect([status, body]).toEqual([200, expect.objectContaining({ id: 2, headers: { 'x-key': '***' } })]);
    expect(body).toMatchObject({ response: { status: 200 } });
  });

  test('is not sent again where its body is not kept as a whole', async () => {
    const app = pets();
    await ask(app, { method: 'POST', target: '/v1/pets', body: { name: 'x'.repeat(70_000) } });
    expect(await control(app, 'POST', '/resend', { id: 1 })).toMatchObject({ status: 409 });
    expect(await control(app, 'POST', '/resend', { id: 9 })).toMatchObject({ status: 404 });
  });

  test.each([
    [{}, '/target'],
    [{ target: 'things' }, '/target'],
    [{ target: '/a b' }, '/target'],
    [{ target: '/a\r\nx: y' }, '/target'],
    [{ target: '/a', method: 'GET /b' }, '/method'],
    [{ target: '/a', headers: { 'x y': '1' } }, '/headers'],
    [{ target: '/a', headers: { x: '1\r\ny: 2' } }, '/headers'],
  ])('%j is refused', async (request, place) => {
    expect(await control(pets(), 'POST', '/send', request)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(place) },
    });
  });
});

describe('operations', () => {
  test('tell how often they were asked, and the statuses seen, by namespace', async () => {
    const app = pets();
    await ask(app, { target: '/v1/pets' });
    await ask(app, { target: '/v1/pets?limit=0' });
    await ask(app, { target: '/v1/motto', headers: { 'x-stuntdouble-namespace': 'other' } });
    const { body } = await control(app, 'GET', '/operations');
    expect(body['operations']).toEqual([
      expect.objectContaining({
        id: 'listPets',
        hits: 2,
        last: 400,
        seen: { 200: 1, 400: 1 },
        documented: ['200'],
      }),
      expect.objectContaining({ id: 'createPet', hits: 0, last: null, seen: {} }),
      expect.objectContaining({ id: 'deletePet', hits: 0 }),
      expect.objectContaining({ id: 'getMotto', hits: 0 }),
    ]);
  });

  test('show fields and samples for a form, which a call takes', async () => {
    const app = pets();
    const { body } = await control(app, 'GET', '/operation?name=createPet&api=pets');
    expect(body).toMatchObject({
      parameters: [],
      body: {
        required: false,
        types: [
          {
            type: 'application/json',
            field: {
              types: ['object'],
              required: ['name'],
              properties: { name: { rules: { minLength: 2 } } },
            },
            sample: { name: expect.any(String) },
          },
        ],
      },
      responses: [{ status: '201', description: 'Made.', examples: [] }],
      lines: { marked: 14 },
    });
    const { body: listed } = await control(app, 'GET', '/operation?name=listPets&api=pets');
    const [limit] = listed['parameters'] as unknown as readonly { readonly sample: unknown }[];
    const sample = { operation: 'listPets', parameters: { query: { limit: limit?.sample } } };
    expect(limit?.sample).toEqual(expect.any(Number));
    expect(await control(app, 'POST', '/call', sample)).toMatchObject({
      body: { target: `/pets?limit=${String(limit?.sample)}`, response: { status: 200 } },
    });
    const call = { operation: 'deletePet', parameters: { path: { petId: 'a/b c' } } };
    expect(await control(app, 'POST', '/call', call)).toMatchObject({
      status: 200,
      body: { method: 'DELETE', target: '/pets/a%2Fb%20c', response: { status: 404 } },
    });
    expect(await control(app, 'POST', '/call', { operation: 'none' })).toMatchObject({ status: 400 });
  });

  test('are called with the credentials of an identity', async () => {
    const app = mockThings({
      auth: true,
      fixtures: { identities: [{ id: 'ada', credentials: { key: 'hush-hush' } }] },
    });
    const call = { operation: 'listThings', parameters: { query: { tag: ['a', 'b'] } } };
    expect(await control(app, 'POST', '/call', { ...call, identity: 'ada' })).toMatchObject({
      body: { target: '/things?tag=a&tag=b', headers: { 'x-key': '***' }, response: { status: 200 } },
    });
    expect(await control(app, 'POST', '/call', call)).toMatchObject({ body: { response: { status: 401 } } });
  });
});

describe('items', () => {
  const place = { api: 'pets', collection: 'pets' };

  test('are listed with what has become of them, edited, added and deleted', async () => {
    const app = pets();
    const { body: before } = await control(app, 'GET', '/collections');
    expect(before['collections']).toMatchObject([{ name: 'pets', isOpened: false }]);
    await control(app, 'POST', '/collections', place);
    const { items } = (await control(app, 'GET', '/items?api=pets&collection=pets')).body as unknown as {
      items: { id: string; name: string }[];
    };
    expect(items).toHaveLength(1);
    const [{ id } = { id: '' }] = items;
    const put = { ...place, id, item: { id, name: 'Rex' } };
    expect(await control(app, 'PUT', '/items', put)).toMatchObject({ status: 200 });
    const post = { ...place, item: { id: 'max', name: 'Max' } };
    expect(await control(app, 'POST', '/items', post)).toMatchObject({ status: 201, body: { id: 'max' } });
    expect((await ask(app, { target: '/v1/pets' })).body).toEqual([{ id, name: 'Rex' }, post.item]);
    expect(await control(app, 'DELETE', `/items?api=pets&collection=pets&id=${id}`)).toMatchObject({
      status: 200,
    });
    expect((await ask(app, { target: '/v1/pets' })).body).toEqual([post.item]);
  });

  test('are checked, with the faults at their members', async () => {
    const app = pets();
    await control(app, 'POST', '/collections', place);
    const add = (item: unknown) => control(app, 'POST', '/items', { ...place, item });
    expect(await add({ id: 'a', name: 'x' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/name', message: 'must NOT have fewer than 2 characters' }] },
    });
    expect(await add({ id: 'a' })).toMatchObject({ body: { errors: [{ pointer: '/name' }] } });
    expect(await add({ name: 'Rex' })).toMatchObject({ body: { errors: [{ pointer: '/id' }] } });
    expect(await add([])).toMatchObject({ status: 422 });
    await add({ id: 'a', name: 'Rex' });
    expect(await add({ id: 'a', name: 'Max' })).toMatchObject({ body: { errors: [{ pointer: '/id' }] } });
    const put = { ...place, id: 'a', item: { id: 'b', name: 'Max' } };
    expect(await control(app, 'PUT', '/items', put)).toMatchObject({
      body: { errors: [{ pointer: '/id' }] },
    });
    expect(await control(app, 'PUT', '/items', { ...put, id: 'b' })).toMatchObject({ status: 404 });
  });

  test('go back to a snapshot that is kept under a name, in their namespace', async () => {
    const app = pets();
    const names = async (namespace?: string) =>
      (
        (
          await ask(app, {
            target: '/v1/pets',
            headers: { ...(namespace && { 'x-stuntdouble-namespace': namespace }) },
          })
        ).body as { name: string }[]
      ).length;
    await control(app, 'POST', '/snapshots', { name: 'before' });
    await ask(app, { method: 'POST', target: '/v1/pets', body: { name: 'Rex' } });
    const count = await names();
    expect(await control(app, 'POST', '/snapshots/restore', { name: 'before' }, 'other')).toMatchObject({
      status: 404,
    });
    expect(await names()).toBe(count);
    await control(app, 'POST', '/snapshots/restore', { name: 'before' });
    expect(await names()).toBe(count - 1);
    for (let number = 0; number < 30; number += 1)
      await control(app, 'POST', '/snapshots', { name: `s${number}` });
    const { body } = await control(app, 'GET', '/snapshots');
    expect(body['snapshots']).toHaveLength(20);
    expect(await control(app, 'DELETE', '/snapshots?name=s29')).toMatchObject({ status: 200 });
    expect(await control(app, 'DELETE', '/snapshots?name=s29')).toMatchObject({ status: 404 });
  });
});

describe('settings', () => {
  test('show what is on, and who there is, without credentials', async () => {
    const app = mockThings({
      auth: true,
      fixtures: { identities: [{ id: 'ada', roles: ['reader'], credentials: { key: 'hush-hush' } }] },
      scenarios: { outage: { faults: { fail: '503:100%' } } },
    });
    expect(await control(app, 'POST', '/identity', { id: 'ada' })).toMatchObject({ status: 200 });
    expect((await ask(app, { target: '/things' })).status).toBe(200);
    expect(await control(app, 'POST', '/identity', { id: 'eve' })).toMatchObject({ status: 400 });
    const { body } = await control(app, 'GET', '/settings');
    expect(body).toMatchObject({
      scenario: null,
      scenarios: ['outage'],
      identity: 'ada',
      identities: [{ id: 'ada', roles: ['reader'] }],
    });
    expect(JSON.stringify(body)).not.toContain('hush');
    await control(app, 'POST', '/identity', { id: null });
    expect((await ask(app, { target: '/things' })).status).toBe(401);
  });
});
