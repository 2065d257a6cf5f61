import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { PETS } from '../../contract/pets.ts';
import { run, serve, start, waitUntil } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { brokenMock, serveHttp, serveSockets, withBody } from '../servers/servers.ts';

const folder = folderWith({ 'pets.json': PETS });
let files = 0;

function newFile(ending: string): string {
  files += 1;
  return join(folder, `report-${files}.${ending}`);
}

/** Runs `stuntdouble test` with a JSON report, which is read. */
async function runWithReport(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const file = newFile('json');
  const ended = await run(['test', ...args, '--json', file], { env });
  return { ...ended, text: readFileSync(file, 'utf8') };
}

/** Without what differs from run to run. */
function lasting(text: string): string {
  return text
    .replace(/\d+\.\d s\)/g, 's)')
    .replace(/on (the mock, in this process|http:\S+)/g, 'on the target');
}

/** A report in JSON, without that. */
function lastingReport(text: string): string {
  const isOfRun = (key: string) => key === 'run' || key === 'target';
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (isOfRun(key) ? undefined : value), 2);
}

/** A queue whose first entry counts its chats in words. */
const wrongQueue = brokenMock((answer, { target }) =>
  target.startsWith('/api/v1/livechat/queue') && answer.status === 200
    ? withBody(answer, (body) => ({ ...body, queue: [{ chats: 'many' }] }))
    : answer,
);

/** A fifth of the cases of Rocket.Chat: operations that read, and one that changes what it has created. */
const SOME_OPERATIONS = ['getQueue', 'listDepartments', 'deleteDepartment'].flatMap((id) => [
  '--operation',
  id,
]);

describe('a run against the mock', () => {
  test('passes for all bundled APIs, in this process', async () => {
    const { code, stdout, stderr } = await runWithReport([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^rocketchat: .*, on the mock, in this process$/m);
    expect(stdout).toMatch(/^livehelpnow: /m);
    expect(stdout).toMatch(/✓ createDepartment +\d+ cases +POST \/api\/v1\/livechat\/department$/m);
    expect(stdout.match(/Verdict +passed: nothing was found \(seed 1, /g)).toHaveLength(2);
  });

  test('reports the same for a mock that was started separately', async () => {
    const here = await runWithReport(['--max-cases', '300']);
    const { url, stop } = await serve([]);
    const there = await runWithReport(['--target', url, '--max-cases', '300']);
    await stop();
    expect(there.code).toBe(0);
    expect(lasting(there.stdout)).toBe(lasting(here.stdout));
    expect(lastingReport(there.text)).toBe(lastingReport(here.text));
  });

  test('reports the same at any concurrency, including findings', async () => {
    const behaviours = `export const operations = { getQueue: () => ({ status: 200, body: { queue: [{}] } }) };`;
    const file = join(folderWith({ 'wrong.ts': behaviours }), 'wrong.ts');
    const args = ['rocketchat', ...SOME_OPERATIONS, '--behaviours', file];
    const [one, many] = [
      await runWithReport([...args, '--concurrency', '1']),
      await runWithReport([...args, '--concurrency', '16']),
    ];
    expect({ one: one.code, many: many.code }).toEqual({ one: 1, many: 1 });
    expect(lasting(many.stdout)).toBe(lasting(one.stdout));
    expect(lastingReport(many.text)).toBe(lastingReport(one.text));
  });
});

describe('a finding', () => {
  test('shows what was found, where, and how to reproduce it', async () => {
    const { url } = await serveHttp(wrongQueue);
    const junit = newFile('xml');
    const only = 'rocketchat/getQueue/valid/required-only';
    const args = ['rocketchat', '--target', url, '--only', only, '--junit', junit];
    const { code, stdout } = await run(['test', ...args]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /case {6}rocketchat\/getQueue\/valid\/required-only#\w+ \(only what is required\)\n/,
    );
    expect(stdout).toMatch(/✗ body \(definite\) {2}getQueue/);
    expect(stdout).toMatch(/found +body \/queue\/0.* must/);
    expect(stdout).toMatch(/answered 200 application\/json \[\{"chats":"many"\}\]/);
    expect(stdout).toMatch(/described openapi\/rocketchat\.yaml:\d+ #\/components\/schemas\//);
    expect(stdout).toContain(
      `curl -H 'accept: application/json' -H "X-Auth-Token: $STUNTDOUBLE_AUTH_TOKEN" -H "X-User-Id: $STUNTDOUBLE_USER_ID" ${url}/api/v1/livechat/queue`,
    );
    expect(stdout).toContain(`replay    stuntdouble replay `);
    const xml = readFileSync(junit, 'utf8');
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).toContain('<testcase classname="rocketchat.getQueue" name="getQueue/valid/required-only: ');
    expect(xml).toMatch(/<failure type="body" message="body: expected .*, found body \/queue\/0/);
  });

  test('fails the run according to --fail-on', async () => {
    const { url } = await serveHttp((_, response) =>
      response.setHeader('content-type', 'application/json').end('{"pets":"many"}'),
    );
    const args = ['test', 'pets.json', '--operation', 'listPets', '--target', url];
    expect((await run([...args, '--fail-on', 'definite'], { cwd: folder })).code).toBe(1);
    expect((await run([...args, '--fail-on', 'never'], { cwd: folder })).code).toBe(0);
  });

  test('neither output nor reports contain a credential', async () => {
    const leaky = brokenMock((answer, { headers }) =>
      withBody(answer, () => ({ you: headers['x-auth-token'], also: [headers['x-tenant']], success: 'no' })),
    );
    const { url } = await serveHttp(leaky);
    const junit = newFile('xml');
    const given = ['--header', 'X-Auth-Token: s3cret-token', '--header', 'X-Tenant: s3cret-tenant'];
    const more = ['--identity', 'guest:X-Auth-Token=s3cret-guest', '--identity', 'guest:X-User-Id=s3cret-id'];
    const { code, stdout, stderr, text } = await runWithReport(
      ['rocketchat', ...SOME_OPERATIONS, '--target', url, '--junit', junit, ...given, ...more],
      { STUNTDOUBLE_USER_ID: 's3cret-user' },
    );
    expect(code).toBe(1);
    expect(stdout).toContain('credentials: authToken from --header, userId from STUNTDOUBLE_USER_ID');
    expect(stdout).toContain('-H "x-tenant: $STUNTDOUBLE_HEADER_X_TENANT"');
    expect(text).toContain('permission/guest');
    expect(stdout + stderr + text + readFileSync(junit, 'utf8')).not.toContain('s3cret');
  });
});

describe('choosing cases', () => {
  test('--list prints them and sends nothing', async () => {
    const { url, requests } = await serveHttp((_, response) => response.end());
    const { code, stdout } = await run(['test', 'livehelpnow', '--list', '--target', url]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^livehelpnow\/listDepartments\/valid\/required-only {2}/m);
    expect(stdout.trim().split('\n').length).toBeGreaterThan(15);
    expect(requests).toEqual([]);
  });

  test('--only accepts an id or its beginning, --operation an operation', async () => {
    const list = async (...args: string[]) =>
      (await run(['test', 'pets.json', '--list', ...args], { cwd: folder })).stdout.trim().split('\n');
    const valid = await list('--only', 'pets/getPet/valid/');
    expect(valid.length).toBeGreaterThan(1);
    expect(await list('--only', 'pets/getPet/val*')).toEqual(valid);
    expect(await list('--only', 'pets/getPet/valid/all-optional')).toHaveLength(1);
    const ofOperation = await list('--operation', 'getPet');
    expect(ofOperation.length).toBeGreaterThan(valid.length);
    expect(ofOperation.filter((line) => !line.startsWith('pets/getPet/'))).toEqual([]);
  });

  test.each([
    [
      'an unknown case',
      ['livehelpnow', '--only', 'livehelpnow/listDepartments/valid/all-optionals'],
      /did you mean livehelpnow\/listDepartments\/valid\/all-optional\?/,
    ],
    [
      'an unknown operation',
      ['livehelpnow', '--operation', 'listDepartment'],
      /no such operation; did you mean listDepartments\?/,
    ],
    [
      'a case that the safety leaves out',
      ['rocketchat', '--safety', 'read-only', '--operation', 'createDepartment'],
      /--safety full includes it/,
    ],
    [
      'a target with a password',
      ['rocketchat', '--target', 'http://me:pass@localhost'],
      /leave the user and password out/,
    ],
    [
      'a report in a place that is no folder',
      ['rocketchat', '--json', 'package.json/report.json'],
      /the report cannot be written there/,
    ],
    [
      "fixtures for somebody else's server",
      ['rocketchat', '--target', 'http://127.0.0.1:1', '--fixtures', 'fixtures/rocketchat'],
      /for the mock in this process/,
    ],
    ['an unknown option', ['rocketchat', '--targt', 'x'], /did you mean --target\?/],
  ])('%s ends with exit code 2', async (_, args, message) => {
    const { code, stdout, stderr } = await run(['test', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

test('all faults of the options are reported at once', async () => {
  const target = ['--target', 'localhost:3000', '--safety', 'readonly', '--timeout', '0'];
  const { code, stdout, stderr } = await run(['test', ...target, '--header', 'token', '--identity', 'guest']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/did you mean http:\/\/localhost:3000\?/);
  expect(stderr).toMatch(/give one of read-only, create-own, full; did you mean read-only\?/);
  expect(stderr).toMatch(/--timeout 0: give a number of seconds/);
  expect(stderr).toMatch(/--header token: write it as 'Name: value'/);
  expect(stderr).toMatch(/--identity guest: write it as NAME:Header=value/);
});

describe('a target on another machine', () => {
  test('receives only requests that change nothing', async () => {
    const mock = brokenMock((answer) => answer);
    const { port, requests } = await serveHttp(mock);
    const { code, stdout } = await run(['test', 'rocketchat', '--target', `http://0.0.0.0:${port}`]);
    expect(code).toBe(0);
    expect(stdout).toContain('(read-only)');
    expect(stdout).toContain('not sent: the run is read-only');
    expect(requests.length).toBeGreaterThan(20);
    expect(requests.filter((line) => !/^(GET|HEAD|OPTIONS) /.test(line))).toEqual([]);
  });
});

describe('a target that is not the API', () => {
  test('a closed port cannot be reached', async () => {
    const { url, close } = await serveHttp(() => {});
    close();
    const { code, stdout } = await run(['test', 'livehelpnow', '--target', url]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/✗ the target cannot be reached: connect ECONNREFUSED/);
    expect(stdout).toContain('is it running, is the URL right');
  });

  test('a server that never answers cannot be reached', async () => {
    const { url } = await serveHttp(() => {});
    const { code, stdout } = await run(['test', 'livehelpnow', '--target', url, '--timeout', '0.5']);
    expect(code).toBe(3);
    expect(stdout).toMatch(/✗ the target cannot be reached: no response came in time/);
  });

  test('a server that resets each connection cannot be reached', async () => {
    const { url } = await serveSockets((socket) => socket.resetAndDestroy());
    const { code, stdout } = await run(['test', 'livehelpnow', '--target', url]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/✗ the target cannot be reached: the connection was cut/);
  });

  test('a server without HTTP cannot be reached', async () => {
    const { url } = await serveSockets((socket) => socket.end('220 mail.example.com ESMTP\r\n'));
    const { code, stdout } = await run(['test', 'livehelpnow', '--target', url]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/✗ the target cannot be reached: what came is no HTTP/);
  });

  test('a web site is recognised, which is shown before all findings', async () => {
    const page = '<!doctype html><title>Welcome</title>';
    const { url } = await serveHttp((_, response) =>
      response.setHeader('content-type', 'text/html').end(page),
    );
    const { code, stdout } = await run(['test', 'livehelpnow', '--target', url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/! all \d+ of the answers are HTML: this looks like a web site/);
    expect(stdout.indexOf('are HTML')).toBeLessThan(stdout.indexOf('(definite)'));
  });

  test.each([
    [404, /answered 404: is this the base URL\?/],
    [401, /answered 401 or 403: are the credentials right\?/],
    [503, /answered by a gateway/],
  ])('a server that responds with %i to every request is explained', async (status, hint) => {
    const { url } = await serveHttp((_, response) => response.writeHead(status).end());
    const { code, stdout } = await run(['test', 'livehelpnow', '--target', url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(hint);
  });
});

describe('a run that ends early', () => {
  test('a dying target is noticed, and the results so far are reported', async () => {
    const mock = brokenMock((answer) => answer);
    let asked = 0;
    const server = await serveHttp((request, response) => {
      asked += 1;
      if (asked < 40) return mock(request, response);
      server.close();
      return response.destroy();
    });
    const { code, stdout, text } = await runWithReport([
      'rocketchat',
      ...SOME_OPERATIONS,
      '--target',
      server.url,
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ the target stopped answering: .* \(at rocketchat\//);
    expect(stdout).toMatch(/Cases +\d+ of \d+ run: \d\d passed/);
    expect(text).toContain('"reason": "died"');
  });

  test('Ctrl-C reports the results so far', async () => {
    const mock = brokenMock((answer) => answer);
    const { url, requests } = await serveHttp(async (request, response) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
      return mock(request, response);
    });
    const json = newFile('json');
    const { child, ended } = start([
      'test',
      'rocketchat',
      ...SOME_OPERATIONS,
      '--target',
      url,
      '--json',
      json,
    ]);
    await waitUntil(() => requests.length > 20, 'requests');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('stopping');
    expect(stdout).toMatch(/✗ interrupted: \d+ cases were not/);
    expect(stdout).toMatch(/Cases +\d+ of \d+ run: \d+ passed/);
    expect(readFileSync(json, 'utf8')).toContain('"reason": "interrupted"');
  });

  test('Ctrl-C does not wait for a server that stopped responding', async () => {
    const mock = brokenMock((answer) => answer);
    const { url, requests } = await serveHttp((request, response) =>
      requests.length < 10 ? mock(request, response) : undefined,
    );
    const { child, ended } = start(['test', 'rocketchat', ...SOME_OPERATIONS, '--target', url]);
    await waitUntil(() => requests.length > 12, 'requests');
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });
});

describe('blocked cases', () => {
  test('do not count as passed', async () => {
    const refusing = brokenMock((answer, { method }) =>
      method === 'POST' ? { status: 403, headers: {}, body: new Uint8Array(0) } : answer,
    );
    const { url } = await serveHttp(refusing);
    const args = ['test', 'rocketchat', '--target', url, '--operation', 'deleteDepartment'];
    const { code, stdout } = await run(args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/! blocked, create was answered 403: rocketchat\/deleteDepartment\//);
    expect(stdout).toMatch(/Verdict +blocked: \d+ cases blocked: of those nothing is known/);
  });
});
