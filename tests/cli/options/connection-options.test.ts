import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { petsDescription, PETS, petsServer } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith, write } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';
import { serveProxy, serveTls } from '../servers/tls-servers.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';

const folder = folderWith({ 'pets.json': PETS, 'empty.pem': 'nothing' });

async function answerPets(
  { method = '', url = '' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { handle } = petsServer(['rex']);
  const { status, headers, body } = await handle({
    method,
    target: url,
    headers: {},
    body: new Uint8Array(0),
  });
  response.writeHead(status, headers as Record<string, string>).end(body);
}

const pets = (request: IncomingMessage, response: ServerResponse) => void answerPets(request, response);

const ONE = ['test', 'pets.json', '--only', 'pets/listPets/valid/required-only'];
const noProxies = {
  HTTP_PROXY: '',
  HTTPS_PROXY: '',
  http_proxy: '',
  https_proxy: '',
  NO_PROXY: '',
  no_proxy: '',
};

function ask(target: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return run([...ONE, '--target', target, ...args], { cwd: folder, env: { ...noProxies, ...env } });
}

describe('an untrusted certificate', () => {
  test('ends the run with advice', async () => {
    const { url } = await serveTls(pets);
    const { code, stdout } = await ask(url, []);
    expect(code).toBe(3);
    expect(stdout).toContain(
      'its certificate is signed by itself (DEPTH_ZERO_SELF_SIGNED_CERT): trust it with --ca FILE',
    );
  });

  test('is trusted with --ca, and accepted with --insecure', async () => {
    const { url, cert } = await serveTls(pets);
    write(join(folder, 'ca.pem'), cert);
    expect((await ask(url, ['--ca', 'ca.pem'])).code).toBe(0);
    expect((await ask(url, ['--insecure'])).code).toBe(0);
  });

  test('for another host is not trusted with --ca', async () => {
    const { url, cert } = await serveTls(pets, 'other.example.com');
    write(join(folder, 'other.pem'), cert);
    const { code, stdout } = await ask(url, ['--ca', 'other.pem']);
    expect(code).toBe(3);
    expect(stdout).toContain('its certificate is for another host');
    expect((await ask(url, ['--insecure'])).code).toBe(0);
  });

  test('can be trusted or accepted in code too', async () => {
    const { url, cert } = await serveTls(pets);
    const filter = ({ id }: { readonly id: string }) => id === 'pets/listPets/valid/required-only';
    const options = { description: petsDescription(), target: url, filter };
    expect((await runContract(options)).broken?.reason).toBe('unreachable');
    expect((await runContract({ ...options, ca: cert })).counts.passed).toBe(1);
    expect((await runContract({ ...options, insecure: true })).counts.passed).toBe(1);
  });

  test('is accepted in the curl commands too', async () => {
    const { url } = await serveTls((_, response) => response.writeHead(500).end());
    const { stdout } = await ask(url, ['--insecure']);
    expect(stdout).toContain(`see it    curl -k -H 'accept: application/json' ${url}/pets`);
    expect(stdout).toContain(`--target ${url} --insecure`);
  });
});

describe('a proxy', () => {
  test('given by --proxy is used, also for this machine, with a tunnel for https only', async () => {
    const [proxy, plain, secure] = [await serveProxy(), await serveHttp(pets), await serveTls(pets)];
    expect((await ask(plain.url, ['--proxy', proxy.url])).code).toBe(0);
    expect(proxy.asked).toEqual([`GET ${plain.url}/pets`]);
    expect((await ask(secure.url, ['--proxy', proxy.url, '--insecure'])).code).toBe(0);
    expect(proxy.asked.slice(1)).toEqual([`CONNECT ${secure.url.replace('https://', '')}`]);
    const untrusted = await ask(secure.url, ['--proxy', proxy.url]);
    expect(untrusted.stdout).toContain('its certificate is signed by itself');
  });

  test('of the environment is used, unless NO_PROXY names the host or it is this machine', async () => {
    const [proxy, { port, url }] = [await serveProxy(), await serveHttp(pets)];
    const away = `http://0.0.0.0:${port}`;
    expect((await ask(away, [], { HTTP_PROXY: proxy.url })).code).toBe(0);
    expect(proxy.asked).toEqual([`GET ${away}/pets`]);
    expect((await ask(away, [], { HTTP_PROXY: proxy.url.replace('http://', '') })).code).toBe(0);
    expect(proxy.asked.splice(1)).toHaveLength(1);
    expect((await ask(away, [], { http_proxy: proxy.url, NO_PROXY: 'example.com,0.0.0.0' })).code).toBe(0);
    expect((await ask(url, [], { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url })).code).toBe(0);
    expect(proxy.asked).toHaveLength(1);
  });

  test('can be given in code too', async () => {
    const [proxy, { url }] = [await serveProxy(), await serveHttp(pets)];
    const filter = ({ id }: { readonly id: string }) => id === 'pets/listPets/valid/required-only';
    await runContract({ description: petsDescription(), target: url, filter, proxy: proxy.url });
    expect(proxy.asked).toEqual([`GET ${url}/pets`]);
  });

  test('that refuses is reported', async () => {
    const proxy = await serveProxy();
    const { code, stdout } = await ask('https://api.invalid', ['--proxy', proxy.url]);
    expect(code).toBe(3);
    expect(stdout).toContain('✗ the target cannot be reached: the proxy answers 407');
  });
});

test('faults of these options are reported without the password', async () => {
  const args = ['--ca', 'empty.pem', '--proxy', 'proxy://me:s3cret@proxy:1'];
  const { code, stderr } = await ask('http://127.0.0.1:1', args);
  expect(code).toBe(2);
  expect(stderr).toContain('--ca empty.pem: there is no certificate in it');
  expect(stderr).toContain('--proxy proxy://…@proxy:1: give a URL such as http://proxy.example.com:3128');
  const odd = await ask('http://0.0.0.0:1', [], { HTTP_PROXY: 'ftp://me:s3cret@proxy' });
  expect(odd.stderr).toContain('HTTP_PROXY ftp://…@proxy: give a URL');
  expect((await ask('http://127.0.0.1:1', ['--ca', 'no.pem'])).stderr).toContain(
    '--ca no.pem: there is no such file',
  );
});
