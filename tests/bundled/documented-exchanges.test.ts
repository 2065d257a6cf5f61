import { describe, expect, test } from '@jest/globals';
import { createValidator } from '../../src/validation/validator.ts';
import { readBody } from '../../src/http/message.ts';
import { createMock } from '../../src/create-mock.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { items, member, members, type Json } from '../../src/base/json.ts';
import { differences, scenesOf, sentOf, type Exchange, type Scene } from './exchange.ts';
import { twinOf } from './twin.ts';

const scenes = ['rocketchat', 'livehelpnow'].flatMap(scenesOf);
const named = scenes.map((scene) => ({ name: scene.exchange.name, api: scene.exchange.api, scene }));

/** The documents' identifiers and times are not those of a new answer. */
const ALWAYS_NEW = ['_id', '_updatedAt'];

/** Sends the exchange's request; the answer, and what in it breaks the description. */
async function replay({ exchange, fixtures }: Scene) {
  const description = loadDescriptionSync(exchange.api);
  const app = createMock({ descriptions: description, fixtures });
  const { method, path, headers, body } = sentOf(exchange);
  const response = await app.handle({ method, target: path, headers, body });
  const bytes = await readBody(response);
  const [pathname] = path.split('?');
  const operation = description.operations.find(
    (one) =>
      one.method === method &&
      new RegExp(`^${one.path.replace(/\{[^}]*\}/g, '[^/]+')}$`).test(pathname ?? ''),
  );
  if (operation === undefined) throw new Error(`${exchange.name}: there is no ${method} ${path}`);
  const { violations } = createValidator(description).response(operation)({ ...response, body: bytes });
  return {
    status: response.status,
    contentType: response.headers['content-type'],
    body: JSON.parse(new TextDecoder().decode(bytes)) as Json,
    violations,
  };
}

/** `departmentId` is new where it refers to a department that is. */
function ignoredOf(exchange: Exchange): ReadonlySet<string> {
  return new Set([...ALWAYS_NEW, ...(sentOf(exchange).method === 'POST' ? ['departmentId'] : [])]);
}

describe.each(named)('the exchange $name of $api', ({ scene }) => {
  test('gets the documented response, which fits the description', async () => {
    const answer = await replay(scene);
    expect(answer.status).toBe(scene.exchange.status);
    expect(answer.contentType).toBe('application/json');
    expect(differences(answer.body, scene.exchange.body, ignoredOf(scene.exchange))).toEqual([]);
    expect(answer.violations).toEqual([]);
  });

  test('gets other names and numbers when the state holds others', async () => {
    const twin = twinOf(scene);
    const answer = await replay(twin);
    expect(answer.status).toBe(twin.exchange.status);
    expect(differences(answer.body, twin.exchange.body, ignoredOf(twin.exchange))).toEqual([]);
    expect(answer.violations).toEqual([]);
  });
});

describe('a twin', () => {
  test.each([
    'list-departments',
    'queue',
    'chats-per-department',
    'get-department',
    'update-department',
    'create-department',
  ])('of %s shares only identifiers of the contract with its original', (name) => {
    for (const { scene } of named.filter((one) => one.name === name)) {
      const original = new Set(textsOf(scene.exchange.body));
      const kept = textsOf(twinOf(scene).exchange.body).filter((text) => original.has(text));
      expect(new Set(kept)).toEqual(new Set(kept.filter((text) => ['online', 'ok'].includes(text))));
      expect(differences(twinOf(scene).exchange.body, scene.exchange.body, new Set(ALWAYS_NEW))).not.toEqual(
        [],
      );
    }
  });
});

function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return [...items(value), ...members(value).map(([, inner]) => inner)].flatMap(textsOf);
}

describe('the deviations from the documents', () => {
  test('are exactly the agreed ones, each with its reason', () => {
    const deviating = scenes.flatMap(({ exchange }) => (exchange.deviation ? [exchange] : []));
    expect(deviating.map(({ api, name }) => `${api}/${name}`).toSorted()).toEqual([
      'livehelpnow/list-departments',
      'rocketchat/chats-per-department',
      'rocketchat/chats-per-department-unauthorized',
      'rocketchat/create-department',
      'rocketchat/create-department-archived',
      'rocketchat/create-department-unauthorized',
      'rocketchat/list-departments',
      'rocketchat/queue',
      'rocketchat/queue-unauthorized',
    ]);
    for (const { deviation } of deviating) expect(deviation?.reason).toMatch(/^[A-Z].{20,}\.$/);
  });

  test.each([
    ['rocketchat', 'queue', { sort: [null, '{"chats":1}'] }],
    [
      'rocketchat',
      'chats-per-department',
      {
        start: ['2020-09-10T23:59:22.345Z', '2020-09-09T00:11:22.345Z'],
        end: ['2020-09-09T00:11:22.345Z', '2020-09-10T23:59:22.345Z'],
      },
    ],
    ['rocketchat', 'create-department', {}],
    ['rocketchat', 'list-departments', { text: [null, 'My Department'] }],
    [
      'livehelpnow',
      'list-departments',
      { include_operators: [null, 'true'], my_department_only: [null, 'true'] },
    ],
    ['rocketchat', 'queue-unauthorized', {}],
    ['rocketchat', 'chats-per-department-unauthorized', {}],
    ['rocketchat', 'create-department-unauthorized', {}],
    ['rocketchat', 'create-department-archived', {}],
  ])('of %s/%s change the query by %j, but neither the method nor the path', (api, name, changes) => {
    const { exchange } = sceneOf(api, name);
    const [found, sent] = [urlOf(exchange.request.path), urlOf(sentOf(exchange).path)];
    expect(sentOf(exchange).method).toBe(exchange.request.method);
    expect(sent.pathname).toBe(found.pathname);
    const names = [...new Set([...found.searchParams.keys(), ...sent.searchParams.keys()])];
    const changed = names.filter((key) => found.searchParams.get(key) !== sent.searchParams.get(key));
    expect(
      Object.fromEntries(
        changed.map((key) => [key, [found.searchParams.get(key), sent.searchParams.get(key)]]),
      ),
    ).toEqual(changes);
  });

  test.each(
    scenes.map(({ exchange }) => exchange).filter(({ name }) => name !== 'create-department-archived'),
  )('leave the body of $name alone', (exchange) => {
    expect(sentOf(exchange).body).toEqual(exchange.request.body);
  });

  test('refuse the superseded payload that the page still shows', async () => {
    const { exchange, fixtures } = sceneOf('rocketchat', 'create-department-archived');
    const answer = await replay({ exchange: { ...exchange, deviation: undefined }, fixtures });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      success: false,
      error: "must have required property 'showOnOfflineForm' [invalid-params]",
      errorType: 'invalid-params',
    });
  });

  test.each(['queue-unauthorized', 'chats-per-department-unauthorized', 'create-department-unauthorized'])(
    'respond to %s with the first of the two texts when it is sent as on the page',
    async (name) => {
      const { exchange, fixtures } = sceneOf('rocketchat', name);
      const answer = await replay({ exchange: { ...exchange, deviation: undefined }, fixtures });
      expect(answer.status).toBe(403);
      expect(String(member(answer.body, 'error'))).toMatch(/\[error-unauthorized\]$/);
    },
  );

  test('show no departments when the dates are swapped as on the page', async () => {
    const { exchange, fixtures } = sceneOf('rocketchat', 'chats-per-department');
    const answer = await replay({ exchange: { ...exchange, deviation: undefined }, fixtures });
    expect(answer.body).toEqual({ success: true });
  });

  test('list the queue in reverse order when the request is sent as on the page', async () => {
    const { exchange, fixtures } = sceneOf('rocketchat', 'queue');
    const answer = await replay({ exchange: { ...exchange, deviation: undefined }, fixtures });
    const documented = items(member(exchange.body, 'queue'));
    expect(member(answer.body, 'queue')).toEqual(documented.toReversed());
  });
});

function sceneOf(api: string, name: string): Scene {
  const scene = scenes.find(({ exchange }) => exchange.api === api && exchange.name === name);
  if (scene === undefined) throw new Error(`there is no exchange ${api}/${name}`);
  return scene;
}

function urlOf(path: string): URL {
  return new URL(path, 'http://localhost');
}
