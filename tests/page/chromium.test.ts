import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createMock } from '../../src/create-mock.ts';
import { listenPage } from '../../src/mock/server/control/page/page-server.ts';
import { listen, type Listening } from '../../src/mock/server/listen.ts';
import type { MockApp } from '../../src/mock/server/app.ts';
import { folderWith } from '../temporary-folder.ts';
import { json } from '../description/described.ts';

const CHROMIUM = '/usr/bin/chromium';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What would run where it is taken for markup, and texts that turn around what stands beside them. */
const MARKUP = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const TURNED = '\u202Egnp.exe\u2066\u0007';

const page = (script: string) => `<!doctype html><title>hostile</title><script>${script}</script>`;

const DESCRIPTION = {
  openapi: '3.1.1',
  info: { title: `Pets ${MARKUP}`, version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        summary: `List ${MARKUP}`,
        description: `# Pets\n${MARKUP} [link](javascript:window.hit=1) https://example.com/pets ${TURNED}`,
        responses: { '200': ok({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }) },
      },
      post: {
        operationId: 'createPet',
        requestBody: { content: json({ $ref: '#/components/schemas/Pet' }) },
        responses: { '201': ok({ $ref: '#/components/schemas/Pet' }) },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getPet', responses: { '200': ok({ $ref: '#/components/schemas/Pet' }) } },
    },
    '/page': {
      get: {
        operationId: 'getPage',
        responses: { '200': { description: 'A page.', content: { 'text/html': { example: page('') } } } },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string', minLength: 2 },
          note: { type: 'string' },
        },
      },
    },
  },
};

function ok(schema: object) {
  return { description: 'Done.', content: json(schema) };
}

/** What a hostile page does: it tries each route of both servers in every way, a frame of the page, and a window of it. */
const ATTACK = String.raw`async ([mock, own, routes]) => {
  const got = [];
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const titleOf = (read) => { try { return read()?.title ?? ''; } catch { return ''; } };
  for (const origin of [mock, own]) for (const [method, path] of routes) for (const mode of ['cors', 'no-cors', 'same-origin']) {
    if (mode === 'no-cors' && method !== 'GET' && method !== 'POST') continue;
    const body = method === 'GET' || method === 'DELETE' ? null : '{"name":"x","id":null,"free":true}';
    const headers = mode !== 'no-cors' && body !== null ? { 'content-type': 'application/json' } : {};
    const answer = await fetch(origin + path, { method, mode, body, headers }).catch(() => undefined);
    if (answer !== undefined && answer.type !== 'opaque' && answer.status !== 403)
      got.push(method + ' ' + origin + path + ' ' + answer.status);
  }
  const frame = document.createElement('iframe');
  frame.src = own + '/';
  document.body.append(frame);
  const opened = window.open(own + '/');
  await pause(1_000);
  const framed = titleOf(() => frame.contentDocument);
  const reached = titleOf(() => opened.document);
  return { got, framed, reached };
}`;

/** Notes the longest time between two frames. */
const WATCH_FRAMES = `(() => {
  window.longest = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  tick();
})()`;

if (!existsSync(CHROMIUM)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`the page in Chromium: there is none at ${CHROMIUM}`, () => undefined);
} else {
  describe('the page in Chromium', () => {
    let browser: Browser;
    let app: MockApp;
    let mock: Listening;
    let own: Listening;

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
      app = createMock({
        descriptions: `${folderWith({ 'pets.json': DESCRIPTION })}/pets.json`,
        scenarios: { outage: { faults: { fail: '503:100%' } } },
      });
      mock = await listen(app, { port: 0 });
      own = await listenPage(app.mock, { url: mock.url }, { port: 0 });
    });

    beforeEach(() => app.reset());

    afterAll(async () => {
      await browser.close();
      await Promise.all([mock.close(), own.close()]);
    });

    async function open(options: Parameters<Browser['newPage']>[0] = {}) {
      const tab = await browser.newPage(options);
      const errors: string[] = [];
      tab.on('pageerror', (error) => errors.push(String(error)));
      tab.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await tab.goto(own.url);
      await tab.getByText(mock.url).first().waitFor();
      return { tab, errors };
    }

    const send = (path: string, body?: unknown) =>
      fetch(mock.url + path, {
        ...(body !== undefined && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });

    const widthBeyond = (tab: Page) =>
      tab.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)');

    test('a page that the mock serves gets at no control route, no event, and no frame of the page', async () => {
      await fetch(`${own.url}/_stuntdouble/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ operation: 'getPage', answers: { body: page('') } }),
      });
      const { endpoints } = (await (await fetch(`${own.url}/_stuntdouble`)).json()) as {
        endpoints: { path: string; methods: string[] }[];
      };
      const routes = endpoints.flatMap(({ path, methods }) =>
        methods.map((method) => [method, path] as const),
      );
      expect(routes.length).toBeGreaterThan(30);
      await send('/pets', { id: 'kept', name: 'Kept' });
      const tab = await browser.newPage();
      await tab.goto(`${mock.url}/page`);
      const seen = await tab.evaluate(`(${ATTACK})(${JSON.stringify([mock.url, own.url, routes])})`);
      expect(seen).toEqual({ got: [], framed: '', reached: '' });
      const frames = tab.frames().map((frame) => frame.url());
      expect(frames.filter((url) => url.startsWith(own.url))).toEqual([]);
      expect((await (await send('/pets/kept')).json()) as object).toMatchObject({ name: 'Kept' });
      await tab.close();
    });

    test('shows what comes, filters, pauses, opens a refusal with its reason, and sends it again', async () => {
      const { tab, errors } = await open();
      await send('/pets');
      await send('/pets', { id: 'x', name: 'x' });
      await send('/nothing');
      await tab.getByRole('option').nth(2).waitFor();
      await tab.keyboard.press('/');
      await tab.keyboard.type('4xx post');
      await expectCount(tab, 1);
      await tab.getByRole('option').first().click();
      await tab.locator('.reason', { hasText: 'body /name must NOT have fewer than 2 characters' }).waitFor();
      await tab.getByRole('button', { name: 'Ask again' }).click();
      await expectCount(tab, 2);
      await tab.getByLabel('Filter').fill('');
      await tab.getByRole('button', { name: 'Pause' }).click();
      await send('/pets');
      await tab.getByRole('button', { name: 'Go on (1 new)' }).click();
      await expectCount(tab, 5);
      await tab.getByRole('button', { name: 'Clear' }).click();
      await tab.getByText('No request has come yet').waitFor();
      expect(errors).toEqual([]);
      await tab.close();
    });

    test('asks an operation by a form, chooses its next answer, and says what is on', async () => {
      const { tab, errors } = await open();
      await tab.keyboard.press('2');
      await tab.getByRole('option').nth(1).click();
      await tab.getByLabel(/^name/).fill('Rex');
      await tab.getByRole('button', { name: 'Send' }).click();
      await tab.getByText(/It answered 201/).waitFor();
      await tab
        .getByRole('group', { name: 'Faults of the operation' })
        .getByRole('button', { name: '503' })
        .click();
      await tab.getByText('faults of 1 operation').waitFor();
      await tab.getByRole('button', { name: 'Send' }).click();
      await tab.getByText(/It answered 503/).waitFor();
      await tab.getByRole('button', { name: 'Switch all off' }).click();
      await tab.getByText('faults of 1 operation').waitFor({ state: 'detached' });
      await tab.keyboard.press('Escape');
      await tab.locator('.tab', { hasText: 'Settings' }).click();
      await tab.getByRole('button', { name: 'outage' }).click();
      await tab.getByText(/scenario outage/).waitFor();
      expect((await send('/pets')).status).toBe(503);
      await tab.getByRole('button', { name: 'Switch all off' }).click();
      await tab.getByText(/scenario outage/).waitFor({ state: 'detached' });
      expect(errors).toEqual([]);
      await tab.close();
    });

    test('edits items in their table, with faults at the field, and goes back to a snapshot', async () => {
      const { tab, errors } = await open();
      await send('/pets', { id: 'rex', name: 'Rex' });
      await tab.keyboard.press('3');
      await tab.getByRole('button', { name: /^pets/ }).click();
      await tab.getByLabel('Name of the snapshot').fill('before');
      await tab.getByRole('button', { name: 'Take' }).click();
      const row = tab.getByRole('row').filter({ hasText: 'rex' });
      await row.getByTitle('Edit name').click();
      await tab.getByRole('textbox', { name: 'name', exact: true }).fill('x');
      await tab.keyboard.press('Enter');
      await tab.getByRole('alert').getByText('must NOT have fewer than 2 characters').waitFor();
      await tab.getByRole('textbox', { name: 'name', exact: true }).fill('Max');
      await tab.keyboard.press('Enter');
      await row.getByText('Max').waitFor();
      expect(await (await send('/pets/rex')).json()).toMatchObject({ name: 'Max' });
      await tab.getByRole('button', { name: 'Go back' }).click();
      await row.getByText('Rex').waitFor();
      expect(errors.filter((text) => !text.includes('422'))).toEqual([]);
      await tab.close();
    });

    test('runs nothing of what others wrote, and nothing of it overflows', async () => {
      const { tab, errors } = await open({ viewport: { width: 400, height: 700 } });
      const long = `${MARKUP}${TURNED}${'x'.repeat(1_000_000)}`;
      await send(`/pets/${encodeURIComponent(MARKUP + TURNED)}?${'y'.repeat(8_000)}`);
      await send('/pets', { id: MARKUP, name: long.slice(0, 900_000), note: TURNED });
      await send('/pets', { id: 'short', name: MARKUP, note: TURNED.repeat(50) });
      await tab.getByRole('option').nth(2).waitFor();
      for (const index of [0, 1, 2]) {
        await tab.getByRole('option').nth(index).click();
        await tab.getByRole('heading', { name: 'Response' }).waitFor();
        expect(await widthBeyond(tab)).toBe(0);
        await tab.keyboard.press('Escape');
      }
      await tab.keyboard.press('2');
      await tab.getByRole('option').first().click();
      await tab.getByRole('heading', { name: 'Description' }).waitFor();
      const links = await tab
        .locator('.prose a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      expect(links).toEqual(['https://example.com/pets']);
      expect(await widthBeyond(tab)).toBe(0);
      await tab.keyboard.press('3');
      await tab.getByRole('table').waitFor();
      expect(await widthBeyond(tab)).toBe(0);
      expect(await tab.evaluate('"hit" in window')).toBe(false);
      expect(await tab.locator('main').innerText()).not.toContain('\u202E');
      expect(errors).toEqual([]);
      await tab.close();
    });

    test('is accessible in light and dark, narrow and wide', async () => {
      await send('/pets', { id: 'one', name: 'One' });
      await send('/pets', { id: 'x', name: 'x' });
      app.setFaults({ latency: '1ms' });
      const found: unknown[] = [];
      for (const [colorScheme, width] of [
        ['light', 1600],
        ['dark', 400],
      ] as const) {
        const { tab } = await open({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        await tab.evaluate(readFileSync(AXE, 'utf8'));
        for (const key of ['1', '2', '3', '4']) {
          await tab.keyboard.press(key);
          await tab.waitForTimeout(400);
          if (key === '1' || key === '2') await tab.getByRole('option').first().click();
          await tab.waitForTimeout(400);
          const { violations } = await tab.evaluate<{
            violations: { id: string; nodes: { html: string }[] }[];
          }>('axe.run()');
          found.push(...violations.map(({ id, nodes }) => [colorScheme, key, id, nodes[0]?.html]));
          if ((await widthBeyond(tab)) > 0) found.push([width, key, 'overflows']);
        }
        await tab.close();
      }
      app.setFaults({});
      expect(found).toEqual([]);
    });

    test('takes 1,000 lines without a stutter, and keeps few elements', async () => {
      const { tab } = await open();
      await tab.evaluate(WATCH_FRAMES);
      for (let count = 0; count < 1_200; count += 1) {
        await app.handle({ target: '/pets' });
        if (count % 50 === 0) await new Promise(setImmediate); // as requests over HTTP would come
      }
      await tab.getByText(/^1,2\d\d exchanges/).waitFor();
      const [longest, rows] = await tab.evaluate<[number, number]>(
        `[window.longest, document.querySelectorAll('.row').length]`,
      );
      expect(rows).toBeLessThan(80);
      expect(longest).toBeLessThan(1_000); // of a frame, on a machine that others use too
      await tab.close();
    });
  });
}

async function expectCount(tab: Page, count: number): Promise<void> {
  const lines = tab.getByRole('option');
  for (let tries = 0; tries < 500 && (await lines.count()) !== count; tries += 1)
    await tab.waitForTimeout(20);
  expect(await lines.count()).toBe(count);
}
