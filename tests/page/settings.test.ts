import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { createMock } from '../../src/create-mock.ts';
import type { MockApp } from '../../src/mock/server/app.ts';
import { listenPage } from '../../src/mock/server/control/page/page-server.ts';
import { listen, type Listening } from '../../src/mock/server/listen.ts';
import { folderWith } from '../temporary-folder.ts';

const CHROMIUM = '/usr/bin/chromium';
const TOKEN = 'open-sesame-0815';

const Note = {
  type: 'object',
  required: ['id', 'createdAt'],
  properties: { id: { type: 'string' }, createdAt: { type: 'string', format: 'date-time', readOnly: true } },
};

const content = { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } };

const DESCRIPTION = {
  openapi: '3.1.1',
  info: { title: 'Notes', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        responses: {
          '200': {
            description: 'All.',
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Note' } } },
            },
          },
        },
      },
      post: {
        operationId: 'createNote',
        requestBody: { required: true, content },
        responses: { '201': { description: 'Created.', content } },
      },
    },
  },
  webhooks: {
    noteWritten: {
      post: { requestBody: { content }, responses: { '204': { description: 'Received.' } } },
    },
  },
  components: {
    schemas: { Note },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } },
  },
};

if (!existsSync(CHROMIUM)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`the settings of the page in Chromium: there is none at ${CHROMIUM}`, () => undefined);
} else {
  describe('the settings of the page in Chromium', () => {
    const received: string[] = [];
    let browser: Browser;
    let app: MockApp;
    let mock: Listening;
    let own: Listening;
    let receiver: Server;

    beforeAll(async () => {
      receiver = createServer((request, response) => {
        received.push(`${request.method} ${request.url}`);
        request.resume().on('end', () => response.writeHead(204).end());
      });
      await new Promise<void>((resolve) => {
        receiver.listen(0, '127.0.0.1', resolve);
      });
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
      app = createMock({
        descriptions: `${folderWith({ 'notes.json': DESCRIPTION })}/notes.json`,
        fixtures: { notes: [], identities: [{ id: 'ada', credentials: { key: 'hush-hush' } }] },
        callbacks: true,
      });
      mock = await listen(app, { port: 0 });
      own = await listenPage(app.mock, { url: mock.url, controlToken: TOKEN }, { port: 0 });
    });

    beforeEach(() => app.reset());

    afterAll(async () => {
      await browser.close();
      await Promise.all([mock.close(), own.close()]);
      receiver.close();
    });

    async function openSettings(page = own.url, shown = mock.url) {
      const tab = await browser.newPage();
      await tab.goto(page);
      await tab.getByText(shown).first().waitFor(); // before that, no key is heard
      await tab.keyboard.press('4');
      return tab;
    }

    const write = (id: string, credentials: Readonly<Record<string, string>> = {}) =>
      fetch(`${mock.url}/notes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...credentials },
        body: JSON.stringify({ id }),
      });

    test('a token in the fragment is in no address from then on, and in a field of each request', async () => {
      const tab = await browser.newPage();
      const [urls, tokens, referrers]: [string[], (string | undefined)[], (string | undefined)[]] = [
        [],
        [],
        [],
      ];
      tab.on('request', (request) => {
        const { authorization, referer } = request.headers();
        urls.push(request.url());
        referrers.push(referer);
        if (request.url().includes('/_stuntdouble/')) tokens.push(authorization);
      });
      await tab.goto(`${own.url}#token=${TOKEN}`);
      await tab.getByText(mock.url).first().waitFor();
      const { stored, address } = await tab.evaluate<{ stored: number; address: string }>(
        '({ stored: localStorage.length + sessionStorage.length, address: location.href })',
      );
      expect(new URL(address).hash).toBe('');
      expect(stored).toBe(0);
      expect(tokens.length).toBeGreaterThan(0);
      expect(new Set(tokens)).toEqual(new Set([`Bearer ${TOKEN}`]));
      expect([...urls.slice(1), ...referrers].filter((text) => text?.includes(TOKEN) === true)).toEqual([]);
      expect(JSON.stringify(app.requests())).not.toContain(TOKEN);
      await tab.close();
    });

    test('an identity stands for credentials, and the clock stands still, until all is switched off', async () => {
      const tab = await openSettings();
      expect((await write('refused')).status).toBe(401);
      await tab.getByLabel('Each request counts as one of').selectOption('ada');
      await tab
        .getByText(/everybody is ada/)
        .first()
        .waitFor();
      await tab.getByLabel('Let it stand at').fill('2030-05-06T07:08:09');
      await tab.getByRole('button', { name: 'Set', exact: true }).last().click();
      await tab
        .getByText(/the clock stands at 2030-05-0/)
        .first()
        .waitFor();
      const written = await write('written');
      expect(written.status).toBe(201);
      expect(await written.json()).toMatchObject({
        id: 'written',
        createdAt: expect.stringMatching(/^2030-05-0/),
      });
      await tab.getByRole('button', { name: 'Switch all off' }).click();
      await tab.getByRole('button', { name: 'Switch all off' }).waitFor({ state: 'detached' });
      expect((await write('again')).status).toBe(401);
      await tab.close();
    });

    test('a webhook is sent where it is told to', async () => {
      const tab = await openSettings();
      const { port } = receiver.address() as AddressInfo;
      await tab.getByLabel('To', { exact: true }).fill(`http://127.0.0.1:${port}/hook`);
      await tab.getByRole('button', { name: 'Send' }).click();
      await tab.getByText('noteWritten was sent').waitFor();
      await tab.close();
      expect(received).toEqual(['POST /hook']);
    });

    test('what goes through to an upstream is chosen', async () => {
      const { port } = receiver.address() as AddressInfo;
      const passing = createMock({
        descriptions: `${folderWith({ 'notes.json': DESCRIPTION })}/notes.json`,
        auth: false,
        upstream: { url: `http://127.0.0.1:${port}` },
      });
      const before = await listen(passing, { port: 0 });
      const page = await listenPage(passing.mock, { url: before.url }, { port: 0 });
      const tab = await openSettings(page.url, before.url);
      expect((await fetch(`${before.url}/notes`)).status).toBe(200);
      const changed = (method: string) =>
        tab.waitForResponse((sent) => sent.url().endsWith('/upstream') && sent.request().method() === method);
      await tab.getByLabel('Pass these on').fill('listNotes');
      const form = tab.locator('form', { hasText: 'Pass these on' });
      await Promise.all([changed('POST'), form.getByRole('button', { name: 'Set' }).click()]);
      expect((await fetch(`${before.url}/notes`)).status).toBe(204);
      expect(received.at(-1)).toBe('GET /notes');
      await Promise.all([changed('DELETE'), form.getByRole('button', { name: 'As at the start' }).click()]);
      expect((await fetch(`${before.url}/notes`)).status).toBe(200);
      await tab.close();
      await Promise.all([before.close(), page.close()]);
    });

    test('the items are saved as a file of fixtures', async () => {
      const tab = await openSettings();
      await write('kept', { 'x-key': 'hush-hush' });
      await tab.keyboard.press('3');
      const [saved] = await Promise.all([
        tab.waitForEvent('download'),
        tab.getByRole('button', { name: 'Save as fixtures' }).click(),
      ]);
      expect(saved.suggestedFilename()).toBe('fixtures.json');
      const fixtures: unknown = JSON.parse(readFileSync(await saved.path(), 'utf8'));
      expect(JSON.stringify(fixtures)).toContain('"id":"kept"');
      await tab.close();
    });
  });
}
