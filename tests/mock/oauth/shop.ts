import { createMock, type MockOptions } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { ask, type Answer } from '../ask.ts';

export const SCOPES = { 'read:orders': 'Read them.', 'write:orders': 'Change them.' };

const TOKEN_URL = 'https://auth.example.com/token';

export const FLOWS = {
  clientCredentials: { tokenUrl: TOKEN_URL, scopes: SCOPES },
  password: { tokenUrl: TOKEN_URL, scopes: SCOPES },
  authorizationCode: {
    tokenUrl: TOKEN_URL,
    authorizationUrl: 'https://auth.example.com/authorize',
    scopes: SCOPES,
  },
};

interface Shop extends Omit<MockOptions, 'descriptions'> {
  readonly servers?: readonly { readonly url: string }[];
  readonly scheme?: object;
  readonly paths?: object;
  /** The name of the description. Default: `shop`. */
  readonly name?: string;
}

export function describeShop({ servers = [], scheme, paths = {}, name = 'shop' }: Shop = {}) {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers,
    paths: {
      '/orders': {
        get: { security: [{ login: ['read:orders'] }], responses: { '200': { description: 'All.' } } },
        post: { security: [{ login: ['write:orders'] }], responses: { '201': { description: 'Made.' } } },
      },
      ...paths,
    },
    components: { securitySchemes: { login: scheme ?? { type: 'oauth2', flows: FLOWS } } },
  };
  return loadDescriptionSync(document, { name });
}

/** A mock of a shop whose operations require tokens. */
export function mockShop({ servers, scheme, paths, name, ...options }: Shop = {}): MockApp {
  const shop = {
    ...(servers && { servers }),
    ...(scheme && { scheme }),
    ...(paths && { paths }),
    ...(name && { name }),
  };
  return createMock({ ...options, descriptions: describeShop(shop) });
}

export const TOKEN = '/_stuntdouble/oauth/login/token';

/** Sends a form. */
export function post(
  app: MockApp,
  form: Readonly<Record<string, string>>,
  {
    target = TOKEN,
    headers = {},
  }: { readonly target?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  return ask(app, {
    method: 'POST',
    target,
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:3000', ...headers },
    body: new URLSearchParams(form).toString(),
  });
}

export const CLIENT = { client_id: 'app', client_secret: 'hush' };

/** Gets an access token of the client itself. */
export async function tokenFor(app: MockApp, form: Readonly<Record<string, string>> = {}): Promise<string> {
  const { body } = await post(app, { grant_type: 'client_credentials', ...CLIENT, ...form });
  return String((body as { access_token?: string }).access_token);
}

export function get(app: MockApp, target: string, token: string, method = 'GET'): Promise<Answer> {
  return ask(app, { method, target, headers: { authorization: `Bearer ${token}` } });
}

const CALLBACK = 'http://localhost:5173/callback';

export const AUTHORIZE = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: CALLBACK,
  state: 's t',
  scope: 'read:orders',
};

/** Allows what a client asks for, and returns where the browser is sent. */
export async function allow(
  app: MockApp,
  form: Readonly<Record<string, string>> = {},
  decision = 'allow',
): Promise<URL> {
  const target = '/_stuntdouble/oauth/login/authorize';
  const { status, headers, text } = await post(
    app,
    { ...AUTHORIZE, user: 'ada', decision, ...form },
    { target },
  );
  if (status !== 303) throw new Error(`${status}: ${text}`);
  return new URL(String(headers['location']));
}
