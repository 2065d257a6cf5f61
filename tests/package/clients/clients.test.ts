import { beforeAll, expect, test } from '@jest/globals';
import { run as runCommand } from '../../cli/command.ts';
import { install, type Installed } from './installed.ts';
import { PETS, servePets } from './pets.ts';

// Clients as their users install them, against a mock with state. They are given no special treatment anywhere.

let client: Installed;

beforeAll(async () => {
  client = await install(
    'openapi-fetch@~0.17.0',
    'openapi-typescript@~7.13.0',
    'axios@^1.18.0',
    'ky@^1.14.0',
    '@hey-api/openapi-ts@~0.95.0',
    'openid-client@^6.8.0',
    'typescript@^5.9.0', // for the two that generate code
  );
  client.save('pets.json', PETS);
});

const LIFE = { created: [201, 'Rex'], listed: ['Rex'], read: 'Rex', refused: 400, gone: [204, 404] };

const openapiFetch = (url: string, types: string) => `import createClient from 'openapi-fetch';
import type { paths } from './${types}';
const api = createClient<paths>({ baseUrl: '${url}' });
const created = await api.POST('/pets', { body: { name: 'Rex' } });
const petId = created.data?.id ?? '';
const listed = await api.GET('/pets', { params: { query: { limit: 10 } } });
const read = await api.GET('/pets/{petId}', { params: { path: { petId } } });
const refused = await api.POST('/pets', { body: { name: 'x'.repeat(21) } });
const message: string | undefined = refused.error?.message;
if (!message?.includes('20 characters')) throw new Error(message);
const deleted = await api.DELETE('/pets/{petId}', { params: { path: { petId } } });
const missing = await api.GET('/pets/{petId}', { params: { path: { petId } } });
// @ts-expect-error: the name is required
await api.POST('/pets', { body: {} });
// @ts-expect-error: there is no such path
await api.GET('/nowhere');
console.log(JSON.stringify({
  created: [created.response.status, created.data?.name],
  listed: listed.data?.map(({ name }) => name),
  read: read.data?.name,
  refused: refused.response.status,
  gone: [deleted.response.status, missing.response.status],
}));
`;

test('openapi-fetch with the types of stuntdouble', async () => {
  const { folder, use } = client;
  const made = await runCommand(['types', 'pets.json', '--paths', '-o', 'own.d.ts'], { cwd: folder });
  expect(made).toMatchObject({ code: 0 });
  expect(await use('fetch-own', openapiFetch(await servePets(), 'own.d.ts'))).toEqual(LIFE);
});

test('openapi-fetch with the types of openapi-typescript', async () => {
  const { run, use } = client;
  await run(process.execPath, 'node_modules/openapi-typescript/bin/cli.js', 'pets.json', '-o', 'theirs.d.ts');
  expect(await use('fetch-theirs', openapiFetch(await servePets(), 'theirs.d.ts'))).toEqual(LIFE);
});

test('axios', async () => {
  const url = await servePets({ compress: true });
  const life = await client.use(
    'axios',
    `import axios, { isAxiosError } from 'axios';
const api = axios.create({ baseURL: '${url}' });
const statusOf = (promise: Promise<{ status: number }>) => promise.then(
  ({ status }) => status,
  (error: unknown) => (isAxiosError<{ message: string }>(error) && error.response?.data.message ? error.response.status : 0),
);
const created = await api.post('/pets', { name: 'Rex' });
const { id } = created.data as { id: string };
const listed = await api.get<{ name: string }[]>('/pets', { params: { limit: 10 } });
if (!/^\\d+$/.test(String(listed.headers['x-total-count']))) throw new Error('no x-total-count');
const read = await api.get<{ name: string }>('/pets/' + id);
const refused = await statusOf(api.post('/pets', { name: 1 }));
const gone = [await statusOf(api.delete('/pets/' + id)), await statusOf(api.get('/pets/' + id))];
console.log(JSON.stringify({
  created: [created.status, created.data.name], listed: listed.data.map(({ name }) => name), read: read.data.name, refused, gone,
}));`,
  );
  expect(life).toEqual(LIFE);
});

test('ky', async () => {
  const life = await client.use(
    'ky',
    `import ky, { HTTPError } from 'ky';
const api = ky.create({ prefixUrl: '${await servePets()}', retry: 0 });
const statusOf = (promise: Promise<Response>) => promise.then(
  ({ status }) => status,
  (error: unknown) => (error instanceof HTTPError ? error.response.status : 0),
);
const created = await api.post<{ id: string; name: string }>('pets', { json: { name: 'Rex' } });
const { id, name } = await created.json();
const listed = await api.get<{ name: string }[]>('pets', { searchParams: { limit: 10 } }).json();
const read = await api.get<{ name: string }>('pets/' + id).json();
const refused = await statusOf(api.post('pets', { json: {} }));
const gone = [await statusOf(api.delete('pets/' + id)), await statusOf(api.get('pets/' + id))];
console.log(JSON.stringify({ created: [created.status, name], listed: listed.map((pet) => pet.name), read: read.name, refused, gone }));`,
  );
  expect(life).toEqual(LIFE);
});

test('@hey-api/openapi-ts and its client', async () => {
  const { run, use } = client;
  const cli = 'node_modules/@hey-api/openapi-ts/bin/run.js';
  await run(
    process.execPath,
    cli,
    '-i',
    'pets.json',
    '-o',
    'generated',
    '-c',
    '@hey-api/client-fetch',
    '--silent',
  );
  const life = await use(
    'hey',
    `import { createPet, deletePet, getPet, listPets } from './generated';
import { client } from './generated/client.gen';
client.setConfig({ baseUrl: '${await servePets()}' });
const created = await createPet({ body: { name: 'Rex' } });
const path = { petId: created.data?.id ?? '' };
const listed = await listPets({ query: { limit: 10 } });
const read = await getPet({ path });
const refused = await createPet({ body: { name: 'x'.repeat(21) } });
if (!refused.error?.message) throw new Error('no message');
const deleted = await deletePet({ path });
const missing = await getPet({ path });
console.log(JSON.stringify({
  created: [created.response?.status, created.data?.name],
  listed: listed.data?.map(({ name }) => name),
  read: read.data?.name,
  refused: refused.response?.status,
  gone: [deleted.response?.status, missing.response?.status],
}));`,
  );
  expect(life).toEqual(LIFE);
});

test('openid-client', async () => {
  const url = await servePets();
  const seen = await client.use(
    'openid',
    `import * as oidc from 'openid-client';
const issuer = new URL('${url}/_stuntdouble/oauth/login');
const config = await oidc.discovery(issuer, 'app', 'secret', undefined, { execute: [oidc.allowInsecureRequests] });
const verifier = oidc.randomPKCECodeVerifier();
const redirect_uri = 'http://localhost:5173/callback';
const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
const start = oidc.buildAuthorizationUrl(config, {
  redirect_uri, scope: 'openid pets:write', state, nonce,
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
});
const page = await (await fetch(start)).text();
const form = new URLSearchParams([...page.matchAll(/name="(\\w+)" value="([^"]*)"/g)].map(([, name, value]) =>
  [name, value.replace(/&#(\\d+);/g, (_, code) => String.fromCharCode(Number(code)))]).filter(([name]) => name !== 'decision'));
form.set('decision', 'allow');
const answer = await fetch(start.origin + start.pathname, { method: 'POST', body: form, redirect: 'manual' });
const back = new URL(answer.headers.get('location') ?? '');
const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce });
const subject = tokens.claims()?.sub ?? '';
const user = await oidc.fetchUserInfo(config, tokens.access_token, subject);
const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
const own = await oidc.clientCredentialsGrant(config, { scope: 'pets:write' });
const again = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
  .then(() => 'granted', (error: { error?: string }) => error.error);
const pet = await (await fetch('${url}/pets', { method: 'POST', body: JSON.stringify({ name: 'Rex' }), headers: { 'content-type': 'application/json' } })).json() as { id: string };
const change = (token: string) => oidc.fetchProtectedResource(config, token, new URL('${url}/pets/' + pet.id), 'PUT',
  JSON.stringify({ name: 'Max' }), new Headers({ 'content-type': 'application/json' })).then(({ status }) => status);
const without = await fetch('${url}/pets/' + pet.id, { method: 'PUT', body: '{"name":"Max"}', headers: { 'content-type': 'application/json' } });
console.log(JSON.stringify({
  user: user.preferred_username, again, without: without.status,
  changed: [await change(tokens.access_token), await change(renewed.access_token), await change(own.access_token)],
}));`,
  );
  expect(seen).toEqual({ user: 'user', again: 'invalid_grant', without: 401, changed: [200, 200, 200] });
});

test('curl --compressed', async () => {
  const url = await servePets({ compress: true });
  const curl = (...args: readonly string[]) => client.run('curl', '--compressed', '-sS', '-i', ...args);
  const made = await curl('--json', '{"name":"Rex"}', `${url}/pets`);
  expect(made).toMatch(/^HTTP\/1\.1 201 /);
  expect(made).toMatch(/^content-encoding: (br|gzip|deflate)\r$/im);
  const listed = await curl(`${url}/pets`);
  expect(listed).toMatch(/\r\n\r\n\[\{"id":"[^"]+","name":"Rex"\}\]$/);
});
