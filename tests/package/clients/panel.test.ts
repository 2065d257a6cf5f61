import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';
import { run } from '../../cli/command.ts';
import { TASKS } from '../../embed/api.ts';
import { folderWith } from '../../temporary-folder.ts';

const CHROMIUM = '/usr/bin/chromium';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

/** The page: a mock and its panel, which is defined after the element has got its mock. */
const PAGE = `
import { createFetch } from 'stuntdouble/fetch';
import description from './mock/index.js';
window.refusals = [];
document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
  window.refusals.push(violatedDirective + ' ' + blockedURI));
const mockFetch = createFetch(description, { memory: 'empty' });
const panel = document.querySelector('stuntdouble-panel');
panel.mock = mockFetch;
window.send = async (path, method, body) => {
  const headers = { 'content-type': 'application/json' };
  const response = await mockFetch('/v1/tasks' + path, { method, body, headers });
  return [response.status, response.status === 200 ? await response.json() : undefined];
};
window.listeners = 0;
const { subscribe } = mockFetch.control;
mockFetch.control.subscribe = (subscription) => {
  const stop = subscribe(subscription);
  window.listeners += 1;
  return () => { window.listeners -= 1; stop(); };
};
window.keys = [];
document.addEventListener('keydown', ({ key }) => window.keys.push(key));
await import('stuntdouble/panel');
window.ready = true;
`;

const HTML = `<!doctype html><html lang="en"><title>Tasks</title><link rel="stylesheet" href="/page.css" />
<main><h1>Tasks</h1><input id="own" aria-label="Own" autofocus /></main><stuntdouble-panel></stuntdouble-panel>
<script type="module" src="/page.js"></script>`;

async function bundled(): Promise<string> {
  const folder = folderWith({
    'tasks.json': { ...TASKS, servers: [{ url: '/v1' }] },
    'page.js': PAGE,
    'out/index.html': HTML,
    'out/page.css':
      '* { color: rgb(255, 0, 0); text-transform: uppercase } stuntdouble-panel { height: 500px }',
  });
  expect((await run(['build', 'tasks.json', '-o', 'mock'], { cwd: folder })).stderr).toBe('');
  const entry = (name: string) => [`stuntdouble/${name}`, join(ROOT, `dist/page/${name}.js`)] as const;
  await build({
    entryPoints: [join(folder, 'page.js')],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    outdir: join(folder, 'out'),
    alias: Object.fromEntries([entry('fetch'), entry('panel')]),
    logLevel: 'error',
  });
  return join(folder, 'out');
}

if (!existsSync(CHROMIUM)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`the panel in Chromium: there is none at ${CHROMIUM}`, () => undefined);
} else {
  describe('the panel in a page of Chromium without eval and inline style', () => {
    let browser: Browser;
    let server: Server;
    let asked: string[] = [];

    beforeAll(async () => {
      const folder = await bundled();
      server = createServer(({ url = '/' }, response) => {
        asked.push(url);
        const file = join(folder, url === '/' ? 'index.html' : new URL(url, 'http://localhost').pathname);
        if (!existsSync(file)) return void response.writeHead(404).end();
        response.setHeader(
          'content-security-policy',
          "default-src 'self'; require-trusted-types-for 'script'",
        );
        response.setHeader('content-type', TYPES[extname(file)] ?? 'text/css').end(readFileSync(file));
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    });

    afterAll(async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
    });

    async function open() {
      asked = [];
      const tab = await browser.newPage();
      const errors: string[] = [];
      tab.on('pageerror', (error) => errors.push(String(error)));
      tab.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await tab.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      await tab.waitForFunction('window.ready');
      const send = (...sent: readonly string[]) =>
        tab.evaluate<[number, { title?: string } | undefined]>(`send(...${JSON.stringify(sent)})`);
      return { tab, errors, send };
    }

    test('shows what the mock was asked and why it refused, changes an item, and lets requests fail', async () => {
      const { tab, errors, send } = await open();
      await tab.getByText('No request has come yet').waitFor();
      expect((await send('', 'POST', '{"id":"a","title":"Wash"}'))[0]).toBe(201);
      expect((await send('', 'POST', '{"title":""}'))[0]).toBe(400);
      await tab.getByRole('option').nth(1).waitFor();
      await tab.getByRole('option').first().click();
      await tab.locator('.reason', { hasText: 'title must NOT have fewer than 1 characters' }).waitFor();

      await tab.locator('.tab', { hasText: 'State' }).click();
      await tab.getByRole('button', { name: /^tasks/ }).click();
      await tab.getByTitle('Edit title').click();
      await tab.getByRole('textbox', { name: 'title', exact: true }).fill('Iron');
      await tab.keyboard.press('Enter');
      await tab.getByRole('cell', { name: 'Iron' }).waitFor();
      const id = await tab.getByTitle(/^Edit item/).getAttribute('title');
      expect((await send(`/${id?.replace('Edit item ', '')}`, 'GET'))[1]).toMatchObject({ title: 'Iron' });

      await tab.locator('.tab', { hasText: 'Settings' }).click();
      await tab.getByRole('button', { name: '503:100%' }).click();
      await tab.getByRole('button', { name: 'Switch all off' }).waitFor();
      expect((await send('', 'POST', '{"title":"Dry"}'))[0]).toBe(503);
      await tab.getByRole('button', { name: 'Switch all off' }).click();
      await tab.getByRole('button', { name: 'Switch all off' }).waitFor({ state: 'detached' });
      expect((await send('', 'POST', '{"title":"Dry"}'))[0]).toBe(201);

      expect(await tab.evaluate('refusals')).toEqual([]);
      expect(asked.filter((url) => !/^\/([\w-]+\.(js|css)|favicon\.ico)?$/.test(url))).toEqual([]);
      expect(errors.filter((text) => !text.includes('favicon') && !text.includes('404'))).toEqual([]);
      await tab.close();
    });

    test('keeps style and keys of the page apart from its own', async () => {
      const { tab } = await open();
      const name = tab.locator('.name');
      await name.waitFor();
      const style = await tab.evaluate<string[]>(`(() => {
        const panel = document.querySelector('stuntdouble-panel');
        const { color, textTransform } = getComputedStyle(panel.shadowRoot.querySelector('.name'));
        return [color, textTransform, getComputedStyle(panel).height];
      })()`);
      expect(style).toEqual(['rgb(28, 32, 36)', 'none', '500px']);
      expect(await tab.evaluate('document.activeElement.id')).toBe('own');
      await tab.locator('.page').focus();
      await tab.keyboard.press('4');
      await tab.getByRole('button', { name: '503:100%' }).waitFor();
      expect(await tab.evaluate('keys')).toEqual([]);
      await tab.close();
    });

    test('fits where there is little room, and is scrolled in one direction', async () => {
      const { tab, send } = await open();
      await send('', 'POST', '{"title":"Wash"}');
      await tab.evaluate('document.querySelector("stuntdouble-panel").style.width = "400px"');
      await tab.locator('.tab', { hasText: 'Settings' }).click();
      const cards = tab.locator('.cards');
      await cards.getByRole('heading', { name: 'Keys' }).waitFor();
      const room = await cards.evaluate((place) => [
        place.scrollWidth - place.clientWidth,
        place.scrollHeight,
      ]);
      expect(room).toEqual([0, expect.any(Number)]);
      expect(room[1]).toBeGreaterThan(1_000);
      await tab.locator('.tab', { hasText: 'State' }).click();
      await tab.getByTitle('Edit title').waitFor();
      const [snapshots, items] = await Promise.all([
        tab.getByRole('button', { name: 'Take' }).boundingBox(),
        tab.locator('.items').boundingBox(),
      ]);
      expect((snapshots?.y ?? 0) + (snapshots?.height ?? 0)).toBeLessThanOrEqual(items?.y ?? 0);
      await tab.close();
    });

    test('is accessible beside what else the page has', async () => {
      const { tab, send } = await open();
      await send('', 'POST', '{"title":""}');
      await tab.getByRole('option').first().click();
      await tab.evaluate(readFileSync(AXE, 'utf8'));
      const { violations } = await tab.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
        'axe.run()',
      );
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await tab.close();
    });

    test('leaves nothing behind where it is removed, and shows the mock again where it is put back', async () => {
      const { tab, errors, send } = await open();
      await tab.getByText('No request has come yet').waitFor();
      expect(await tab.evaluate('listeners')).toBe(1);
      await tab.evaluate('window.panel = document.querySelector("stuntdouble-panel"); panel.remove()');
      expect(await tab.evaluate('[listeners, panel.shadowRoot.childElementCount]')).toEqual([0, 0]);
      await send('', 'POST', '{"title":"Wash"}');
      await tab.evaluate('document.body.append(panel)');
      await tab.getByRole('option').first().waitFor();
      expect(await tab.evaluate('listeners')).toBe(1);
      await tab.evaluate('panel.mock = undefined');
      expect(await tab.evaluate('[listeners, panel.shadowRoot.childElementCount]')).toEqual([0, 0]);
      expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
      await tab.close();
    });
  });
}
