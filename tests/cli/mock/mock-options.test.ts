import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';

const folder = folderWith({
  'broken.yaml': 'openapi: 3.1.0\ninfo: {title: [}\n',
  'broken.json': '{"openapi": "3.1.0",\n "info" 1}',
  'empty.yaml': '',
  'text.yaml': 'hello',
  'old.json': { swagger: '2.0', paths: {} },
  'no-paths.json': { openapi: '3.1.0', info: { title: 'none', version: '1' } },
  'sub/broken.yaml': '- 1',
  'not-a-list/departments.json': {},
  'no-json/departments.json': '[{]',
  'nothing/read-me.txt': '',
  'throws.ts': `const a: number = 1;\nthrow new Error('no luck ' + a);\n`,
  'wrong.ts': `export default { operation: {} };\n`,
  'unknown.ts': `export const operations = { getQueu: () => ({ status: 200 }) };\n`,
});

/** Runs `stuntdouble mock` in the folder; it has to refuse, at once and in the user's words. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(['mock', ...args], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^stuntdouble: /);
  expect(stderr).not.toMatch(/^ {4}at .*cli\.cjs/m);
  return stderr;
}

describe('a start is refused with one message and exit code 2', () => {
  test.each([
    ['an unknown name', 'rockechat', /no file rockechat .*; did you mean rocketchat\?/],
    ['a missing file', 'missing.yaml', /no file missing\.yaml and no bundled API of this name/],
    ['a folder', 'sub', /sub: this is a folder/],
    ['broken YAML', 'broken.yaml', /broken\.yaml:2:16: /],
    ['broken JSON', 'broken.json', /broken\.json:2:\d+: /],
    ['an empty file', 'empty.yaml', /empty\.yaml: .*empty/],
    ['a file that is no object', 'text.yaml', /text\.yaml: this is not an OpenAPI description/],
    ['Swagger 2.0 without paths', 'old.json', /old\.json: there is nothing to serve/],
    ['a description without paths', 'no-paths.json', /nothing to serve/],
  ])('for %s', async (_, description, message) => {
    expect(await refusal(description)).toMatch(message);
  });

  test.each([
    [['--port', 'abc'], /--port abc: give a whole number from 0 to 65535/],
    [['--port'], /--port needs a value/],
    [['--port', '70000'], /from 0 to 65535/],
    [['--prot', '1'], /no option --prot; did you mean --port\?/],
    [['--noauth'], /did you mean --no-auth\?/],
    [['--cors', 'document'], /--cors document: give one of open, documented; did you mean documented\?/],
    [['--oauth-redirect', '/callback'], /--oauth-redirect \/callback: give a URL without a fragment/],
    [['--watch=yes'], /--watch takes no value/],
    [['--clock', 'yesterday'], /--clock yesterday: give a time such as/],
    [['--host', '192.0.2.1', '--port', '0'], /no such address/],
    [['--fixtures', 'x'], /--fixtures needs exactly one description/],
    [['rocketchat', '--behaviours', 'missing.ts'], /missing\.ts: there is no such behaviours file/],
    [['rocketchat', '--behaviours', 'throws.ts'], /throws\.ts: no luck 1\n.*throws\.ts:2/],
    [['rocketchat', '--behaviours', 'wrong.ts'], /wrong\.ts: this exports no behaviours/],
    [['rocketchat', '--behaviours', 'unknown.ts'], /no operation getQueu.*; did you mean getQueue\?/],
    [['rocketchat', '--fixtures', 'missing'], /missing: there is no such folder/],
    [['rocketchat', '--fixtures', 'nothing'], /there is no \*\.json file in this folder/],
    [['rocketchat', '--fixtures', 'not-a-list'], /departments\.json: this is not a list/],
    [['rocketchat', '--fixtures', 'no-json'], /departments\.json: this is not JSON/],
    [['broken.yaml', join('sub', 'broken.yaml')], /broken\.yaml:2:16: [^]*sub.broken\.yaml: /],
  ])('for %j', async (args, message) => {
    expect(await refusal(...args)).toMatch(message);
  });

  test('which lists all faults of the options', async () => {
    const message = await refusal('rockechat', '--port', 'x', '--seed', 'y', '--clock', 'z');
    for (const part of ['rockechat', '--port x', '--seed y', '--clock z']) expect(message).toContain(part);
  });

  test('which lists every fixture that breaks the description, with its pointer', async () => {
    const fixtures = folderWith({
      'departments.json': [{ _id: 1 }, { _id: 'a', name: true, enabled: true }, { name: 'no id' }],
      'identities.json': [{ id: 'x' }],
    });
    const message = await refusal('rocketchat', '--fixtures', fixtures);
    expect(message).toContain('departments /0/_id: must be string');
    expect(message).toContain('departments /1/name: must be string');
    expect(message).toContain(`departments /2: the item has no '_id'`);
    expect(message).toContain(`identity x needs 'credentials'`);
  });

  test('for a port that is in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const message = await refusal('--port', String(port));
    server.close();
    expect(message).toContain(`port ${port} is in use`);
  });
});
