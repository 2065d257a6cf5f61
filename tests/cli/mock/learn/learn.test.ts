import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../src/base/json.ts';
import { harErrors } from '../../../contract/report/formats/published-schemas.ts';
import { folderWith, write } from '../../../temporary-folder.ts';
import { run, serve, type Ended, type Serving } from '../../command.ts';

const API = 'https://api.example.com';
const UUID = '5f2b8c1d-1111-4222-8333-abcdefabcdef';

interface Given {
  readonly method?: string;
  readonly type?: string;
  readonly status?: number;
  readonly text?: string;
  readonly size?: number;
  readonly encoding?: string;
  readonly headers?: Record<string, string>;
  readonly answered?: Record<string, string>;
  readonly sent?: unknown;
  readonly entry?: object;
}

/** An entry as Chrome writes it. */
function entry(url: string, body: unknown, given: Given = {}): object {
  const {
    method = 'GET',
    type = 'application/json; charset=utf-8',
    status = 200,
    headers = {},
    answered = {},
  } = given;
  const text = given.text ?? (body === undefined ? undefined : JSON.stringify(body));
  const list = (fields: Record<string, string>) =>
    Object.entries(fields).map(([name, value]) => ({ name, value }));
  return {
    _initiator: { type: 'script' },
    _resourceType: 'fetch',
    startedDateTime: '2026-01-01T00:00:00.000Z',
    time: 1,
    request: {
      method,
      url,
      httpVersion: 'h2',
      headers: list({
        ':method': method,
        ':path': '/',
        Authorization: 'Bearer canary-of-the-har',
        ...headers,
      }),
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
      ...(given.sent !== undefined && {
        postData: { mimeType: 'application/json', text: JSON.stringify(given.sent) },
      }),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'h2',
      headers: list({ 'Content-Type': type, 'content-encoding': 'br', 'content-length': '7', ...answered }),
      cookies: [],
      content: {
        size: given.size ?? text?.length ?? 0,
        mimeType: type,
        ...(text !== undefined && { text }),
        ...(given.encoding !== undefined && { encoding: given.encoding }),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 1, receive: 0 },
    ...given.entry,
  };
}

const user = (id: number, more: object = {}) => ({
  id,
  email: `user${id}@mail.example.com`,
  nickname: null,
  ...more,
});

const ENTRIES = [
  entry('https://app.example.com/', undefined, { type: 'text/html', text: '<html>' }),
  entry('https://app.example.com/app.js', undefined, { type: 'text/javascript', text: 'x' }),
  entry('https://tracker.example.net/collect', { ok: true }, { method: 'POST' }),
  entry('data:text/plain,x', undefined),
  entry(`${API}/v1/users`, undefined, {
    method: 'OPTIONS',
    status: 204,
    headers: { 'access-control-request-method': 'GET' },
  }),
  entry(`${API}/v1/users?page=1&active=true`, { data: [user(1), user(2, { nickname: 'second' })], total: 2 }),
  entry(`${API}/v1/users?page=2&active=true`, { data: [], total: 2 }),
  entry(`${API}/v1/users/1`, user(1, { roles: ['admin'], address: { city: 'Berlin' } })),
  entry(`${API}/v1/users/2`, user(2, { nickname: 'second', roles: [], address: null, score: 1 })),
  entry(`${API}/v1/users/2`, user(2, { roles: [], address: null, score: 1.5 })),
  entry(`${API}/v1/users/99`, { code: 'none' }, { status: 404 }),
  entry(`${API}/v1/users/1`, undefined, { status: 304 }),
  entry(`${API}/v1/users/me`, { login: 'x' }),
  entry(`${API}/v1/users`, user(3), {
    method: 'POST',
    status: 201,
    sent: { email: 'user3@mail.example.com' },
  }),
  entry(`${API}/v1/users/3`, undefined, { method: 'DELETE', status: 204, type: '' }),
  entry(`${API}/v1/posts/first-post`, { slug: 'first-post', title: 'First' }),
  entry(`${API}/v1/posts/first-post/comments`, [{ id: UUID, at: '2026-01-01T10:00:00Z' }]),
  entry(`${API}/v1/orders/${UUID}`, {
    id: UUID,
    total: 12345678901234567000,
    by: { kind: 'card', [UUID]: 1 },
  }),
  entry(`${API}/v1/prices`, { 1001: { cents: 5 }, 1002: { cents: 7 } }),
  entry(`${API}/v1/logo`, undefined, {
    type: 'application/octet-stream',
    text: 'iVBORw0KGgo=',
    encoding: 'base64',
  }),
  entry(`${API}/v1/report`, undefined, { type: 'text/csv', text: 'a,b\n1,2\n' }),
  entry(`${API}/v1/lost`, undefined, { size: 500 }),
  entry(`${API}/v1/search`, undefined, { status: 0 }),
  entry(`${API}/v1/tags?tag=a&tag=b&ids%5B%5D=1`, ['a', 1, null]),
  entry(
    `${API}/v1/login`,
    { token: 'canary-of-the-body' },
    { method: 'POST', sent: { password: 'canary-password' } },
  ),
];

const har = (entries: readonly object[], more: object = {}) => ({
  log: { version: '1.2', creator: { name: 'browser', version: '1' }, ...more, entries },
});

const folder = folderWith({ 'use.har': har(ENTRIES, { browser: { name: 'Firefox', version: '1' } }) });

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly schema: Json }[];
  readonly security?: Json;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Json }>> }>
  >;
  readonly 'x-source': Json;
}

interface Document {
  readonly servers: Json;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: Json };
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));

describe('learn, without a description', () => {
  let outcome: Ended;
  let document: Document;
  beforeAll(async () => {
    outcome = await run(['learn', 'use.har', '-o', 'out'], { cwd: folder });
    document = read('out/openapi.json') as Document;
  });

  const schemaOf = (path: string, method = 'get', status = '200') =>
    Object.values(document.paths[path]?.[method]?.responses[status]?.content ?? {})[0]?.schema;

  test('says what it took, what it left out, and what to do next', () => {
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^left out, it was answered from a cache \(304\): 1/m);
    expect(outcome.stdout).toMatch(/^left out, it is of https:\/\/tracker\.example\.net: 1/m);
    expect(outcome.stdout).toMatch(/^left out, it asks for what is allowed: 1/m);
    expect(outcome.stdout).toMatch(/^left out, it is no request to an API: 2/m);
    expect(outcome.stdout).toMatch(/^left out, the archive lacks the body of its response: 1/m);
    expect(outcome.stdout).toContain('serve it: stuntdouble mock out/openapi.json --fixtures out');
  });

  test('finds paths with parameters: numbers, UUIDs and names that the response has', () => {
    expect(Object.keys(document.paths)).toEqual([
      '/v1/login',
      '/v1/logo',
      '/v1/orders/{orderId}',
      '/v1/posts/{postSlug}',
      '/v1/posts/{postSlug}/comments',
      '/v1/prices',
      '/v1/report',
      '/v1/tags',
      '/v1/users',
      '/v1/users/{userId}',
      '/v1/users/me',
    ]);
    expect(document.servers).toEqual([{ url: API }]);
    const names = Object.values(document.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(names).toContain('listUsers');
    expect(names).toContain('getUser');
    expect(new Set(names).size).toBe(names.length);
  });

  test('merges the schemas of samples: types, null, what is always there, maps and formats', () => {
    expect(schemaOf('/v1/users/{userId}')).toMatchObject({
      required: ['id', 'email', 'nickname', 'roles', 'address'],
      properties: {
        id: { type: 'integer' },
        email: { type: 'string', format: 'email' },
        nickname: { type: ['null', 'string'] },
        roles: { type: 'array', items: { type: 'string' } },
        address: { type: ['null', 'object'], properties: { city: { type: 'string' } } },
        score: { type: 'number' },
      },
    });
    expect(schemaOf('/v1/users')).toMatchObject({
      properties: { data: { type: 'array', items: { type: 'object' } } },
    });
    expect(schemaOf('/v1/prices')).toMatchObject({
      additionalProperties: { properties: { cents: { type: 'integer' } } },
    });
    expect(schemaOf('/v1/tags')).toMatchObject({ items: { type: ['integer', 'null', 'string'] } });
    expect(schemaOf('/v1/posts/{postSlug}/comments')).toMatchObject({
      items: { properties: { id: { format: 'uuid' }, at: { format: 'date-time' } } },
    });
    expect(document.paths['/v1/tags']?.['get']?.parameters).toMatchObject([
      { name: 'tag', schema: { type: 'array', items: { type: 'string' } } },
      { name: 'ids[]', schema: { type: 'array', items: { type: 'integer' } } },
    ]);
  });

  test('marks each part as inferred, and knows the credentials by their kind alone', () => {
    const inferred = { document: 'traffic', provenance: 'inferred' };
    for (const item of Object.values(document.paths)) {
      expect(item['x-source']).toEqual(inferred);
      for (const [method, operation] of Object.entries(item))
        if (method !== 'x-source') expect(operation['x-source']).toEqual(inferred);
    }
    expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    expect(document.paths['/v1/users']?.['get']?.security).toEqual([{ bearer: [] }]);
  });

  test('has no secret and nobody in it, and is only its owner’s', () => {
    const files = readdirSync(join(folder, 'out'), { recursive: true }).map((name) =>
      join(folder, 'out', String(name)),
    );
    const plain = files.filter((file) => statSync(file).isFile());
    expect(plain.map((file) => file.slice(folder.length + 5)).toSorted()).toEqual([
      'openapi.json',
      'state/orders.json',
      'state/posts.json',
      'state/users.json',
      'traffic.har',
    ]);
    for (const file of plain) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file, 'utf8')).not.toMatch(/canary|user\d@|mail\.example/);
    }
    expect(harErrors(read('out/traffic.har'))).toEqual([]);
    expect((read('out/state/users.json') as { id: number }[]).map(({ id }) => id)).toEqual([1, 2]);
  });

  test('inspect finds no fault, and the mock answers as it was recorded', async () => {
    const inspected = await run(['inspect', 'out/openapi.json'], { cwd: folder });
    expect(inspected.stdout).toContain('can be served, no faults');
    const mock: Serving = await serve(['out/openapi.json', '--fixtures', 'out'], { cwd: folder });
    const { log } = read('out/traffic.har') as {
      log: {
        entries: {
          request: { method: string; url: string; headers: { name: string; value: string }[] };
          response: { status: number; content: { text?: string; encoding?: string } };
        }[];
      };
    };
    const reads = new Map(
      log.entries.filter(({ request }) => request.method === 'GET').map((one) => [one.request.url, one]),
    );
    for (const [url, { request, response }] of reads) {
      const { pathname, search } = new URL(url);
      const given = request.headers.find(({ name }) => name === 'authorization')?.value ?? '';
      const answer = await fetch(mock.url + pathname + search, { headers: { authorization: given } });
      const body = Buffer.from(await answer.arrayBuffer()).toString(
        response.content.encoding === 'base64' ? 'base64' : 'utf8',
      );
      expect([pathname, answer.status, body]).toEqual([pathname, response.status, response.content.text]);
    }
    expect(reads.size).toBe(13);
    await mock.stop();
  });
});

describe('learn', () => {
  test('with a description, takes what that has', async () => {
    write(join(folder, 'users.json'), {
      openapi: '3.1.0',
      info: { title: 'Users', version: '1' },
      servers: [{ url: `${API}/v1` }],
      paths: {
        '/users/{id}': {
          get: {
            operationId: 'getUser',
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
            responses: {
              200: {
                description: 'x',
                content: {
                  'application/json': {
                    schema: {
                      type: 'object',
                      properties: { id: { type: 'integer' }, email: { type: 'string' } },
                    },
                  },
                },
              },
            },
          },
          delete: { responses: { 204: { description: 'x' } } },
        },
      },
    });
    const { code, stdout } = await run(
      ['learn', 'use.har', '--description', 'users.json', '-o', 'known', '--keep', 'email'],
      { cwd: folder },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^left out, the description has no such operation: \d+/m);
    expect((read('known/state/users.json') as { email: string }[]).map(({ email }) => email)).toEqual([
      'user1@mail.example.com',
      'user2@mail.example.com',
    ]);
    expect(readdirSync(join(folder, 'known')).toSorted()).toEqual(['state', 'traffic.har']);
  });

  test.each([
    [['nothing.har', '-o', 'a'], 'nothing.har'],
    [['users.json', '-o', 'a'], 'this is no HTTP archive'],
    [['use.har'], '--output DIR'],
    [['-o', 'a'], 'at least one HAR file'],
    [['use.har', '-o', 'a', '--origin', 'https://nobody.example'], 'there are no requests to an API in it'],
    [['use.har', '-o', 'known'], 'there is a recording already'],
  ])('refuses %j', async (args, reason) => {
    const { code, stderr } = await run(['learn', ...args], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});
