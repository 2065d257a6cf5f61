import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { harErrors } from '../../contract/report/formats/published-schemas.ts';
import { folderWith } from '../../temporary-folder.ts';
import { run } from '../command.ts';
import { serveHttp } from '../servers/servers.ts';
import { json } from '../../description/described.ts';

const TOKEN = 'canary/7f3a 9c2e"x';

const schemes = {
  byQuery: { type: 'apiKey', in: 'query', name: 'key' },
  byField: { type: 'apiKey', in: 'header', name: 'X-Key' },
  byLogin: { type: 'http', scheme: 'bearer' },
  byBasic: { type: 'http', scheme: 'basic' },
};

const text = { type: 'string' };

const LOCKS = {
  openapi: '3.1.0',
  info: { title: 'Locks', version: '1' },
  security: [{ byQuery: [], byField: [], byLogin: [] }, { byBasic: [] }],
  paths: {
    '/locks': {
      get: { operationId: 'listLocks', responses: { 200: { description: 'all', content: json({}) } } },
      post: {
        operationId: 'makeLock',
        requestBody: { content: json({ type: 'object', properties: { key: text } }) },
        responses: { 201: { description: 'made', content: json({}) }, 400: { description: 'no' } },
      },
    },
    '/login': {
      post: {
        operationId: 'login',
        security: [],
        requestBody: { content: json({ type: 'object', properties: { password: text } }) },
        responses: {
          200: { description: 'in', content: json({ type: 'object', properties: { token: text } }) },
        },
      },
    },
  },
  components: { securitySchemes: schemes },
};

const CONFIG = {
  credentials: {
    byQuery: TOKEN,
    byField: 'canary-of-field',
    byBasic: 'canary-user:canary-of-basic',
    byLogin: { operation: 'login', body: { password: 'canary-of-login' }, token: '/token' },
  },
  headers: { 'x-trace': 'canary-of-field-and-trace' },
};

interface Har {
  readonly log: {
    readonly entries: readonly {
      readonly request: { readonly method: string; readonly url: string };
      readonly response: { readonly status: number; readonly content: { readonly encoding?: string } };
    }[];
  };
}

test('all requests are written as HAR 1.2, without any credential, whatever the target shows of them', async () => {
  const folder = folderWith({ 'locks.json': LOCKS, 'stuntdouble.config.json': CONFIG });
  const sent: string[] = [];
  const { url } = await serveHttp((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      sent.push(`${request.method} ${request.url}`);
      const body = Buffer.concat(pieces).toString();
      const shown = {
        token: 'canary-of-token',
        headers: request.headers,
        url: request.url,
        body,
        key: TOKEN,
      };
      const bytes = Buffer.from(JSON.stringify(shown));
      const isBinary = request.method === 'DELETE';
      response.writeHead(request.method === 'POST' && request.url === '/locks' ? 201 : 200, {
        'content-type': 'application/json; of=canary-of-field',
        'set-cookie': 'session=unknown-to-the-run',
        location: `/locks?key=${encodeURIComponent(TOKEN)}`,
      });
      response.end(isBinary ? Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]) : bytes);
    });
  });
  await run(['test', 'locks.json', '--target', url, '--har', 'out/run.har'], { cwd: folder });
  const file = join(folder, 'out/run.har');
  const content = readFileSync(file, 'utf8');
  const har = JSON.parse(content) as Har;
  expect(harErrors(har)).toEqual([]);
  const { entries } = har.log;
  expect(entries).toHaveLength(sent.length);
  expect(entries.map(({ request }) => request.method).toSorted()).toEqual(
    sent.map((one) => one.replace(/ .*$/s, '')).toSorted(),
  );
  expect(entries.some(({ response }) => response.content.encoding === 'base64')).toBe(true);
  const decoded = content.replace(/"text":"([\w+/=]{40,})","encoding":"base64"/g, (_, base64: string) =>
    Buffer.from(base64, 'base64').toString('latin1'),
  );
  const shown = [...decoded.matchAll(/.{0,60}(?:canary|unknown-to-the-run|Y2FuYXJ5).{0,30}/g)].map(
    ([one]) => one,
  );
  expect(shown).toEqual([]);
  expect(content).toContain('$STUNTDOUBLE_BY_QUERY');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a run that is cut short leaves a whole file', async () => {
  const folder = folderWith({ 'locks.json': LOCKS });
  const args = ['test', 'locks.json', '--target', 'http://127.0.0.1:1', '--har', 'run.har'];
  expect((await run(args, { cwd: folder })).code).toBe(3);
  const har = JSON.parse(readFileSync(join(folder, 'run.har'), 'utf8')) as Har;
  expect(harErrors(har)).toEqual([]);
  expect(har.log.entries[0]?.response.status).toBe(0);
});
