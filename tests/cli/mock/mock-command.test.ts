import { describe, expect, test } from '@jest/globals';
import { serve, type Serving } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { THINGS } from './things.ts';

const ADMIN = {
  'X-Auth-Token': 'RScctEHSmLGZGywfIhWyRpyofhKOiMoUIpimhvheU3f',
  'X-User-Id': 'rbAXPnMktTFbNpwtJ',
};

/** Sends the curl line that the banner shows. */
async function sendCurlLine({ stdout }: Serving): Promise<Response> {
  const line = /^ {2}curl (.*)$/m.exec(stdout())?.[1] ?? '';
  const url = /(http:[^']*)'?$/.exec(line)?.[1] ?? '';
  const headers = [...line.matchAll(/-H '([^:]*): ([^']*)'/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  return fetch(url, { headers });
}

async function getJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  return (await fetch(url, { headers })).json();
}

describe('stuntdouble mock', () => {
  test('serves both bundled APIs, shows how to use them, and stops cleanly', async () => {
    const serving = await serve([]);
    const banner = serving.stdout();
    expect(banner).toMatch(/GET +\/api\/v1\/livechat\/queue +getQueue/);
    expect(banner).toMatch(/GET +\/api\/departments +listDepartments/);
    expect(banner).toContain(
      `X-Auth-Token: ${ADMIN['X-Auth-Token']}  X-User-Id: ${ADMIN['X-User-Id']}  (all permissions)`,
    );
    expect(banner).toContain('Authorization: Bearer test-oauth-token');
    expect(banner).not.toContain('Faults');
    expect(banner).toMatch(/fixtures.rocketchat.state \(.*departments \d+/);
    expect(Math.max(...banner.split('\n').map((line) => line.length))).toBeLessThan(170);

    const answer = await sendCurlLine(serving);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ success: true });

    const { code, stderr } = await serving.stop('SIGINT');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('serves any description, and shows a valid sample request', async () => {
    const folder = folderWith({ 'things.json': THINGS });
    const serving = await serve(['things.json'], { cwd: folder });
    expect(serving.stdout()).toMatch(/things: Things 2\n {2}GET +\/things\/\{id\} +getThing\n/);
    const answer = await sendCurlLine(serving);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ name: 'one' });
    await serving.stop();
  });

  test('shows where clients get tokens, and logs nothing of them', async () => {
    const tokenUrl = 'https://auth.example.com/token';
    const login = { type: 'oauth2', flows: { clientCredentials: { tokenUrl, scopes: {} } } };
    const document = {
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: {
        '/orders': { get: { security: [{ login: [] }], responses: { '200': { description: 'All.' } } } },
      },
      components: { securitySchemes: { login } },
    };
    const serving = await serve(['shop.json'], { cwd: folderWith({ 'shop.json': document }) });
    const place = `${serving.url}/_stuntdouble/oauth/login/token`;
    expect(serving.stdout()).toContain(`Tokens\n  login  POST ${place}  (client credentials)\n`);
    const form = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'hush' };
    const answer = await fetch(`${place}?client_secret=hush`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${serving.url}/orders`, { headers })).status).toBe(200);
    await serving.says('/orders 200');
    const { stdout, stderr } = await serving.stop();
    expect(stdout).toContain('POST /_stuntdouble/oauth/login/token 200\n');
    expect(stdout + stderr).not.toMatch(/hush|eyJ/);
  });

  test('logs each exchange with its reason, without credentials', async () => {
    const folder = folderWith({ 'things.json': THINGS });
    const serving = await serve(['things.json'], { cwd: folder });
    await fetch(`${serving.url}/things/a%20b?size=3&api%20key=hush`);
    await fetch(`${serving.url}/things/a%20b?%61pi%20key=hush&size=1`, {
      headers: { Authorization: 'Bearer hush', Cookie: 'api key=hush' },
    });
    await fetch(`${serving.url}/things/a%20b?size=1&access_token=hush`);
    await fetch(`${serving.url}/_stuntdouble/reset?all=true`, { method: 'POST' });
    await fetch(`${serving.url}/_stuntdouble/stat`);
    await fetch(`${serving.url}/thing`);
    await serving.says('/thing 404');
    expect(serving.stdout()).toContain(
      'POST /_stuntdouble/reset?all=true 200\nGET /_stuntdouble/stat 404\nGET /thing 404',
    );
    expect(serving.stdout()).toContain('GET /things/a%20b?size=3&api%20key=*** 200 getThing\n');
    expect(serving.stdout()).toContain(
      'GET /things/a%20b?%61pi%20key=***&size=1 400 getThing: query /size must be >= 3: found 1\n',
    );
    expect(serving.stdout()).toContain(
      'size=1&access_token=*** 401 getThing: no credential was sent for key\n',
    );
    const { stdout, stderr } = await serving.stop();
    expect(stdout + stderr).not.toContain('hush');
  });

  test('follows the options of the command line', async () => {
    const folder = folderWith({
      'state/departments.json': [],
      'state/identities.json': [],
    });
    const options = [
      'rocketchat',
      '--fixtures',
      folder,
      '--no-auth',
      '--clock',
      '2020-02-02',
      '--quiet',
      '--strict-query',
    ];
    const [serving, same, other] = await Promise.all([
      serve(options),
      serve(options),
      serve([...options, '--seed', '2']),
    ]);
    expect(serving.stdout()).toContain('none needed (--no-auth)');
    const department = {
      name: 'A',
      email: 'a',
      enabled: true,
      showOnRegistration: true,
      showOnOfflineForm: false,
    };
    const create = async ({ url }: Serving) => {
      const answer = await fetch(`${url}/api/v1/livechat/department`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ department }),
      });
      return answer.text();
    };
    const [created, again, differently] = await Promise.all([create(serving), create(same), create(other)]);
    expect(created).toContain('"_updatedAt":"2020-02-02T00:00:00.000Z"');
    expect(again).toBe(created);
    expect(differently).not.toBe(created);
    expect((await fetch(`${serving.url}/api/v1/livechat/department?unknown=1`)).status).toBe(400);
    const ended = await Promise.all([serving.stop(), same.stop(), other.stop()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended[0].stdout).not.toContain('POST /api/v1/livechat/department 200');
  });

  test('runs a behaviours file in TypeScript, without the package installed beside it', async () => {
    const folder = folderWith({
      'name.ts': `export const name: string = 'from code';\n`,
      'behaviours.ts': `import { defineBehaviours } from 'stuntdouble';
import { name } from './name.ts';
export default defineBehaviours({
  operations: { getThing: ({ query }) => ({ status: 200, body: { name: \`\${name} \${query['size']}\` } }) },
});\n`,
      'things.json': THINGS,
    });
    const serving = await serve(['things.json', '--behaviours', 'behaviours.ts', '--no-auth'], {
      cwd: folder,
    });
    expect(await getJson(`${serving.url}/things/a%20b?size=7`)).toEqual({ name: 'from code 7' });
    await serving.stop();
  });

  test('reports which behaviour failed, and continues', async () => {
    const folder = folderWith({
      'behaviours.mjs': `export const operations = { getThing: ({ query: { size } }) => {
  if (size === 5) throw new Error('five');
  return { status: 200, body: size === 4 ? {} : { name: 'fine' } };
} };\n`,
      'things.json': THINGS,
    });
    const serving = await serve(['things.json', '--behaviours', 'behaviours.mjs', '--no-auth'], {
      cwd: folder,
    });
    const at = (size: number) => fetch(`${serving.url}/things/a%20b?size=${size}`);
    expect((await at(5)).status).toBe(500);
    expect((await at(4)).status).toBe(500);
    expect((await at(3)).status).toBe(200);
    await serving.says(/size=5 500 getThing: getThing failed: five/);
    await serving.says(/size=4 500 getThing: .*must have required property 'name'/);
    await serving.stop();
  });
});
