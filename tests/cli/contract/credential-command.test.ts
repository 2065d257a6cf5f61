import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

const object = { 'application/json': { schema: { type: 'object' } } };
const parameters = ['size', 'page', 'sort'].map((name) => ({
  name,
  in: 'query',
  schema: { type: 'integer', minimum: 0, maximum: 9 },
}));

/** Things behind a token that a login gives. */
const VAULT = {
  openapi: '3.1.0',
  info: { title: 'Vault', version: '1' },
  paths: {
    '/login': {
      post: {
        operationId: 'login',
        requestBody: {
          required: true,
          content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } },
        },
        responses: { 200: { description: 'token', content: object }, 401: { description: 'no' } },
      },
    },
    '/things': {
      get: {
        operationId: 'listThings',
        security: [{ token: [] }],
        parameters,
        responses: {
          200: { description: 'things', content: object },
          400: { description: 'bad' },
          401: { description: 'no' },
        },
      },
    },
  },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
};

const LOGIN = { operation: 'login', body: { user: 'ann', password: 'open-sesame' }, token: '/access_token' };

/** Each token is good for so many requests; the newest alone is good. `says` is what a good request is answered. */
async function vault({ uses = 10, says = (token: string): unknown => ({ token }) } = {}) {
  let count = 0;
  let left = 0;
  const logins: string[] = [];
  const tokenOf = () => `secret-token-${count}`;
  const issue = () => {
    count += 1;
    left = uses;
    return tokenOf();
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const say = (status: number, value: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const [path = '', query = ''] = (request.url ?? '').split('?');
    if (path === '/issue') return say(200, { token: issue() });
    if (path === '/login' && request.method === 'POST') {
      logins.push(body);
      return body.includes('open-sesame') ? say(200, { access_token: issue() }) : say(401, {});
    }
    if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
    if (left === 0 || request.headers.authorization !== `Bearer ${tokenOf()}`) return say(401, {});
    left -= 1;
    const isValid = [...new URLSearchParams(query).values()].every((value) => /^\d$/.test(value));
    return isValid ? say(200, says(tokenOf())) : say(400, {});
  };
  const server = await serveHttp(answer);
  return { ...server, logins, issued: () => count };
}

function ask(files: object, target: string, ...args: readonly string[]) {
  const folder = folderWith({ 'vault.json': VAULT, ...files });
  return run(['test', 'vault.json', '--target', target, '--operation', 'listThings', ...args], {
    cwd: folder,
  });
}

const config = (token: unknown) => ({ 'stuntdouble.config.json': { credentials: { token } } });

describe('a credential that a login gives', () => {
  test('is renewed when it has expired, also where only reading is allowed, and the report says so', async () => {
    const { url, logins } = await vault();
    const { code, stdout } = await ask(config(LOGIN), url, '--safety', 'read-only');
    expect(stdout).toContain('login was sent to obtain the credential token of default');
    expect(stdout).toMatch(/Verdict +passed/);
    expect(code).toBe(0);
    expect(logins.length).toBeGreaterThan(2);
    expect(logins[0]).toBe('user=ann&password=open-sesame');
  });

  test('is renewed once at a time, and a case about credentials renews nothing', async () => {
    const { url, logins } = await vault({ uses: 1_000 });
    await ask(config(LOGIN), url);
    expect(logins).toHaveLength(1);
  });

  test('is masked everywhere, and so are the renewed ones and the password', async () => {
    const { url } = await vault({ says: (token) => [token, 'open-sesame'] }); // a list is no object: a finding
    const folder = folderWith({ 'vault.json': VAULT, ...config(LOGIN) });
    const files = ['--json', 'report.json', '--junit', 'report.xml'];
    const args = ['test', 'vault.json', '--target', url, '--operation', 'listThings', ...files];
    const { code, stdout } = await run(args, { cwd: folder });
    expect(code).toBe(1);
    const texts = [
      stdout,
      ...['report.json', 'report.xml'].map((file) => readFileSync(join(folder, file), 'utf8')),
    ];
    expect(texts.every((text) => text.includes('$STUNTDOUBLE_TOKEN'))).toBe(true);
    expect(texts.join('')).not.toMatch(/secret-token|open-sesame/);
  });

  test('that is refused also when it is new is a finding as usual', async () => {
    let tokens = 0;
    let good = 3;
    const { url } = await serveHttp((request, response) => {
      const isLogin = request.url === '/login';
      if (isLogin) tokens += 1;
      else good -= 1;
      response.writeHead(isLogin || good > 0 ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `t-${tokens}` }));
    });
    const { code, stdout } = await ask(config(LOGIN), url, '--phase', 'boundaries', '--concurrency', '1');
    expect(code).toBe(1);
    expect(stdout).toMatch(/401/);
    expect(tokens).toBeGreaterThan(1);
  });

  test('blocks the cases with the reason when it cannot be had', async () => {
    const { url } = await vault();
    const { code, stdout } = await ask(config({ ...LOGIN, body: { password: 'x' } }), url);
    expect(code).toBe(1);
    expect(stdout).toContain('the credential token of default could not be obtained: login was answered 401');
  });

  test('names an operation of the description', async () => {
    const { url } = await vault();
    const { code, stderr } = await ask(config({ ...LOGIN, operation: 'logins' }), url);
    expect(code).toBe(2);
    expect(stderr).toContain('token: there is no operation logins; did you mean login?');
  });

  test('of a target that is not there ends the run', async () => {
    const { code } = await ask(config(LOGIN), 'http://127.0.0.1:1');
    expect(code).toBe(3);
  });
});

describe('a credential that a command prints', () => {
  const printing = (url: string) => ({
    'token.mjs': `console.log((await (await fetch('${url}/issue')).json()).token);`,
    ...config({ command: [process.execPath, 'token.mjs'] }),
  });

  test('is renewed when it has expired', async () => {
    const { url, issued } = await vault({ uses: 10 });
    const { code, stdout } = await ask(printing(url), url, '--phase', 'boundaries');
    expect(stdout).toMatch(/Verdict +passed/);
    expect(code).toBe(0);
    expect(issued()).toBeGreaterThanOrEqual(1);
  });

  test.each([
    ['ended with exit code 7', 'console.log("hush"); process.exit(7);', {}],
    ['printed nothing', '', {}],
    ['did not end within 0.5 s', 'setInterval(() => {}, 1000);', { timeout: 0.5 }],
  ])('that %s blocks the cases, without its output', async (reason, code, more) => {
    const { url } = await vault();
    const files = { 'token.mjs': code, ...config({ command: [process.execPath, 'token.mjs'], ...more }) };
    const { stdout } = await ask(files, url, '--only', 'vault/listThings/valid/required-only');
    expect(stdout).toContain(reason);
    expect(stdout).not.toContain('hush');
  });
});

describe('a credential with a source in code', () => {
  test('is obtained by a function', async () => {
    const { url } = await vault({ uses: 1_000 });
    const token = async () => {
      const response = await fetch(`${url}/issue`);
      return ((await response.json()) as { readonly token: string }).token;
    };
    const report = await runContract({
      description: loadDescriptionSync(VAULT, { name: 'vault' }),
      target: url,
      identities: { default: { credentials: {}, sources: { token: { kind: 'function', obtain: token } } } },
      filter: ({ operationId, phase }) => operationId === 'listThings' && phase === 'boundaries',
    });
    expect(report.counts.failed + report.counts.blocked).toBe(0);
    expect(report.counts.passed).toBeGreaterThan(0);
  });
});
