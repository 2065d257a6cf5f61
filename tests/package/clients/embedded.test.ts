import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { TASKS } from '../../embed/api.ts';
import { run as runCommand } from '../../cli/command.ts';
import { install } from './installed.ts';

const CHROMIUM = '/usr/bin/chromium';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

/** Serves the files of a folder with a policy that forbids `eval`. */
async function serveFolder(folder: string): Promise<string> {
  const server = createServer(({ url = '/' }, response) => {
    const file = join(folder, url === '/' ? 'index.html' : new URL(url, 'http://localhost').pathname);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('content-security-policy', "default-src 'self'");
    response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
    // what is loaded on demand comes once requests go through MSW already, and the mock must not wait for itself
    setTimeout(() => response.end(readFileSync(file)), /-[A-Z0-9]+\.js$/.test(file) ? 300 : 0);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** The page: MSW with the mock in it, whose state is kept, and what `fetch` gets. */
const PAGE = `
import { setupWorker } from 'msw/browser';
import { handlers } from 'stuntdouble/msw';
import description from './mock/index.js';
const tasks = handlers(description, { memory: 'empty', persist: 'indexedDB' });
const refusals = [];
document.addEventListener('securitypolicyviolation', ({ blockedURI }) => refusals.push(blockedURI));
async function send(path, method, body) {
  const response = await fetch('/v1/tasks' + path, { method, body, headers: { 'content-type': 'application/json' } });
  return [response.status, response.status === 204 ? undefined : await response.json()];
}
window.send = send;
window.refusals = refusals;
window.ready = setupWorker(...tasks).start({ quiet: true, onUnhandledRequest: 'bypass' }).then(() => true);
try {
  new Function('return 1')();
  window.evaluates = true;
} catch {
  window.evaluates = false;
}
`;

const SCRIPT = String.raw`
import { chromium } from 'playwright-core';
const [page] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '${CHROMIUM}', args: ['--no-sandbox'] });
try {
  const tab = await browser.newPage();
  const errors = [];
  tab.on('pageerror', (error) => errors.push(String(error)));
  await tab.goto(page);
  await tab.waitForFunction(() => window.ready);
  const send = (...sent) => tab.evaluate((sent) => window.send(...sent), sent);
  const [created, { id }] = await send('', 'POST', '{"title":"Wash"}');
  const [refused] = await send('', 'POST', '{"title":""}');
  const [anonymous] = await send('', 'GET');
  await tab.evaluate(() => { document.cookie = 'session=1'; });
  const listed = await send('', 'GET');
  await tab.reload();
  await tab.waitForFunction(() => window.ready);
  const again = await send('', 'GET');
  const [gone] = await send('/' + id, 'DELETE');
  const [missing] = await send('/' + id, 'GET');
  const { evaluates, refusals } = await tab.evaluate(() => ({ evaluates: window.evaluates, refusals: window.refusals }));
  console.log(JSON.stringify({ created, refused, anonymous, listed: listed[1].length, again: again[1].length, gone, missing,
    evaluates, refusals, errors }));
} finally {
  await browser.close();
}
`;

if (!existsSync(CHROMIUM)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`a mock in a page of Chromium: there is none at ${CHROMIUM}`, () => undefined);
} else {
  describe('a mock in a page of Chromium', () => {
    test('responds behind MSW without eval, and keeps its state over a reload', async () => {
      const { run, save, folder } = await install('playwright-core@^1.60.0');
      save('tasks.json', { ...TASKS, servers: [{ url: '/v1' }] });
      expect((await runCommand(['build', 'tasks.json', '-o', 'mock'], { cwd: folder })).stderr).toBe('');
      save('page.js', PAGE);
      save(
        'out/index.html',
        '<!doctype html><title>Tasks</title><script type="module" src="/page.js"></script>',
      );
      save(
        'out/mockServiceWorker.js',
        readFileSync(join(ROOT, 'node_modules/msw/lib/mockServiceWorker.js'), 'utf8'),
      );
      await build({
        entryPoints: [join(folder, 'page.js')],
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'browser',
        outdir: join(folder, 'out'),
        nodePaths: [join(ROOT, 'node_modules')],
        alias: { 'stuntdouble/msw': join(ROOT, 'dist/page/msw.js') },
        logLevel: 'error',
      });
      save('look.mjs', SCRIPT);
      const page = await serveFolder(join(folder, 'out'));
      expect(JSON.parse(await run(process.execPath, 'look.mjs', page))).toEqual({
        created: 201,
        refused: 400,
        anonymous: 401,
        listed: 1,
        again: 1,
        gone: 204,
        missing: 404,
        evaluates: false,
        refusals: ['eval'],
        errors: [],
      });
    });
  });
}
