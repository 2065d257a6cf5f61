import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../command.ts';
import { folderWith, write } from '../../temporary-folder.ts';
import { brokenMock, serveHttp, withBody } from '../servers/servers.ts';

/** A queue whose first entry counts its chats in words. */
const wrongQueue = brokenMock((answer, { target }) =>
  target.startsWith('/api/v1/livechat/queue') && answer.status === 200
    ? withBody(answer, (body) => ({ ...body, queue: [{ chats: 'many' }] }))
    : answer,
);

describe('stuntdouble test --baseline', () => {
  test('is written by --update-baseline, and lets the next run pass', async () => {
    const { url } = await serveHttp(wrongQueue);
    const file = join(folderWith({}), 'baseline.json');
    const args = ['test', 'rocketchat', '--target', url, '--operation', 'getQueue', '--baseline', file];
    const missing = await run(args);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('there is no such file: --update-baseline writes it');
    const updated = await run([...args, '--update-baseline']);
    expect(updated.code).toBe(1);
    expect(updated.stdout).toContain(
      `3 accepted findings written to ${file}: say in 'reason' why (3 still to do)`,
    );
    expect(readFileSync(file, 'utf8')).toContain('"operation": "getQueue"');
    const again = await run(args);
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/Verdict +passed: no finding is new/);
  });

  test('lists accepted findings that no longer occur, after a complete run only', async () => {
    const gone = {
      check: 'body',
      operation: 'listDepartments',
      at: '/x',
      found: 'a bad body',
      reason: 'old',
    };
    const file = join(folderWith({ 'baseline.json': { accepted: [gone] } }), 'baseline.json');
    const json = join(folderWith({}), 'report.json');
    const args = ['test', 'livehelpnow', '--baseline', file, '--json', json];
    const whole = await run(args);
    expect(whole.code).toBe(0);
    expect(whole.stdout).toContain('1 finding of');
    expect(whole.stdout).toContain('  fixed: body  listDepartments: a bad body');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ fixed: [gone] });
    const part = await run([...args, '--only', 'livehelpnow/listDepartments/valid/']);
    expect(part.stdout).not.toContain('fixed:');
    await run([...args, '--update-baseline', '--only', 'livehelpnow/listDepartments/valid/']);
    expect(readFileSync(file, 'utf8')).toContain('a bad body');
    await run([...args, '--update-baseline']);
    expect(readFileSync(file, 'utf8')).not.toContain('a bad body');
  });

  test('is refused with all its faults before anything is sent', async () => {
    const { url, requests } = await serveHttp((_, response) => response.end());
    const file = join(folderWith({}), 'baseline.json');
    write(file, { accepted: [{ check: 'body' }] });
    const ended = await run(['test', 'livehelpnow', '--target', url, '--baseline', file]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("/accepted/0: 'reason' is missing, or no text");
    expect(requests).toEqual([]);
    writeFileSync(file, '{');
    expect((await run(['test', 'livehelpnow', '--baseline', file])).stderr).toContain('this is no JSON');
    expect((await run(['test', '--update-baseline'])).stderr).toContain('say which with --baseline FILE');
  });
});
