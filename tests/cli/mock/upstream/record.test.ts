import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { harErrors } from '../../../contract/report/formats/published-schemas.ts';
import { folderWith } from '../../../temporary-folder.ts';
import { run, serve } from '../../command.ts';

const USER = {
  type: 'object',
  required: ['id', 'email'],
  properties: {
    id: { type: 'integer' },
    email: { type: 'string', format: 'email' },
    firstName: { type: 'string', pattern: '^P[a-m].*[0-9]$' },
    age: { type: 'integer' },
  },
};
const json = (schema: object) => ({ description: 'fine', content: { 'application/json': { schema } } });
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Users', version: '1' },
  security: [{ bearer: [] }],
  paths: {
    '/users': {
      get: {
        operationId: 'listUsers',
        responses: { 200: json({ type: 'object', properties: { items: { type: 'array', items: USER } } }) },
      },
      post: {
        operationId: 'createUser',
        requestBody: { content: { 'application/json': { schema: USER } } },
        responses: { 201: json(USER) },
      },
    },
    '/users/{id}': {
      parameters: [ID],
      get: { operationId: 'getUser', responses: { 200: json(USER), 404: { description: 'none' } } },
      delete: { operationId: 'deleteUser', responses: { 204: { description: 'gone' } } },
    },
    '/status': { get: { operationId: 'getStatus', responses: { 200: json({ type: 'object' }) } } },
  },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
};

const server = createServer((request, response) => {
  const users = [1, 2, 3].map((id) => ({
    id,
    email: `person${id}@mail.example.com`,
    firstName: `Person${id}`,
    age: 30 + id,
  }));
  const [, id] = /^\/users\/(\d+)/.exec(request.url ?? '') ?? [];
  const found =
    id === undefined
      ? { items: users.map(({ id: own, email, firstName }) => ({ id: own, email, firstName })) }
      : users[Number(id) - 1];
  const body = request.url === '/status' ? { up: true, seen: request.headers['x-given'] } : found;
  response.writeHead(request.method === 'DELETE' ? 204 : body === undefined ? 404 : 200, {
    'content-type': 'application/json',
    'set-cookie': 'session=canary-of-the-session',
    'x-internal': 'canary-in-a-field',
  });
  response.end(request.method === 'DELETE' ? undefined : JSON.stringify(body ?? { code: 'none' }));
});
afterAll(() => {
  server.close();
});

const folder = folderWith({ 'users.json': DOCUMENT });
const files = (path: string) =>
  readdirSync(path, { recursive: true }).map((name) => join(path, String(name)));

describe('mock --record', () => {
  test('writes what a mock answers the same from, alone, and no secret', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = [
      'users.json',
      '--upstream',
      upstream,
      '--pass',
      '**',
      '--upstream-header',
      'X-Given-Token: canary-for-upstream',
    ];
    const through = await serve([...args, '--record', 'rec'], { cwd: folder });
    const headers = { authorization: 'Bearer canary-of-the-client' };
    const targets = ['/users', '/users/1', '/users/2', '/users/9', '/users?page=2', '/status', '/internal'];
    for (const target of targets) await fetch(through.url + target, { headers });
    await fetch(`${through.url}/users/3`, { method: 'DELETE', headers });
    const { stdout } = await through.stop();
    expect(stdout).toContain('recorded: 8 exchanges; items: users 2');
    const recorded = join(folder, 'rec');
    for (const file of files(recorded).filter((one) => statSync(one).isFile())) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file, 'utf8')).not.toMatch(/canary|person\d|Person\d|mail\.example/);
    }
    const har = JSON.parse(readFileSync(join(recorded, 'traffic.har'), 'utf8')) as {
      log: {
        entries: {
          request: { method: string; url: string; headers: { name: string; value: string }[] };
          response: { status: number; content: { text?: string } };
        }[];
      };
    };
    expect(harErrors(har)).toEqual([]);
    const users = JSON.parse(readFileSync(join(recorded, 'state/users.json'), 'utf8')) as Record<
      string,
      unknown
    >[];
    expect(users.map(({ id, age }) => [id, age])).toEqual([
      [1, 31],
      [2, 32],
    ]);
    expect(Object.keys(users[0] ?? {})).toEqual(['id', 'email', 'firstName', 'age']);
    const alone = await serve(['users.json', '--fixtures', 'rec'], { cwd: folder });
    const reads = har.log.entries.filter(({ request }) => request.method === 'GET');
    for (const { request, response } of reads) {
      const given = Object.fromEntries(request.headers.map(({ name, value }) => [name, value]));
      const { pathname, search } = new URL(request.url);
      const again = await fetch(alone.url + pathname + search, {
        headers: { authorization: given['authorization'] ?? '' },
      });
      expect([again.status, await again.text()]).toEqual([response.status, response.content.text]);
    }
    expect(reads).toHaveLength(7);
    const changed = await fetch(`${alone.url}/users/2`, { method: 'DELETE', headers });
    expect(changed.status).toBe(204);
    const list = (await (await fetch(`${alone.url}/users`, { headers })).json()) as {
      items: { id: number }[];
    };
    expect(list.items.map(({ id }) => id)).toEqual([1]);
    expect((await fetch(`${alone.url}/status`, { headers })).status).toBe(200);
    await fetch(`${alone.url}/_stuntdouble/reset`, { method: 'POST' });
    const again = (await (await fetch(`${alone.url}/users`, { headers })).json()) as { items: object[] };
    expect(again.items).toHaveLength(3);
    await alone.stop();
  });

  test('overwrites no recording, and needs an upstream', async () => {
    expect((await run(['mock', 'users.json', '--record', 'other'], { cwd: folder })).stderr).toContain(
      '--record: it goes with --upstream',
    );
    expect(existsSync(join(folder, 'other'))).toBe(false);
    const again = await run(['mock', 'users.json', '--upstream', 'http://127.0.0.1:1', '--record', 'rec'], {
      cwd: folder,
    });
    expect(again.stderr).toContain('there is a recording already');
    expect(again.code).toBe(2);
  });
});
