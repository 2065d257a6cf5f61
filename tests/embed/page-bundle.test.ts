import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { folderWith } from '../temporary-folder.ts';

/** The options of a bundle for a page, in which no module of Node can be imported. */
const IN_PAGE: BuildOptions = {
  entryPoints: [resolve('src/embed/fetch.ts')],
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  outdir: 'out',
  logLevel: 'silent',
};

/** Leaves what is loaded on demand out of a bundle, but for some modules. */
function without(kept: readonly string[]): Plugin {
  return {
    name: 'on-demand',
    setup: (made) =>
      made.onResolve({ filter: /./ }, ({ path, kind }) =>
        kind === 'dynamic-import' && !kept.some((name) => path.endsWith(`/${name}.ts`))
          ? { path, external: true }
          : undefined,
      ),
  };
}

async function gzippedSize(kept: readonly string[]): Promise<number> {
  const { outputFiles } = await build({ ...IN_PAGE, write: false, plugins: [without(kept)] });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
}

const REQUESTS = `
import { createFetch } from './out/fetch.js';
const string = { type: 'string' };
const items = (schema, type) => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'http://localhost' }],
  paths: {
    '/things': {
      post: {
        requestBody: { content: { [type]: { schema } } },
        responses: { 201: { description: 'created', content: { [type]: { schema } } } },
      },
    },
  },
});
async function send(schema, type, body) {
  const mockFetch = createFetch(items(schema, type), { base: 'http://localhost', memory: 'off' });
  const response = await mockFetch('/things', { method: 'POST', body, headers: { 'content-type': type } });
  return [response.status, response.headers.get('content-type')?.split(';')[0]];
}
const object = (properties) => ({ type: 'object', properties, required: Object.keys(properties) });
const JSON_TYPE = 'application/json';
const results = {
  plain: await send(object({ name: string }), JSON_TYPE, '{"name":"a"}'),
  refused: await send(object({ name: string }), JSON_TYPE, '{}'),
  pattern: await send(object({ code: { type: 'string', pattern: '^(a+)+$' } }), JSON_TYPE, '{"code":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"}'),
  searched: await send({ ...object({ code: { ...string, pattern: '^[A-Z]{3}$' } }), not: { required: ['other'] } }, JSON_TYPE, '{"code":"ABC"}'),
  choice: await send({ oneOf: [object({ a: string }), object({ b: string })] }, JSON_TYPE, '{"c":1}'),
  unevaluated: await send({ ...object({ name: string }), unevaluatedProperties: false }, JSON_TYPE, '{"name":"a","b":1}'),
  xml: await send(object({ name: string }), 'application/xml', '<thing><name>a</name></thing>'),
  yaml: await send(object({ name: string }), 'application/yaml', 'name: a'),
  png: await send({ type: 'string', format: 'binary' }, 'image/png', 'a'),
};
const swagger = createFetch({
  swagger: '2.0', info: { title: 'Old', version: '1' }, produces: [JSON_TYPE],
  paths: { '/old': { get: { responses: { 200: { description: 'ok', schema: { type: 'array', items: string } } } } } },
}, { base: 'http://localhost' });
results.swagger = [(await swagger('/old')).status];
results.listed = [(await createFetch({ ...items(object({ id: string }), JSON_TYPE), paths: { '/things': { get: {
  responses: { 200: { description: 'ok', content: { [JSON_TYPE]: { schema: { type: 'array', items: object({ id: string, code: { type: 'string', pattern: '^[a-c]{4}$' } }) } } } } },
} } } }, { base: 'http://localhost' })('/things')).status];
const login = { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'http://localhost/token', scopes: {} } } };
const secured = createFetch({ ...items(object({ name: string }), JSON_TYPE), components: { securitySchemes: { login } } },
  { base: 'http://localhost' });
results.token = (await secured('/token', { method: 'POST',
  body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' }) })).status;
const steered = createFetch(items(object({ name: string }), JSON_TYPE), { base: 'http://localhost' });
await steered('/things', { method: 'POST', body: '{}', headers: { 'content-type': JSON_TYPE } });
const events = [];
await new Promise((resolve) => {
  const stop = steered.control.subscribe({ namespace: '', history: 1, onState: () => {}, onEvents: (told) => {
    events.push(...told.map(({ type }) => type));
    stop();
    resolve();
  } });
});
results.events = events;
const asked = (path, query) => steered.control.request({ path, query });
const { status, body } = await asked('/exchange', { id: 1 });
results.control = [status, body.why.rules[0].lines, (await asked('/journal.har')).status, (await asked('/openapi.json')).status];
const broken = createFetch({ openapi: '3.1.0' });
results.broken = await broken.ready.catch(({ name }) => name);
console.log(JSON.stringify(results));
`;

describe('the engine in a page', () => {
  test('has at most 150 kB gzipped, with Ajv and without what is loaded on demand', async () => {
    expect(await gzippedSize(['compile-in-memory', 'create-ajv'])).toBeLessThan(150_000);
  });

  test('has at most 100 kB gzipped with a description that was built', async () => {
    expect(await gzippedSize(['built-description'])).toBeLessThan(100_000);
  });

  test('loads what a description needs when it is first needed', async () => {
    const folder = folderWith({ 'requests.mjs': REQUESTS });
    await build({ ...IN_PAGE, splitting: true, outdir: join(folder, 'out') });
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'requests.mjs')], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      plain: [201, 'application/json'],
      refused: [400, 'application/problem+json'],
      pattern: [400, 'application/problem+json'],
      searched: [201, 'application/json'],
      choice: [400, 'application/problem+json'],
      unevaluated: [400, 'application/problem+json'],
      xml: [201, 'application/xml'],
      yaml: [201, 'application/yaml'],
      png: [201, 'image/png'],
      swagger: [200],
      listed: [200],
      token: 200,
      control: [200, null, 200, 404],
      events: ['hello', 'exchange'],
      broken: 'DescriptionError',
    });
  });
});
