import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { answer, PETS, petsServer } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp, type TestServer } from '../servers/servers.ts';
import { type RawResponse } from '../../../src/http/message.ts';

const folder = folderWith({ 'pets.json': PETS });
const pets = petsServer(['rex']);

/** The pets behind something that may answer, or cut the connection, in their place. */
function servePets(instead: (count: number) => RawResponse | 'cut' | undefined): Promise<TestServer> {
  let count = 0;
  return serveHttp(async (request, response) => {
    count += 1;
    const other = instead(count);
    if (other === 'cut') return request.socket.destroy();
    const { method = '', url = '' } = request;
    const own = { method, target: url, headers: {}, body: new Uint8Array(0) };
    const { status, headers, body } = other ?? (await pets.handle(own));
    response.writeHead(status, headers as Record<string, string>);
    return response.end(body);
  });
}

async function runOn({ url }: TestServer, ...more: readonly string[]) {
  const args = ['test', 'pets.json', '--target', url, '--json', 'report.json', ...more];
  const ended = await run(args, { cwd: folder });
  return { ...ended, report: readFileSync(join(folder, 'report.json'), 'utf8') };
}

const limited = { ...answer(429, {}), headers: { 'retry-after': '0' } };

describe('a target that limits the rate', () => {
  test('gets its requests again, without a finding', async () => {
    const server = await servePets((count) => (count === 2 || count === 5 ? limited : undefined));
    const { code, stdout, report } = await runOn(server);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '! the target limits the rate: 2 requests answered 429 and sent again (--rate N asks',
    );
    expect(report).toContain('"rateLimited": 2');
  });

  test('and keeps refusing blocks cases instead of failing them, with advice', async () => {
    const server = await servePets((count) => (count > 6 ? limited : undefined));
    const { code, stdout, report } = await runOn(server);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'blocked, rate limited (429), also after waiting: --rate N sends fewer requests: pets/',
    );
    expect(stdout).toMatch(/Verdict +blocked/);
    expect(report).toContain('"findings": []');
  });

  test('from the first request blocks all cases, which is explained', async () => {
    const server = await servePets(() => limited);
    const { code, stdout } = await runOn(server, '--safety', 'read-only');
    expect(code).toBe(1);
    expect(stdout).toMatch(/! all \d+ of the cases had an answer 429: the target limits the rate\./);
    expect(stdout).toContain('Ask less often with --rate N');
  });

  test('gets requests at the rate of --rate, which has to be a number', async () => {
    const server = await servePets(() => undefined);
    expect((await runOn(server, '--rate', '500')).code).toBe(0);
    const { stderr } = await run(['test', '--rate', '0']);
    expect(stderr).toContain('--rate 0: give a number of requests per second, such as 10 or 0.5');
  });
});

describe('a connection that fails', () => {
  test('is retried for a request that changes nothing, which is reported', async () => {
    const server = await servePets((count) => (count === 3 ? 'cut' : undefined));
    const { code, stdout, report } = await runOn(server, '--only', 'pets/*', '--safety', 'read-only');
    expect(code).toBe(0);
    expect(stdout).toContain('! 1 connection failed, and made again');
    expect(report).toContain('"reconnected": 1');
  });

  test('for good ends the run, which names the request that caused it', async () => {
    const server = await serveHttp(async (request, response) => {
      const own = { method: 'GET', target: request.url ?? '', headers: {}, body: new Uint8Array(0) };
      if (own.target.endsWith('toys')) {
        server.close();
        return request.socket.destroy();
      }
      const { status, headers, body } = await pets.handle(own);
      response.writeHead(status, headers as Record<string, string>);
      return response.end(body);
    });
    const { code, stdout } = await runOn(server, '--safety', 'read-only', '--concurrency', '1');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /✗ the target stopped answering: the connection was cut, and since then: connect ECONNREFUSED \S+ \(at pets\/listToys\/\S+: GET \/pets\/rex\/toys\)/,
    );
  });

  test('twice is a finding', async () => {
    const server = await serveHttp(async (request, response) => {
      if (/^\/pets\/rex\/toys\/7$/.test(request.url ?? '')) return request.socket.destroy();
      const own = { method: 'GET', target: request.url ?? '', headers: {}, body: new Uint8Array(0) };
      const { status, headers, body } = await pets.handle(own);
      response.writeHead(status, headers as Record<string, string>);
      return response.end(body);
    });
    const { code, stdout } = await runOn(server, '--only', 'pets/getToy/valid/*');
    expect(code).toBe(1);
    expect(stdout).toContain('the connection was cut');
    expect(server.requests.filter((line) => line.endsWith('/toys/7'))).toHaveLength(2);
  });
});
