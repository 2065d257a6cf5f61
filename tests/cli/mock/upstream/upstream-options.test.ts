import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { folderWith } from '../../../temporary-folder.ts';
import { run, serve } from '../../command.ts';
import { serveTls } from '../../servers/tls-servers.ts';

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
    [
      ['--upstream', 'http://x.example', '--upstream-address', '10.0.0.1', '--proxy', 'http://127.0.0.1:1'],
      '--proxy: a proxy finds the address itself',
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

  test('over HTTPS, trusts the authority of --ca alone', async () => {
    const hosts: (string | undefined)[] = [];
    const secure = await serveTls((request, response) => {
      hosts.push(request.headers.host);
      response.setHeader('set-cookie', 'a=b; Secure').end('secure');
    }, 'api.example.com');
    const cwd = folderWith({ 'ca.pem': secure.cert });
    const named = secure.url.replace('127.0.0.1', 'api.example.com');
    const args = ['livehelpnow', '--no-page', '--upstream', named, '--upstream-address', '127.0.0.1'];
    const untrusting = await serve(args, { cwd, env: NO_PROXY });
    expect(await (await fetch(`${untrusting.url}/x`)).text()).toContain(
      'its certificate is signed by itself',
    );
    await untrusting.stop();
    const trusting = await serve([...args, '--ca', 'ca.pem'], { cwd, env: NO_PROXY });
    const response = await fetch(`${trusting.url}/x`);
    expect(await response.text()).toBe('secure');
    expect(response.headers.getSetCookie()).toEqual(['a=b']);
    expect(hosts).toEqual([new URL(named).host]);
    await trusting.stop();
  });
});

/** The proxies of the environment are for other machines: here, none is to be asked. */
const NO_PROXY = { http_proxy: '', https_proxy: '', HTTP_PROXY: '', HTTPS_PROXY: '' };
