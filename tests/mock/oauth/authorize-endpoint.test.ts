import { describe, expect, test } from '@jest/globals';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { ask } from '../ask.ts';
import { allow, AUTHORIZE, FLOWS, mockShop, post } from './shop.ts';

const PATH = '/_stuntdouble/oauth/login/authorize';

const start = (app: MockApp, form: Readonly<Record<string, string>> = {}) =>
  ask(app, { target: `${PATH}?${new URLSearchParams({ ...AUTHORIZE, ...form }).toString()}` });

describe('the consent page', () => {
  test('says who asks for what, and keeps the request', async () => {
    const { status, headers, text } = await start(mockShop(), { client_id: '<b>"app"' });
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
    expect(text).toContain('<li>read:orders</li>');
    expect(text).toContain('name="state" value="s t"');
    expect(text).not.toContain('<b>');
  });

  test('offers the identities', async () => {
    const identities = [
      { id: 'a', username: 'ada' },
      { id: 'b', roles: [], credentials: {} },
    ];
    const { text } = await start(mockShop({ fixtures: { identities } }), { login_hint: 'b' });
    expect(text).toContain('<option value="a">ada</option><option value="b" selected>b</option>');
  });

  test('sends the browser back with a code, and with what the client wants to recognise', async () => {
    const url = await allow(mockShop());
    expect(`${url.origin}${url.pathname}`).toBe(AUTHORIZE.redirect_uri);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      code: expect.stringMatching(/^\w{32}$/),
      state: 's t',
      iss: 'http://localhost:3000/_stuntdouble/oauth/login',
    });
  });

  test('keeps the query of the address', async () => {
    const url = await allow(mockShop(), { redirect_uri: 'http://127.0.0.1/cb?a=1' });
    expect([url.searchParams.get('a'), url.searchParams.has('code')]).toEqual(['1', true]);
  });

  test('sends the browser back with an error when access is denied', async () => {
    expect((await allow(mockShop(), {}, 'deny')).searchParams.get('error')).toBe('access_denied');
  });

  test.each([
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_scope', { scope: 'admin' }],
    ['invalid_request', { code_challenge: 'x', code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge: 'x' }],
    ['login_required', { prompt: 'none' }],
  ])('is not shown for a request that cannot be granted: %s', async (error, form) => {
    const { status, headers } = await start(mockShop(), form);
    const query = new URL(String(headers['location'])).searchParams;
    expect([status, query.get('error'), query.get('state')]).toEqual([303, error, 's t']);
  });
});

describe('the address to which a browser is sent', () => {
  test.each([
    'http://localhost/cb',
    'http://localhost:5173/cb',
    'https://127.0.0.1:8443/cb',
    'http://[::1]:3000/',
    'http://app.localhost/cb',
    'https://app.example/cb',
    'com.example.app:/cb',
  ])('may be %s', async (redirect_uri) => {
    const app = mockShop({ oauthRedirects: ['https://app.example/cb', 'com.example.app:/cb'] });
    expect((await start(app, { redirect_uri })).status).toBe(200);
    expect((await allow(app, { redirect_uri })).href.startsWith(redirect_uri)).toBe(true);
  });

  test.each([
    'https://app.example/',
    'https://app.example/cb/',
    'https://app.example/cb?x=1',
    'https://evil.example/cb',
    'http://localhost.evil.example/',
    'http://localhost@evil.example/',
    'http://user@localhost/',
    'http://localhost/#x',
    'javascript:alert(1)',
    '//localhost/cb',
    'nonsense',
    '',
  ])('may not be %s', async (redirect_uri) => {
    const app = mockShop({ oauthRedirects: ['https://app.example/cb'] });
    const answers = [
      await start(app, { redirect_uri }),
      await post(app, { ...AUTHORIZE, redirect_uri, decision: 'allow' }, { target: PATH }),
    ];
    for (const { status, headers, text } of answers) {
      expect([status, headers['location']]).toEqual([400, undefined]);
      expect(text).toContain('redirect_uri must be');
    }
  });

  test('is none for an unknown client', async () => {
    const identities = [{ id: 'a', clientId: 'known' }];
    const answer = await start(mockShop({ fixtures: { identities } }), { client_id: 'app' });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('clientId')]);
  });
});

test('a flow that the description does not have is refused', async () => {
  const { clientCredentials } = FLOWS;
  const app = mockShop({ scheme: { type: 'oauth2', flows: { clientCredentials } } });
  const { headers } = await start(app);
  expect(String(headers['location'])).toContain('error=unsupported_response_type');
});
