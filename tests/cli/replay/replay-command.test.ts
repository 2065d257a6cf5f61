import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { once } from '../../../src/base/memoise.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { brokenMock, serveHttp, withBody } from '../servers/servers.ts';

const folder = folderWith({});

interface WrittenFinding {
  readonly id: string;
  readonly caseId: string;
  readonly check: string;
  readonly replay: string;
}

/** Returns the findings of a run from its JSON report. */
async function findingsOf(name: string, args: readonly string[]) {
  const file = join(folder, `${name}.json`);
  const { code } = await run(['test', ...args, '--json', file]);
  expect(code).toBe(1);
  const { reports } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly reports: readonly { readonly findings: readonly WrittenFinding[] }[];
  };
  return { file, findings: reports.flatMap(({ findings }) => findings) };
}

const queueOf = (queue: readonly unknown[]) =>
  brokenMock((answer, { target }) =>
    target.startsWith('/api/v1/livechat/queue') && answer.status === 200
      ? withBody(answer, (body) => ({ ...body, queue }))
      : answer,
  );

/** A server with a wrong queue, and what a run on it finds; one for all tests. */
const found = once(async () => {
  const { url } = await serveHttp(queueOf([{ chats: 'many' }]));
  const args = ['rocketchat', '--operation', 'getQueue', '--target', url];
  return { url, ...(await findingsOf('found', args)) };
});

/** A mock that fails to delete. */
const failsDeletion = brokenMock((answer, { method }) =>
  method === 'DELETE' ? { ...answer, status: 500 } : answer,
);

describe('replaying a finding', () => {
  test('says STILL THERE when nothing has changed, with the request and the response', async () => {
    const { url, findings } = await found();
    const [first] = findings;
    expect(first?.replay).toBe(`stuntdouble replay '${first?.id}' rocketchat --target ${url}`);
    const { code, stdout } = await run(['replay', first?.id ?? '', 'rocketchat', '--target', url]);
    expect(code).toBe(1);
    expect(stdout).toContain(`${first?.caseId}\n`);
    expect(stdout).toMatch(/^1 request\n {2}curl .*livechat\/queue\S*\n {2}200 application\/json/m);
    expect(stdout).toMatch(/^STILL THERE\n✗ body /m);
    expect(stdout).toContain('$STUNTDOUBLE_AUTH_TOKEN');
  });

  test('says FIXED when its case finds nothing', async () => {
    const { findings } = await found();
    const right = await serveHttp(brokenMock((answer) => answer));
    const { code, stdout } = await run(['replay', findings[0]?.id ?? '', '--target', right.url]);
    expect({ code, isFixed: /^FIXED$/m.test(stdout) }).toEqual({ code: 0, isFixed: true });
  });

  test('says CHANGED when the same case finds something else', async () => {
    const { findings } = await found();
    const other = await serveHttp(brokenMock((answer) => ({ ...answer, status: 500 })));
    const { code, stdout } = await run(['replay', findings[0]?.id ?? '', '--target', other.url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^CHANGED\n✗ serverError /m);
  });

  test('shows a sequence step by step', async () => {
    const { url } = await serveHttp(failsDeletion);
    const id = 'rocketchat/createDepartment/sequence/lifecycle';
    const { code, stdout } = await run(['replay', id, '--target', url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^1 create\n {2}_id=\$\(curl .*\n {2}200 /m);
    expect(stdout).toMatch(/^\d+ delete\n {2}curl .*\$_id.*\n {2}500 /m);
    expect(stdout).toMatch(/^STILL THERE\n/m);
  });
});

describe('replaying a report', () => {
  test('takes description, target and seed from the report', async () => {
    const { url } = await found();
    const args = ['rocketchat', '--operation', 'getQueue', '--target', url, '--seed', '7'];
    const { file, findings } = await findingsOf('report', args);
    const all = await run(['replay', '--report', file]);
    expect(all.code).toBe(1);
    expect(all.stdout.match(/^STILL THERE$/gm)).toHaveLength(findings.length);
    const one = await run(['replay', findings[0]?.caseId ?? '', '--report', file]);
    expect(one.stdout.match(/^STILL THERE$/gm)).toHaveLength(1);
  });

  test('says FIXED for every finding on a correct target', async () => {
    const { file } = await found();
    const right = await serveHttp(brokenMock((answer) => answer));
    const { code, stdout } = await run(['replay', '--report', file, '--target', right.url]);
    expect({ code, rest: /STILL THERE|CHANGED/.test(stdout) }).toEqual({ code: 0, rest: false });
  });
});

describe('what cannot be replayed', () => {
  test.each([
    [[], 'replay takes the id of a finding'],
    [
      ['livehelpnow/listDepartments/valid/required-onl'],
      'there is no such case; did you mean livehelpnow/listDepartments/valid/required-only?',
    ],
    [['livehelpnow/nothing#abc'], 'there is no such case'],
    [['--report', join(folder, 'none.json')], 'there is no such file'],
    [['--report', 'package.json'], 'this is no report'],
    [['rocketchat/createDepartment/valid/required-only', '--safety', 'read-only'], 'this run leaves it out'],
  ])('is wrong usage: %j', async (args, text) => {
    const { code, stderr } = await run(['replay', ...args]);
    expect({ code, isSaid: stderr.includes(text), stderr }).toEqual({ code: 2, isSaid: true, stderr });
  });

  test('is a target that cannot be reached', async () => {
    const { url, close } = await serveHttp(queueOf([]));
    close();
    const { code, stderr } = await run([
      'replay',
      'livehelpnow/listDepartments/valid/required-only',
      '--target',
      url,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('ECONNREFUSED');
  });
});
