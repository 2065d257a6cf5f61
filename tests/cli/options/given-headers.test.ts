import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

const ok = { 200: { description: 'ok', content: { 'application/json': { schema: {} } } } };
const refused = { 401: { description: 'no' } };

/** One operation without security, one behind a key, and one with a header of its own. */
const HOUSE = {
  openapi: '3.1.0',
  info: { title: 'House', version: '1' },
  paths: {
    '/open': { get: { operationId: 'open', responses: ok } },
    '/locked': { get: { operationId: 'locked', security: [{ key: [] }], responses: { ...ok, ...refused } } },
    '/rooms': {
      get: {
        operationId: 'rooms',
        parameters: [
          { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string', maxLength: 8 } },
        ],
        responses: { ...ok, 400: { description: 'bad' } },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'Authorization' } } },
};

const folder = folderWith({ 'house.json': HOUSE });

async function house() {
  const seen: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  const server = await serveHttp(({ url = '', headers }, response) => {
    seen.push({ path: url, headers });
    const isKnown = url !== '/locked' || headers.authorization === 'Bearer good';
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end('{}');
  });
  const sent = (path: string) => seen.filter((one) => one.path === path).map(({ headers }) => headers);
  const ask = (...args: readonly string[]) =>
    run(['test', 'house.json', '--target', server.url, ...args], { cwd: folder });
  return { ...server, sent, ask };
}

const VALID = ['--only', 'house/open/valid/required-only', '--only', 'house/locked/*'];

describe('a header of the caller', () => {
  test('goes with operations without security as well, though it carries a credential elsewhere', async () => {
    const { ask, sent } = await house();
    await ask('--header', 'Authorization: Bearer good', ...VALID);
    expect(sent('/open').map(({ authorization }) => authorization)).toEqual(['Bearer good']);
  });

  test('goes with all requests where a scheme is declared that no operation names', async () => {
    const { '/open': open } = HOUSE.paths;
    const description = loadDescriptionSync({ ...HOUSE, paths: { '/open': open } }, { name: 'house' });
    const { url, sent } = await house();
    const { findings } = await runContract({
      description,
      target: url,
      headers: { authorization: 'Bearer good' },
    });
    expect(findings.filter(({ operationId }) => operationId === 'open')).toEqual([]);
    const values = sent('/open').map(({ authorization }) => authorization);
    expect(values.length).toBeGreaterThan(2);
    expect(new Set(values)).toEqual(new Set(['Bearer good']));
  });

  test('is left out or replaced where a case is about credentials', async () => {
    const { ask, sent } = await house();
    const { stdout } = await ask('--header', 'Authorization: Bearer good', ...VALID);
    const values = sent('/locked').map(({ authorization }) => authorization);
    expect(values).toContain('Bearer good');
    expect(values).toContain('wrong-credential');
    expect(values).toContain(undefined);
    expect(stdout).not.toContain('Bearer good');
  });

  test('takes the place of a made-up value, but where a case is about it', async () => {
    const { ask, sent } = await house();
    await ask('--header', 'X-Tenant: acme', '--operation', 'rooms');
    const values = sent('/rooms').map((headers) => headers['x-tenant']);
    expect(values.filter((value) => value === 'acme').length).toBeGreaterThan(1);
    expect(values).toContain(undefined); // it is missing
    expect(values.some((value) => (value?.length ?? 0) > 8)).toBe(true); // it is too long
  });

  test('without a value leaves out what would be sent', async () => {
    const { ask, sent } = await house();
    const { stdout } = await ask('--header', 'Accept:', ...VALID, '--dry-run');
    expect(stdout).toContain(`curl -H accept: http`);
    await ask('--header', 'Accept:', ...VALID);
    expect(sent('/open').map(({ accept }) => accept)).toEqual([undefined]);
  });

  test('is an option in code, too', async () => {
    const { url, sent } = await house();
    const description = loadDescriptionSync(HOUSE, { name: 'house' });
    const filter = ({ id }: { readonly id: string }) => id === 'house/open/valid/required-only';
    await runContract({
      description,
      target: url,
      filter,
      headers: { authorization: 'Bearer good', accept: '' },
    });
    const [{ authorization, accept } = {}] = sent('/open');
    expect({ authorization, accept }).toEqual({ authorization: 'Bearer good', accept: undefined });
  });

  test('never goes to another server, whatever links, locations and redirects say', async () => {
    const other = await serveHttp((_, response) => response.writeHead(200).end());
    const described = {
      ...HOUSE,
      paths: {
        '/things': {
          post: {
            operationId: 'create',
            responses: {
              201: {
                description: 'created',
                headers: { Location: { schema: { type: 'string' } } },
                links: { self: { operationId: 'read', parameters: { id: '$response.header.location' } } },
              },
            },
          },
        },
        '/things/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          get: { operationId: 'read', responses: { ...ok, 302: { description: 'there' } } },
        },
      },
    };
    const location = `${other.url}/things/1`;
    const server = await serveHttp(({ method }, response) => {
      response.writeHead(method === 'POST' ? 201 : 302, { location }).end();
    });
    const description = loadDescriptionSync(described, { name: 'things' });
    await runContract({ description, target: server.url, headers: { authorization: 'Bearer good' } });
    expect(server.requests.length).toBeGreaterThan(2);
    expect(other.requests).toEqual([]);
  });
});
