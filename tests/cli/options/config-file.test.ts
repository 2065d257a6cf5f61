import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { camelCase } from '../../../src/cli/options/configured-arguments.ts';
import { settingsFaults } from '../../../src/cli/options/settings-faults.ts';
import { TEST_OPTIONS } from '../../../src/cli/contract/test-options.ts';
import { defineConfig } from '../../../src/define-config.ts';
import { PETS } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith, write } from '../../temporary-folder.ts';
import { brokenMock, serveHttp, withBody } from '../servers/servers.ts';

/** Every setting: a member that is missing here or in the type is detected below. */
const WHOLE = defineConfig({
  $schema: 'schemas/config.schema.json',
  descriptions: ['pets.json'],
  target: 'http://127.0.0.1:1',
  headers: { 'X-Tenant': 'one' },
  credentials: { authToken: 'x', userId: { command: ['node', 'token.mjs'], timeout: 5 } },
  identities: { guest: { credentials: { authToken: 'y' }, headers: { 'X-User': 'z' }, roles: [] } },
  data: { parameters: { petId: 'rex' }, operations: { getPet: { parameters: {}, body: null } } },
  operations: {
    getPet: { timeout: 30, headers: { 'X-Id': '' }, data: { body: null }, excludeChecks: ['header'] },
  },
  safety: 'read-only',
  borrowParents: true,
  only: 'pets/*',
  operation: ['getPet'],
  phase: ['negatives', 'boundaries'],
  tag: 'pets',
  maxCases: 5,
  listPages: 3,
  listItems: 30,
  listRequests: 20,
  budget: '60s',
  list: false,
  dryRun: false,
  json: 'report.json',
  junit: 'report.xml',
  concurrency: 2,
  rate: 0.5,
  timeout: 1.5,
  mark: 'run7',
  excludeOperation: 'getThing',
  excludePath: ['/admin/**'],
  excludeTag: 'admin',
  excludeMethod: 'DELETE',
  excludeCase: 'pets/getThing/*',
  excludePhase: 'generated',
  excludeCheck: ['sorted'],
  excludeDeprecated: true,
  minReach: '90%',
  sarif: 'a.sarif',
  har: 'a.har',
  ctrf: 'a.json',
  markdown: 'a.md',
  html: 'report.html',
  shard: '1/2',
  minCoverage: ['constraints=80%'],
  seed: 3,
  failOn: 'definite',
  baseline: 'baseline.json',
  updateBaseline: true,
  fixtures: 'data',
  behaviours: 'api.ts',
  ca: 'ca.pem',
  insecure: true,
  proxy: 'http://127.0.0.1:2',
  overlay: ['fix.yaml'],
  allowOutside: true,
  allowRemote: true,
  strict: true,
  latency: '100-800ms',
  fail: '503:5%',
  callbacksOn: 'http://127.0.0.1:9000',
  callbacks: true,
  allowCallbacks: ['ci.example:8080'],
  webhooksTo: 'http://localhost:5173/hook',
  callbackSignature: { secret: 's', header: 'X-Sign', prefix: '', algorithm: 'sha512', encoding: 'base64' },
  persist: 'state.json',
  scenario: 'outage',
  scenarios: {
    outage: { faults: { fail: '50%', latency: 5, operations: { getPet: { fail: '1%' } } } },
    declined: {
      fixtures: './declined',
      answers: {
        pay: [{ status: 402, times: 2 }, 200],
        'GET /a': { example: 'b', body: null, headers: { a: 'b' } },
      },
      identity: 'ann',
      clock: '2030-01-01T00:00:00Z',
    },
    empty: { fixtures: { pets: [] } },
  },
});

const OF_CALLBACKS = ['callbacks', 'allowCallbacks', 'webhooksTo', 'callbackSignature'];

describe('the schema of the settings', () => {
  test('has every option of the command, and every member of the type', () => {
    const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8')) as { properties: object };
    const options = Object.keys(TEST_OPTIONS)
      .filter((name) => !['help', 'config', 'header', 'identity'].includes(name))
      .map(camelCase);
    const ofMock = ['latency', 'fail', 'persist', 'scenario', 'scenarios', ...OF_CALLBACKS];
    const others = [
      ...ofMock,
      '$schema',
      'descriptions',
      'headers',
      'credentials',
      'identities',
      'operations',
    ];
    expect(Object.keys(schema.properties).toSorted()).toEqual([...options, ...others].toSorted());
    expect(Object.keys(WHOLE).toSorted()).toEqual(Object.keys(schema.properties).toSorted());
    expect(settingsFaults(WHOLE, 'config')).toEqual([]);
  });
});

const QUEUE = { descriptions: 'rocketchat', only: 'rocketchat/getQueue/valid/required-only' };

describe('stuntdouble.config', () => {
  test.each([
    ['stuntdouble.config.json', JSON.stringify(QUEUE)],
    ['stuntdouble.config.yaml', `descriptions: [rocketchat]\nonly: ${QUEUE.only}\n`],
    ['stuntdouble.config.js', `module.exports = ${JSON.stringify(QUEUE)};`],
    [
      'stuntdouble.config.ts',
      `import { defineConfig, type StuntdoubleConfig } from 'stuntdouble';
const config: StuntdoubleConfig = ${JSON.stringify(QUEUE)};
export default defineConfig(config);`,
    ],
  ])('is read from %s of the folder', async (name, content) => {
    const { code, stdout } = await run(['test'], { cwd: folderWith({ [name]: content }) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Cases +1 case: 1 passed/);
  });

  test('in another folder is given with --config, and its paths are relative to that folder', async () => {
    const folder = folderWith({
      'deep/settings.yaml': 'descriptions: pets.json\ndata: data.yaml\njson: out/report.json\nlist: true\n',
      'deep/pets.json': PETS,
      'deep/data.yaml': 'parameters: { petId: rex }\n',
    });
    const listed = await run(['test', '--config', 'deep/settings.yaml'], { cwd: folder });
    expect(listed.stdout).toMatch(/^pets\/getPet\//m);
    const { url } = await serveHttp((_, response) => response.writeHead(500).end());
    const only = ['--no-list', '--target', url, '--only', 'pets/getPet/valid/required-only'];
    const { code, stdout } = await run(['test', '--config', 'deep/settings.yaml', ...only], { cwd: folder });
    expect(code).toBe(1);
    expect(readFileSync(join(folder, 'deep/out/report.json'), 'utf8')).toContain('/pets/rex');
    expect(stdout).toContain('--data deep/data.yaml --config deep/settings.yaml');
  });

  test('is overridden by the command line', async () => {
    const settings = { ...QUEUE, target: 'http://127.0.0.1:1', failOn: 'never', header: undefined };
    const folder = folderWith({ 'stuntdouble.config.json': settings });
    const { url, requests } = await serveHttp((_, response) => response.writeHead(500).end());
    const args = ['test', '--target', url, '--fail-on', 'likely', '--only', 'rocketchat/getQueue/accept/'];
    expect((await run(args, { cwd: folder })).code).toBe(1);
    expect(requests.map((request) => request.replace(/\?.*$/, ''))).toEqual(['GET /api/v1/livechat/queue']);
    const mock = await run(['test', 'livehelpnow', '--only', '*', '--fixtures', 'none'], { cwd: folder });
    expect(mock.stderr).not.toContain('leave --target out');
  });

  test('is refused with all its faults', async () => {
    const wrong = {
      targett: 'x',
      safety: 'readonly',
      rate: 0,
      phase: ['negative'],
      identities: { guest: { credential: {} } },
      data: { parameter: {} },
    };
    const folder = folderWith({ 'stuntdouble.config.json': wrong });
    const { code, stderr } = await run(['test'], { cwd: folder });
    expect(code).toBe(2);
    const file = 'stuntdouble.config.json: ';
    expect(stderr).toContain(`${file}there is no setting targett; did you mean target?`);
    expect(stderr).toContain(
      `${file}/identities/guest: there is no setting credential; did you mean credentials?`,
    );
    expect(stderr).toContain(`${file}/data: there is no setting parameter; did you mean parameters?`);
    expect(stderr).toContain(
      `${file}/safety: must be equal to one of the allowed values: read-only, create-own, full`,
    );
    expect(stderr).toMatch(/\/phase\/0: must be equal to one of the allowed values: examples, /);
    expect(stderr).toContain(`${file}/rate: must be > 0`);
  });

  test.each([
    ['a file that is not there', {}, ['--config', 'no.json'], /--config no\.json: there is no such file/],
    [
      'two files',
      { 'stuntdouble.config.json': {}, 'stuntdouble.config.yaml': '{}' },
      [],
      /there are stuntdouble\.config\.json and stuntdouble\.config\.yaml: choose one with --config FILE/,
    ],
    [
      'a module of something else',
      { 'stuntdouble.config.ts': 'export const target: number = 1;' },
      [],
      /stuntdouble\.config\.ts: \/target: must be string/,
    ],
    [
      'credentials of an unknown scheme',
      { 'stuntdouble.config.json': { descriptions: 'rocketchat', credentials: { authTokn: 's3cret' } } },
      [],
      /there is no security scheme authTokn; did you mean authToken\?/,
    ],
    [
      'a description that is not there',
      { 'stuntdouble.config.json': { descriptions: 'nope.yaml' } },
      [],
      /stuntdouble\.config\.json: there is no file nope\.yaml/,
    ],
    [
      'credentials of a scheme like no other',
      { 'stuntdouble.config.json': { descriptions: 'livehelpnow', credentials: { x: 's3cret' } } },
      [],
      /there is no security scheme x; there are oauthToken/,
    ],
    [
      'a header that cannot be sent',
      { 'stuntdouble.config.json': { headers: { 'X-A': 's3cret\n' } } },
      [],
      /stuntdouble\.config\.json: \/headers\/X-A: this is not a valid header field/,
    ],
  ])('%s is refused', async (_, files, args, message) => {
    const { code, stderr } = await run(['test', ...args], { cwd: folderWith(files) });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('s3cret');
  });
});

test('settings for several descriptions can be used for one of them', async () => {
  const settings = {
    descriptions: ['pets.json', 'livehelpnow'],
    data: { operations: { getPet: { parameters: { petId: 'rex' } } } },
    credentials: { oauth: 'x' },
    list: true,
  };
  const folder = folderWith({ 'stuntdouble.config.json': settings, 'pets.json': PETS });
  expect((await run(['test', 'livehelpnow'], { cwd: folder })).code).toBe(0);
  const typo = { ...settings, data: { operations: { getPett: {} } } };
  write(join(folder, 'stuntdouble.config.json'), typo);
  const { stderr } = await run(['test'], { cwd: folder });
  expect(stderr).toContain(
    'stuntdouble.config.json: /data/operations/getPett: there is no such operation; did you mean getPet?',
  );
});

describe('credentials in the settings', () => {
  const leaky = brokenMock((answer, { headers }) =>
    withBody(answer, () => ({
      you: headers['x-auth-token'],
      also: [headers['x-tenant'], headers['x-user-id']],
      success: 'no',
    })),
  );
  const settings = {
    descriptions: 'rocketchat',
    operation: 'getQueue',
    headers: { 'X-Tenant': 's3cret-tenant' },
    credentials: { authToken: 's3cret-token', userId: 's3cret-user' },
    identities: {
      guest: { credentials: { authToken: 's3cret-guest' }, headers: { 'X-User-Id': 's3cret-guest-id' } },
      agent: { credentials: { authToken: 's3cret-agent', userId: 's3cret-a' }, roles: ['view-l-room'] },
    },
    json: 'report.json',
    junit: 'report.xml',
  };

  test('are sent, but never printed or written', async () => {
    const seen: (string | undefined)[] = [];
    const { url } = await serveHttp((request, response) => {
      seen.push(String(request.headers['x-auth-token']), String(request.headers['x-tenant']));
      return leaky(request, response);
    });
    const folder = folderWith({ 'stuntdouble.config.json': settings });
    const { code, stdout, stderr } = await run(['test', '--target', url], { cwd: folder });
    expect(code).toBe(1);
    expect(seen).toEqual(expect.arrayContaining(['s3cret-token', 's3cret-tenant', 's3cret-guest']));
    expect(seen).not.toContain('s3cret-agent'); // who has the role lacks nothing
    expect(stdout).toContain(
      'credentials: authToken from stuntdouble.config.json, userId from stuntdouble.config.json',
    );
    const written = ['report.json', 'report.xml'].map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(written.join('')).toContain('permission/guest');
    expect([stdout, stderr, ...written].join('')).not.toContain('s3cret');
    const dry = await run(['test', '--dry-run'], { cwd: folder });
    expect(dry.stdout + dry.stderr).not.toContain('s3cret');
  });

  test('are overridden by the environment, and that by the command line', async () => {
    const { url } = await serveHttp(leaky);
    const folder = folderWith({ 'stuntdouble.config.json': settings });
    const env = { STUNTDOUBLE_AUTH_TOKEN: 'env-token', STUNTDOUBLE_USER_ID: 'env-user' };
    const args = ['test', '--target', url, '--header', 'X-Auth-Token: flag-token'];
    const { stdout } = await run(args, { cwd: folder, env });
    expect(stdout).toContain('credentials: authToken from --header, userId from STUNTDOUBLE_USER_ID');
    const config = await run(['test', '--target', url], {
      cwd: folder,
      env: { STUNTDOUBLE_USER_ID: 'env-user' },
    });
    expect(config.stdout).toContain(
      'credentials: authToken from stuntdouble.config.json, userId from STUNTDOUBLE_USER_ID',
    );
  });
});
