import { describe, expect, test } from '@jest/globals';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const ITEM = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const inPath = (...names: readonly string[]) =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
const ok = (schema: object) => ({
  200: { description: 'it', ...json(schema) },
  404: { description: 'none' },
});

/** Halls that nobody can create, seats in them, and a login. */
const HALLS = {
  openapi: '3.1.0',
  info: { title: 'Halls', version: '1' },
  paths: {
    '/login': { post: { operationId: 'login', tags: ['session'], responses: ok({ type: 'object' }) } },
    '/halls': { get: { operationId: 'halls', responses: ok({ type: 'array', items: ITEM }) } },
    '/halls/{hall}': { get: { operationId: 'hall', parameters: inPath('hall'), responses: ok(ITEM) } },
    '/halls/{hall}/seats': {
      post: { operationId: 'reserve', parameters: inPath('hall'), responses: ok(ITEM) },
    },
    '/halls/{hall}/seats/{seat}': {
      parameters: inPath('hall', 'seat'),
      get: { operationId: 'seat', responses: ok(ITEM) },
      delete: { operationId: 'release', responses: ok(ITEM) },
    },
  },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
};

const folder = folderWith({
  'halls.json': HALLS,
  'borrow.json': { descriptions: 'halls.json', safety: 'create-own', borrowParents: true },
  'login.json': {
    descriptions: 'halls.json',
    credentials: { token: { operation: 'login', token: '/token' } },
  },
});

async function serveHalls() {
  const writes: string[] = [];
  const seats = new Set<string>();
  const server = await serveHttp(({ method = '', url = '' }, response) => {
    const say = (status: number, value?: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(value && JSON.stringify(value));
    const [, , hall, , seat = ''] = url.split('/');
    if (method !== 'GET' && hall === 'main') writes.push(method);
    if (url === '/halls') return say(200, [{ id: 'main' }]);
    if (hall !== 'main') return say(404);
    if (method === 'POST') {
      const id = `s${seats.size + 1}`;
      seats.add(id);
      return say(200, { id });
    }
    if (seat === '') return say(200, { id: 'main' });
    if (method === 'DELETE') return say(seats.delete(seat) ? 200 : 404, { id: seat });
    return say(seats.has(seat) ? 200 : 404, { id: seat });
  });
  return { ...server, writes };
}

describe('--borrow-parents', () => {
  test.each([
    [
      'without it, create-own creates nothing in a hall of others',
      ['halls.json', '--safety', 'create-own'],
      false,
    ],
    ['with it, it does', ['halls.json', '--safety', 'create-own', '--borrow-parents'], true],
    ['nor does read-only with it', ['halls.json', '--safety', 'read-only', '--borrow-parents'], false],
    ['it may stand in the settings', ['--config', 'borrow.json'], true],
  ])('%s', async (_, args, isBorrowed) => {
    const { url, writes } = await serveHalls();
    const { stdout } = await run(['test', ...args, '--target', url], { cwd: folder });
    expect(stdout).toContain('Verdict');
    expect(writes.includes('POST')).toBe(isBorrowed);
    expect(stdout.includes('--borrow-parents')).toBe(
      isBorrowed && args.includes('--borrow-parents') && stdout.includes('replay  '),
    );
  });
});

describe('a login that is excluded', () => {
  test.each([
    [['--exclude-operation', 'login']],
    [['--exclude-operation', 'POST /login']],
    [['--exclude-tag', 'session']],
    [['--exclude-path', '/log*']],
    [['--exclude-method', 'post']],
  ])('is wrong usage, since it is never sent: %p', async (args) => {
    const { url, writes } = await serveHalls();
    const { code, stderr } = await run(['test', '--config', 'login.json', '--target', url, ...args], {
      cwd: folder,
    });
    expect({ code, writes }).toEqual({ code: 2, writes: [] });
    expect(stderr).toContain(
      'credentials of default: token: login is excluded, and an excluded operation is never sent',
    );
    expect(stderr).toContain('--header');
  });
});
