import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import type { ExchangeEvent } from '../../../src/mock/control/exchange-event.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { ask } from '../ask.ts';
import { allow, CLIENT, describeShop, FLOWS, get, mockShop, post, SCOPES, TOKEN, tokenFor } from './shop.ts';

const form = { grant_type: 'client_credentials', ...CLIENT };

const oauth = (tokenUrl: string, more: object = {}) => ({
  type: 'oauth2',
  flows: { clientCredentials: { tokenUrl, scopes: SCOPES, ...more } },
});

const statusAt = async (app: MockApp, target: string) => (await post(app, form, { target })).status;

describe('tokens are issued', () => {
  const api = [{ url: 'https://api.example.com/v1' }];

  test.each([
    ['on the host of a server', 'https://api.example.com/oauth/token', '/oauth/token', api],
    ['at an absolute path', '/oauth/token', '/oauth/token', api],
    ['relative to the server', 'oauth/token', '/oauth/token', api],
    ['relative to the path of the server', 'oauth/token', '/v1/oauth/token', api],
    ['at a path, without servers', '/oauth/token', '/oauth/token', []],
    ['at a host without its scheme', '//api.example.com/t', '/t', api],
  ])('where the description says: %s', async (_, tokenUrl, target, servers) => {
    expect(await statusAt(mockShop({ servers, scheme: oauth(tokenUrl) }), target)).toBe(200);
  });

  test('below a path of their own where the description names another host', async () => {
    const app = mockShop({ servers: api });
    expect(await statusAt(app, TOKEN)).toBe(200);
    expect(await statusAt(app, '/token')).toBe(404);
    expect(await statusAt(app, '/_stuntdouble/oauth/other/token')).toBe(404);
    expect(app.mock.logins().map(({ paths }) => paths.token)).toEqual([TOKEN]);
  });

  test('at the refresh URL too', async () => {
    const scheme = oauth('/token', { refreshUrl: '/refresh' });
    expect(await statusAt(mockShop({ scheme }), '/refresh')).toBe(200);
  });

  test('by an operation that stands at the token URL, if there is one', async () => {
    const paths = { '/oauth/token': { post: { responses: { '204': { description: 'Its own.' } } } } };
    const app = mockShop({ servers: api, paths, scheme: oauth('https://api.example.com/oauth/token') });
    expect(await statusAt(app, '/oauth/token')).toBe(204);
    expect(await statusAt(app, TOKEN)).toBe(404);
    expect(app.mock.logins()).toEqual([]);
  });

  test('for a scheme of Swagger 2.0 as well', async () => {
    const login = {
      type: 'oauth2',
      flow: 'application',
      tokenUrl: 'https://auth.example.com/token',
      scopes: SCOPES,
    };
    const description = loadDescriptionSync({
      swagger: '2.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { responses: { '200': { description: 'A.' } } } } },
      securityDefinitions: { login },
    });
    expect(await statusAt(createMock({ descriptions: description }), TOKEN)).toBe(200);
  });

  test('for all schemes that share a token URL', async () => {
    const tokenUrl = '/oauth/token';
    const org = {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl, scopes: { 'read:org': 'Read.' } } },
    };
    const description = loadDescriptionSync({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/a': {
          get: { security: [{ login: ['read:orders'] }], responses: { '200': { description: 'A.' } } },
        },
        '/b': { get: { security: [{ org: ['read:org'] }], responses: { '200': { description: 'B.' } } } },
      },
      components: {
        securitySchemes: {
          login: { type: 'oauth2', flows: { authorizationCode: { ...FLOWS.authorizationCode, tokenUrl } } },
          org,
        },
      },
    });
    const identities = [
      { id: 'app', clientId: 'app', clientSecret: 'hush', roles: ['read:orders', 'read:org'] },
    ];
    const app = createMock({ descriptions: description, fixtures: { identities } });
    const { body } = await post(app, form, { target: tokenUrl });
    const { access_token: token } = body as { access_token: string };
    expect([(await get(app, '/a', token)).status, (await get(app, '/b', token)).status]).toEqual([200, 200]);
    for (const scheme of ['login', 'org']) {
      const target = `/_stuntdouble/oauth/${scheme}/authorize`;
      const place = {
        client_id: 'app',
        redirect_uri: 'http://localhost/',
        response_type: 'code',
        decision: 'allow',
      };
      const sent = await post(app, place, { target });
      const code = new URL(String(sent.headers['location'])).searchParams.get('code') ?? '';
      const exchange = {
        ...CLIENT,
        grant_type: 'authorization_code',
        code,
        redirect_uri: 'http://localhost/',
      };
      expect((await post(app, exchange, { target: tokenUrl })).status).toBe(200);
    }
  });

  test('for each API, when two have a scheme of one name', async () => {
    const app = createMock({ descriptions: [describeShop({ name: 'one' }), describeShop({ name: 'two' })] });
    expect(await statusAt(app, '/_stuntdouble/oauth/one/login/token')).toBe(200);
    expect(await statusAt(app, '/_stuntdouble/oauth/two/login/token')).toBe(200);
  });

  test('without credentials for the control, and also when that is switched off', async () => {
    const app = mockShop({ control: false });
    expect(await statusAt(app, TOKEN)).toBe(200);
  });

  test('to pages of other origins', async () => {
    const { headers } = await post(mockShop(), form, { headers: { origin: 'https://app.example' } });
    expect(headers['access-control-allow-origin']).toBe('https://app.example');
    const asked = await ask(mockShop(), {
      method: 'OPTIONS',
      target: TOKEN,
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    });
    expect([asked.status, asked.headers['access-control-allow-methods']]).toEqual([204, 'POST']);
  });

  test('for POST alone', async () => {
    const answer = await ask(mockShop(), { target: TOKEN });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST, OPTIONS']);
  });
});

test('nothing of a login reaches the observer but method, path and status', async () => {
  const events: ExchangeEvent[] = [];
  const app = mockShop({ observer: (event) => void events.push(event) });
  const code = (await allow(app)).searchParams.get('code') ?? '';
  await post(
    app,
    { ...form, client_secret: 'hush-hush', code },
    { target: `${TOKEN}?client_secret=hush-hush` },
  );
  const heard = JSON.stringify(events);
  expect(events.map(({ request, response }) => [request.method, request.target, response.status])).toEqual([
    ['POST', '/_stuntdouble/oauth/login/authorize', 303],
    ['POST', TOKEN, 200],
  ]);
  expect([heard.includes(code), heard.includes('hush-hush'), heard.includes('eyJ')]).toEqual([
    false,
    false,
    false,
  ]);
});

describe('the metadata', () => {
  const discovery = '/_stuntdouble/oauth/login/.well-known/openid-configuration';

  test('of a scheme names its endpoints, grants and scopes', async () => {
    const { status, body } = await ask(mockShop(), {
      target: discovery,
      headers: { host: 'localhost:3000' },
    });
    const issuer = 'http://localhost:3000/_stuntdouble/oauth/login';
    expect([status, body]).toMatchObject([
      200,
      {
        issuer,
        token_endpoint: `${issuer}/token`,
        authorization_endpoint: `${issuer}/authorize`,
        jwks_uri: `${issuer}/keys`,
        code_challenge_methods_supported: ['S256'],
        grant_types_supported: ['client_credentials', 'password', 'authorization_code', 'refresh_token'],
        scopes_supported: expect.arrayContaining(['read:orders', 'openid']),
      },
    ]);
    const inserted = `/.well-known/oauth-authorization-server/_stuntdouble/oauth/login`;
    expect((await ask(mockShop(), { target: inserted, headers: { host: 'localhost:3000' } })).body).toEqual(
      body,
    );
  });

  test.each([
    ['/auth/.well-known/openid-configuration', '/auth/.well-known/openid-configuration', '/auth'],
    ['https://login.example.com/.well-known/openid-configuration', discovery, '/_stuntdouble/oauth/login'],
  ])('of OpenID Connect at %s stands at %s', async (openIdConnectUrl, target, path) => {
    const app = mockShop({ scheme: { type: 'openIdConnect', openIdConnectUrl } });
    const { body } = await ask(app, { target, headers: { host: 'localhost:3000' } });
    expect(body).toMatchObject({ issuer: `http://localhost:3000${path}` });
    const token = await tokenFor(app);
    expect((await get(app, '/orders', token)).status).toBe(200);
  });

  test('leads to the key and to the user of a token', async () => {
    const app = mockShop();
    const keys = await ask(app, { target: '/_stuntdouble/oauth/login/keys' });
    expect(keys.body).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig' }] });
    expect(keys.text).not.toContain('"d"');
    const login = { grant_type: 'password', ...CLIENT, username: 'ada', password: 'x' };
    const token = ((await post(app, login)).body as { access_token: string }).access_token;
    const userinfo = '/_stuntdouble/oauth/login/userinfo';
    expect((await get(app, userinfo, token)).body).toEqual({ sub: 'ada', preferred_username: 'ada' });
    expect((await get(app, userinfo, 'other')).status).toBe(401);
  });
});

test('a scheme with an implicit flow alone has no token to issue', () => {
  const implicit = { authorizationUrl: FLOWS.authorizationCode.authorizationUrl, scopes: SCOPES };
  expect(mockShop({ scheme: { type: 'oauth2', flows: { implicit } } }).mock.logins()).toEqual([]);
});
