import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../src/create-mock.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { type ExchangeEvent } from '../../src/mock/control/exchange-event.ts';
import { type MockApp } from '../../src/mock/server/app.ts';
import { member } from '../../src/base/json.ts';
import { ask } from './ask.ts';
import { describeThings, mockThings, thingsBehaviours, thingsWithPaths } from './things.ts';

const clock = new Date('2024-05-06T07:08:09Z');

/** Some requests, and all that is answered to them. */
async function conversation(app: MockApp): Promise<string> {
  const answers = [];
  for (const name of ['one', 'two', 'three']) {
    answers.push(await ask(app, { method: 'POST', target: '/things', body: { name } }));
  }
  answers.push(await ask(app, { target: '/things' }), await ask(app, { target: '/nowhere' }));
  return JSON.stringify(answers);
}

describe('the same requests in the same order', () => {
  test('get the same bytes with the same seed and clock', async () => {
    const first = await conversation(mockThings({ seed: 7, clock }));
    expect(await conversation(mockThings({ seed: 7, clock }))).toBe(first);
  });

  test('get other identifiers with another seed', async () => {
    const conversations = await Promise.all(
      [1, 2, 3, 0, -1, 1e9].map((seed) => conversation(mockThings({ seed, clock }))),
    );
    expect(new Set(conversations).size).toBe(6);
  });

  test('get the same bytes again after a reset', async () => {
    const app = mockThings({ clock });
    const first = await conversation(app);
    expect(await conversation(app)).not.toBe(first);
    await app.reset();
    expect(await conversation(app)).toBe(first);
  });

  test('have a seed of 1 by default', async () => {
    expect(await conversation(mockThings({ clock }))).toBe(
      await conversation(mockThings({ seed: 1, clock })),
    );
  });
});

describe('HEAD', () => {
  test('has no body, but the content length of GET, also without HTTP', async () => {
    const app = mockThings({ fixtures: { things: [{ id: 'ä', name: 'Ä' }] } });
    const got = await ask(app, { target: '/things' });
    const head = await ask(app, { method: 'head', target: '/things' });
    expect(head.text).toBe('');
    expect(head.headers).toEqual({ ...got.headers, 'content-length': String(Buffer.byteLength(got.text)) });
  });
});

describe('namespaces', () => {
  const inNamespace = (name: string) => ({ 'X-Stuntdouble-Namespace': name });
  const add = (app: MockApp, namespace: string, name: string) =>
    ask(app, { method: 'POST', target: '/things', headers: inNamespace(namespace), body: { name } });
  const list = async (app: MockApp, headers = {}) => (await ask(app, { target: '/things', headers })).body;

  test('are separate from each other and from the default one', async () => {
    const app = mockThings({ fixtures: { things: [{ id: 'a', name: 'A' }] } });
    const one = await add(app, 'one', 'only in one');
    await ask(app, { method: 'DELETE', target: '/things/a', headers: inNamespace('two') });
    expect(await list(app)).toEqual([{ id: 'a', name: 'A' }]);
    expect(await list(app, inNamespace('one'))).toEqual([{ id: 'a', name: 'A' }, one.body]);
    expect(await list(app, inNamespace('two'))).toEqual([]);
  });

  test('each draw the same identifiers', async () => {
    const app = mockThings();
    const [one, two] = [await add(app, 'one', 'x'), await add(app, 'two', 'x')];
    expect(member(one.body, 'id')).toBe(member(two.body, 'id'));
  });

  test('are reset one by one', async () => {
    const app = mockThings();
    await add(app, 'one', 'x');
    const two = await add(app, 'two', 'y');
    await app.reset('one');
    expect(await list(app, inNamespace('one'))).toEqual([]);
    expect(await list(app, inNamespace('two'))).toEqual([two.body]);
  });
});

describe('several descriptions', () => {
  const responses = (text: string) => ({
    '200': { description: '', content: { 'application/json': { example: text } } },
  });
  const api = (name: string, paths: object) => loadDescriptionSync(thingsWithPaths(paths), { name });

  test('are served together, and the first with the path responds', async () => {
    const app = createMock({
      descriptions: [
        api('one', { '/a': { get: { responses: responses('a of one') } } }),
        api('two', {
          '/a': { get: { responses: responses('a of two') } },
          '/b': { get: { responses: responses('b of two') } },
        }),
      ],
    });
    expect((await ask(app, { target: '/a' })).body).toBe('a of one');
    expect((await ask(app, { target: '/b' })).body).toBe('b of two');
  });

  test('respond to a method that only one of them has', async () => {
    const app = createMock({
      descriptions: [
        api('one', { '/a': { get: { responses: responses('read') } } }),
        api('two', { '/a': { put: { responses: responses('written') } } }),
      ],
    });
    expect((await ask(app, { method: 'PUT', target: '/a' })).body).toBe('written');
    expect((await ask(app, { method: 'PATCH', target: '/a' })).status).toBe(405);
  });

  test('need unique names, and the error says which is used twice', () => {
    const twice = [
      api('same', { '/a': { get: { responses: {} } } }),
      api('same', { '/b': { get: { responses: {} } } }),
    ];
    expect(() => createMock({ descriptions: twice })).toThrow(/same/);
  });

  test('are both bundled APIs by default', async () => {
    const app = createMock();
    expect((await ask(app, { target: '/api/v1/livechat/queue' })).status).toBe(401);
    expect((await ask(app, { target: '/api/departments' })).status).toBe(401);
  });
});

describe('the base path of the first server', () => {
  test('may precede the paths, and may be omitted', async () => {
    const document = {
      ...thingsWithPaths({ '/a': { get: { responses: { '204': { description: '' } } } } }),
      servers: [{ url: 'https://example.com/{version}/', variables: { version: { default: 'v1' } } }],
    };
    const app = createMock({ descriptions: describeThings(document) });
    expect((await ask(app, { target: '/v1/a' })).status).toBe(204);
    expect((await ask(app, { target: '/a?x=1' })).status).toBe(204);
    expect((await ask(app, { target: '/v1/v1/a' })).status).toBe(404);
  });
});

describe('a description with a schema that cannot be compiled', () => {
  test('gives 501 with the pointer for each request to it, and serves the rest', async () => {
    const schema = { properties: { part: { $ref: '#/components/schemas/Missing' } } };
    const content = { 'application/json': { schema } };
    const document = thingsWithPaths({
      '/broken': {
        put: { operationId: 'broken', requestBody: { content }, responses: { '204': { description: '' } } },
      },
      '/fine': { get: { operationId: 'fine', responses: { '204': { description: '' } } } },
    });
    const app = createMock({ descriptions: describeThings(document) });
    for (const body of [{}, {}]) {
      const answer = await ask(app, { method: 'PUT', target: '/broken', body });
      expect(answer.status).toBe(501);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.text).toContain('/paths/~1broken/put/requestBody/content/application~1json/schema');
    }
    expect((await ask(app, { target: '/fine' })).status).toBe(204);
  });
});

describe('an observer', () => {
  test('receives each exchange, with its operation and violations', async () => {
    const events: ExchangeEvent[] = [];
    const app = mockThings({ observer: (event) => events.push(event) });
    await ask(app, { target: '/things' });
    await ask(app, { target: '/things?limit=0' });
    await ask(app, { target: '/nowhere' });
    const told = events.map(({ request, response, operation, violations }) => [
      request.target,
      response.status,
      operation?.id,
      violations.map(({ keyword }) => keyword),
    ]);
    expect(told).toEqual([
      ['/things', 200, 'listThings', []],
      ['/things?limit=0', 400, 'listThings', ['minimum']],
      ['/nowhere', 404, undefined, []],
    ]);
  });
});

describe('an exchange', () => {
  test.each([
    ['is kept by nothing but the journal, which keeps texts of it alone', {}],
    ['is not kept without a journal, so that no log of requests grows', { journalSize: 0 }],
  ])('%s', async (_, options) => {
    const kept: WeakRef<object>[] = [];
    const app = mockThings({ ...options, observer: ({ request }) => kept.push(new WeakRef(request)) });
    for (let count = 0; count < 100; count += 1) {
      await ask(app, { method: 'PUT', target: '/echo', body: { text: 'x'.repeat(1000) } });
    }
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    collectGarbage();
    expect(kept).toHaveLength(100);
    expect(kept.filter((request) => request.deref() !== undefined).length).toBeLessThan(10);
  });
});

describe('reloading', () => {
  const api = (fixtures: Readonly<Record<string, readonly unknown[]>>, paths?: object) => ({
    description: paths === undefined ? describeThings() : describeThings(thingsWithPaths(paths)),
    behaviours: { operations: thingsBehaviours },
    fixtures,
  });

  test('serves another description from the next request on', async () => {
    const app = mockThings();
    await app.mock.reload([api({}, { '/new': { get: { responses: { '204': { description: '' } } } } })]);
    expect((await ask(app, { target: '/new' })).status).toBe(204);
    expect((await ask(app, { target: '/things' })).status).toBe(404);
  });

  test('keeps changes by requests, and adds edited fixtures', async () => {
    const app = mockThings({
      fixtures: {
        things: [
          { id: 'a', name: 'A' },
          { id: 'b', name: 'B' },
        ],
      },
    });
    const made = await ask(app, { method: 'POST', target: '/things', body: { name: 'made' } });
    await app.mock.reload([
      api({
        things: [
          { id: 'a', name: 'edited' },
          { id: 'c', name: 'C' },
        ],
      }),
    ]);
    expect((await ask(app, { target: '/things', headers: { 'x-key': 'k' } })).body).toEqual([
      { id: 'a', name: 'edited' },
      made.body,
      { id: 'c', name: 'C' },
    ]);
  });

  test('makes a reset return to the edited fixtures', async () => {
    const app = mockThings();
    await app.mock.reload([api({ things: [{ id: 'c', name: 'C' }] })]);
    await app.reset();
    expect((await ask(app, { target: '/things' })).body).toEqual([{ id: 'c', name: 'C' }]);
  });

  test('that fails changes nothing, including what a reset returns to', async () => {
    const app = mockThings({ fixtures: { things: [{ id: 'a', name: 'A' }] } });
    const broken = {
      ...api({ things: [{ x: 'no identifier' }] }),
      description: loadDescriptionSync(thingsWithPaths({ '/b': { get: { responses: {} } } }), {
        name: 'broken',
      }),
    };
    await expect(app.mock.reload([api({ things: [{ id: 'b', name: 'B' }] }), broken])).rejects.toThrow(
      /no 'id'/,
    );
    expect((await ask(app, { target: '/things' })).body).toEqual([{ id: 'a', name: 'A' }]);
    await app.reset();
    expect((await ask(app, { target: '/things' })).body).toEqual([{ id: 'a', name: 'A' }]);
  });
});
