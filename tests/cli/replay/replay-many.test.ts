import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

const MEMBERS = ['ant', 'bee', 'cat', 'dog', 'elk', 'fox', 'gnu', 'hen', 'jay', 'kid'];

const schema = {
  type: 'object',
  required: MEMBERS,
  properties: Object.fromEntries(MEMBERS.map((name) => [name, { type: 'integer' }])),
};

const response = { description: 'it', content: { 'application/json': { schema } } };

const PATHS = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => [
    `/p${index}`,
    { get: { operationId: `get${index}`, responses: { 200: response } } },
  ]),
);

const DESCRIPTION = { openapi: '3.1.0', info: { title: 'many', version: '1' }, paths: PATHS };

describe('replaying the findings of a run', () => {
  test('sends each case once, and less than the run', async () => {
    const { url, requests } = await serveHttp((request, response_) => {
      const isRead = request.method === 'GET';
      response_.writeHead(isRead ? 200 : 405, { 'content-type': 'application/json', allow: 'GET' }).end('{}');
    });
    const folder = folderWith({ 'many.json': DESCRIPTION });
    const report = join(folder, 'report.json');
    const tested = await run(['test', 'many.json', '--target', url, '--json', report], { cwd: folder });
    expect(tested.stdout).toContain('300 findings');
    const sent = requests.length;
    const { code, stdout } = await run(['replay', '--report', report], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout.match(/^STILL THERE$/gm)).toHaveLength(300);
    expect(requests.length - sent).toBe(30);
    expect(requests.length - sent).toBeLessThan(sent);
    expect(readFileSync(report, 'utf8')).toContain('"places"');
  });
});
