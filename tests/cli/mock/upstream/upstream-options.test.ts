import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run, serve } from '../../command.ts';

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end('[{"id":"one"}]');
});
let url = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

describe('mock --upstream', () => {
  test.each([
    [['--pass', '**'], '--pass: it goes with --upstream URL'],
    [['--insecure'], '--insecure: it goes with --upstream URL'],
    [['--upstream', 'api.example.com'], 'did you mean http://api.example.com'],
    [['--upstream', 'https://a:b@api.example.com'], '--upstream: leave the user and password out'],
    [['--upstream', 'http://169.254.169.254'], 'never asked'],
    [['--upstream', 'http://x.example', '--upstream-address', 'y'], '--upstream-address y: give an address'],
    [['--upstream', 'http://x.example', '--allow-origin', 'y'], '--allow-origin y: give one such as'],
    [['--upstream', 'http://x.example', '--upstream-header', 'canary'], "write it as 'Name: value'"],
    [['--upstream', 'http://x.example', '--on-missing', 'ask'], '--on-missing ask'],
    [
      ['--upstream', 'http://x.example', '--mock-only', 'listThing'],
      'there is no operation or tag listThing',
    ],
    [['--keep', 'email'], '--keep'],
  ])('refuses %j', async (args, reason) => {
    const { code, stderr } = await run(['mock', 'livehelpnow', '--port', '0', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });

  test('says what goes through, who has responded and what that breaks, and counts it', async () => {
    const mock = await serve(['livehelpnow', '--no-page', '--upstream', url, '--pass', 'listDepartments']);
    expect(mock.stdout()).toContain(`${url}/ gets what the description lacks, and listDepartments`);
    await fetch(`${mock.url}/api/departments`);
    await fetch(`${mock.url}/elsewhere`);
    await mock.says('/elsewhere 200 upstream');
    const { stdout } = await mock.stop();
    expect(stdout).toMatch(
      /GET \/api\/departments 200 listDepartments upstream: breaks the description: body /,
    );
    expect(stdout).toContain(
      'upstream: 2 responses; the description has the operations of 1, and 1 broke it: listDepartments 1',
    );
  });
});
