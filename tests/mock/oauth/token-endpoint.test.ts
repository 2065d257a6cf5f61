import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { allow, AUTHORIZE, CLIENT, get, mockShop, post, TOKEN, tokenFor } from './shop.ts';

const CLOCK = new Date('2024-01-01T00:00:00Z');

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

const identities = [
  {
    id: 'shop-app',
    roles: ['read:orders', 'write:orders'],
    clientId: 'app',
    clientSecret: 'hush',
  },
  { id: 'ada', roles: ['read:orders'], username: 'ada@example.com', password: 'lovelace' },
  { id: 'old', roles: ['read:orders'], credentials: { login: 'old-token' } },
];

describe('a client with its credentials', () => {
  test.each([
    ['in the form', CLIENT, {}],
    ['by Basic', {}, { authorization: `Basic ${btoa('app:hush')}` }],
    ['by Basic, encoded as in a form', {}, { authorization: `Basic ${btoa('my%20app:h+sh')}` }],
  ])('gets a token that the API takes: %s', async (_, form, headers) => {
    const app = mockShop();
    const {
      status,
      body,
      headers: answered,
    } = await post(app, { grant_type: 'client_credentials', ...form }, { headers });
    expect([status, answered['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'read:orders write:orders' });
    expect(body).not.toHaveProperty('refresh_token');
    expect((await get(app, '/orders', (body as { access_token: string }).access_token)).status).toBe(200);
  });

  test('may send JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = { grant_type: 'client_credentials', ...CLIENT };
    expect((await mockShop().handle({ method: 'POST', target: TOKEN, headers, body })).status).toBe(200);
  });

  test('gets the same token for the same seed and clock, and another for others', async () => {
    const token = (seed: number, clock: Date) => tokenFor(mockShop({ seed, clock }));
    const first = await token(1, CLOCK);
    expect(await token(1, CLOCK)).toBe(first);
    expect(await token(2, CLOCK)).not.toBe(first);
    expect(await token(1, new Date('2024-01-01T00:00:01Z'))).not.toBe(first);
    expect(claimsOf(first)).toMatchObject({
      iss: 'http://localhost:3000/_stuntdouble/oauth/login',
      sub: 'app',
      aud: 'shop',
      client_id: 'app',
      iat: CLOCK.getTime() / 1000,
      exp: CLOCK.getTime() / 1000 + 3600,
    });
  });

  test.each([
    ['without a secret', { client_id: 'app' }, 401, 'invalid_client'],
    ['without a name', {}, 401, 'invalid_client'],
    ['with an unknown scope', { ...CLIENT, scope: 'read:orders admin' }, 400, 'invalid_scope'],
    ['with an unknown grant', { ...CLIENT, grant_type: 'magic' }, 400, 'unsupported_grant_type'],
    [
      'with the name of an inherited member',
      { ...CLIENT, grant_type: 'constructor' },
      400,
      'unsupported_grant_type',
    ],
  ])('is refused %s', async (_, form, status, error) => {
    const answer = await post(mockShop(), { grant_type: 'client_credentials', ...form });
    expect([answer.status, answer.body]).toMatchObject([status, { error }]);
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
  });

  test('is refused a grant that the description does not have', async () => {
    const flows = { password: { tokenUrl: 'https://auth.example.com/token', scopes: {} } };
    const app = mockShop({ scheme: { type: 'oauth2', flows } });
    const { body } = await post(app, { grant_type: 'client_credentials', ...CLIENT });
    expect(body).toMatchObject({
      error: 'unsupported_grant_type',
      error_description: expect.stringContaining('password'),
    });
  });

  test('is refused a parameter that is given twice', async () => {
    const body = 'grant_type=client_credentials&client_id=a&client_id=b&client_secret=c';
    const answer = await mockShop().handle({ method: 'POST', target: TOKEN, body });
    expect(answer.status).toBe(400);
  });

  test('must be one of the identities, where there are any', async () => {
    const app = mockShop({ fixtures: { identities } });
    expect((await get(app, '/orders', await tokenFor(app))).status).toBe(200);
    const wrong = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'guess' };
    const { status, body, text } = await post(app, wrong);
    expect([status, body]).toMatchObject([401, { error: 'invalid_client' }]);
    expect(text).not.toMatch(/guess|hush/);
    expect((await post(app, { ...wrong, client_id: 'other' })).status).toBe(401);
  });
});

describe('a user with a password', () => {
  const login = { grant_type: 'password', ...CLIENT, username: 'ada@example.com', password: 'lovelace' };

  test('gets tokens for the identity, with its roles as scopes, which are held to', async () => {
    const app = mockShop({ fixtures: { identities } });
    const { status, body } = await post(app, login);
    expect([status, body]).toMatchObject([200, { scope: 'read:orders', refresh_token: expect.any(String) }]);
    const token = (body as { access_token: string }).access_token;
    expect(claimsOf(token)).toMatchObject({ sub: 'ada', username: 'ada@example.com' });
    expect((await get(app, '/orders', token)).status).toBe(200);
    const refused = await get(app, '/orders', token, 'POST');
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([
      403,
      'Bearer realm="shop", error="insufficient_scope", scope="write:orders"',
    ]);
  });

  test('is refused with a wrong one', async () => {
    const app = mockShop({ fixtures: { identities } });
    expect(await post(app, { ...login, password: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await post(app, { ...login, password: '' })).toMatchObject({ body: { error: 'invalid_request' } });
  });

  test('may use a client without a name', async () => {
    const app = mockShop({ fixtures: { identities } });
    const { client_id: _, client_secret: __, ...nameless } = login;
    const { status, body } = await post(app, nameless);
    expect(status).toBe(200);
    const refresh_token = (body as { refresh_token: string }).refresh_token;
    expect((await post(app, { grant_type: 'refresh_token', refresh_token })).status).toBe(200);
  });

  test('may be anybody without identities', async () => {
    const { status, body } = await post(mockShop(), { ...login, scope: 'openid read:orders' });
    expect([status, body]).toMatchObject([
      200,
      { scope: 'openid read:orders', id_token: expect.any(String) },
    ]);
  });

  test('stays logged in by the refresh token, of the same client and with no more scopes', async () => {
    const app = mockShop({ fixtures: { identities } });
    const { body } = await post(app, login);
    const refresh = {
      grant_type: 'refresh_token',
      ...CLIENT,
      refresh_token: (body as { refresh_token: string }).refresh_token,
    };
    const renewed = await post(app, refresh);
    expect([renewed.status, renewed.body]).toMatchObject([
      200,
      { scope: 'read:orders', refresh_token: expect.any(String) },
    ]);
    expect(await post(app, { ...refresh, scope: 'write:orders' })).toMatchObject({
      body: { error: 'invalid_scope' },
    });
    expect(await post(app, { ...refresh, refresh_token: 'other' })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
    const access = (body as { access_token: string }).access_token;
    expect(await post(app, { ...refresh, refresh_token: access })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
    expect((await get(app, '/orders', refresh.refresh_token)).status).toBe(401);
  });
});

describe('a code', () => {
  const verifier = 'a-verifier-of-at-least-43-characters-0123456789';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  const exchange = (app: MockApp, code: string, form: Readonly<Record<string, string>> = {}) =>
    post(app, {
      grant_type: 'authorization_code',
      client_id: 'app',
      code,
      redirect_uri: AUTHORIZE.redirect_uri,
      code_verifier: verifier,
      ...form,
    });
  const codeOf = async (app: MockApp, form: Readonly<Record<string, string>> = pkce) =>
    (await allow(app, form)).searchParams.get('code') ?? '';

  test('is exchanged for tokens by its verifier, once', async () => {
    const app = mockShop();
    const code = await codeOf(app, { ...pkce, scope: 'openid read:orders', nonce: 'n1' });
    const first = await exchange(app, code);
    expect([first.status, first.body]).toMatchObject([200, { scope: 'openid read:orders' }]);
    const { access_token, id_token } = first.body as { access_token: string; id_token: string };
    expect(claimsOf(id_token)).toMatchObject({
      sub: 'ada',
      aud: 'app',
      nonce: 'n1',
      preferred_username: 'ada',
    });
    expect((await get(app, '/orders', access_token)).status).toBe(200);
    expect((await get(app, '/orders', id_token)).status).toBe(200); // any credential is accepted: it is not one of ours
    expect(await exchange(app, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another client', { client_id: 'other' }],
    ['another redirect_uri', { redirect_uri: 'http://localhost:5173/' }],
  ])('is refused with %s', async (_, form) => {
    const app = mockShop();
    expect(await exchange(app, await codeOf(app), form)).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  test('without a challenge needs the secret of the client, and takes no verifier', async () => {
    const app = mockShop();
    const none = { code_verifier: '' };
    expect((await exchange(app, await codeOf(app, {}), none)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await exchange(app, await codeOf(app, {}), { ...none, ...CLIENT })).status).toBe(200);
    expect((await exchange(app, await codeOf(app, {}), CLIENT)).body).toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('holds for 60 seconds of the clock of the mock', async () => {
    const app = mockShop({ clock: CLOCK });
    const pass = (milliseconds: number) => app.setClock({ advance: milliseconds });
    const [first, second] = [await codeOf(app), await codeOf(app)];
    expect(second).not.toBe(first);
    pass(59_000);
    expect((await exchange(app, first)).status).toBe(200);
    pass(2_000);
    expect((await exchange(app, second)).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('is the same for the same seed, and belongs to the state', async () => {
    const [app, other] = [mockShop({ clock: CLOCK }), mockShop({ clock: CLOCK })];
    const code = await codeOf(app);
    expect(await codeOf(other)).toBe(code);
    const saved = await app.snapshot();
    expect((await exchange(app, code)).status).toBe(200);
    await app.restore(saved);
    expect((await exchange(app, code)).status).toBe(200);
    await app.restore(saved);
    await app.reset();
    expect((await exchange(app, code)).status).toBe(400);
  });
});

describe('an access token', () => {
  test('has its time by the clock of the mock', async () => {
    const app = mockShop({ clock: CLOCK });
    const pass = (milliseconds: number) => app.setClock({ advance: milliseconds });
    const token = await tokenFor(app);
    pass(3_599_000);
    expect((await get(app, '/orders', token)).status).toBe(200);
    pass(2_000);
    const expired = await get(app, '/orders', token);
    expect([expired.status, expired.headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="shop", error="invalid_token"',
    ]);
  });

  test('holds to its scopes also where any credential is accepted', async () => {
    const app = mockShop();
    const token = await tokenFor(app, { scope: 'read:orders' });
    expect((await get(app, '/orders', token)).status).toBe(200);
    expect((await get(app, '/orders', token, 'POST')).status).toBe(403);
    expect((await get(app, '/orders', 'any-other', 'POST')).status).toBe(201);
  });

  test('that was changed, or of another mock, is one like any other', async () => {
    const app = mockShop({ fixtures: { identities } });
    const token = await tokenFor(app);
    const [head, , signature] = token.split('.');
    const claims = { ...claimsOf(token), sub: 'ada' };
    const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
    expect((await get(app, '/orders', forged)).status).toBe(401);
    expect((await get(app, '/orders', await tokenFor(mockShop({ name: 'other' })))).status).toBe(401);
    expect((await get(app, '/orders', 'old-token')).status).toBe(200);
  });
});
