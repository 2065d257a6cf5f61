import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { hostile, pageOf } from '../../contract/report/html/hostile-report.ts';
import { install } from './installed.ts';

const CHROMIUM = '/usr/bin/chromium';

/** Opens the page in light and dark, wide and narrow, with everything closed and open, and lets axe-core look at it. */
const SCRIPT = String.raw`
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await chromium.launch({ executablePath: '${CHROMIUM}', args: ['--no-sandbox'] });
const asked = new Set(), errors = [], violations = [], wider = [];
const open = async (options, address) => {
  const tab = await (await browser.newContext(options)).newPage();
  tab.on('request', (request) => asked.add(request.url()));
  tab.on('pageerror', (error) => errors.push(String(error)));
  await tab.goto(address);
  return tab;
};
const shown = (tab) => tab.locator('.finding:visible').count();
try {
  const [page] = process.argv.slice(2);
  for (const colorScheme of ['light', 'dark']) for (const width of [1280, 400]) {
    const tab = await open({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true }, page);
    for (const isOpen of [false, true]) {
      await tab.evaluate((isOpen) => { for (const one of document.querySelectorAll('details')) one.open = isOpen; }, isOpen);
      await tab.evaluate(axe);
      const found = await tab.evaluate(() => axe.run());
      violations.push(...found.violations.map(({ id, nodes }) => [id, nodes[0].html]));
      wider.push(await tab.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)));
    }
  }
  const tab = await open({}, page);
  const all = await shown(tab);
  await tab.getByLabel('Check').selectOption('methodRefused');
  const filtered = await shown(tab);
  const hash = new URL(tab.url()).hash;
  const again = await open({}, page + hash);
  const kept = await shown(again);
  await again.getByLabel('Search findings').fill('no such word');
  const none = await shown(again);
  await again.getByRole('button', { name: 'Show all' }).click();
  await again.waitForFunction((all) => document.querySelectorAll('.finding:not([hidden])').length === all, all);
  await tab.keyboard.press('Tab');
  const led = await open({}, page + '#run-1-1');
  const isLed = await led.locator('#run-1-1 > details').evaluate((one) => one.open);
  const silent = await open({ javaScriptEnabled: false }, page);
  await silent.locator('.finding summary').first().focus();
  await silent.keyboard.press('Enter');
  const readable = await silent.locator('.finding').first().innerText();
  const hit = await tab.evaluate(() => document.body.dataset.hit);
  console.log(JSON.stringify({ asked: [...asked].map((one) => one.replace(/#.*/, '')), errors, violations, wider, all, filtered,
    hash, kept, none, isLed, readable, form: await silent.locator('form').isVisible(), hit: hit ?? 'none' }));
} finally {
  await browser.close();
}
`;

if (!existsSync(CHROMIUM)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`the page of a report in Chromium: there is none at ${CHROMIUM}`, () => undefined);
} else {
  describe('the page of a report in Chromium', () => {
    test('is accessible, asks for nothing, runs nothing of others, and keeps filters in its address', async () => {
      const { run, save, folder } = await install('playwright-core@^1.60.0', 'axe-core@^4.10.0');
      save('look.mjs', SCRIPT);
      save('page.html', await pageOf(await hostile()));
      const page = pathToFileURL(join(folder, 'page.html')).href;
      const seen = JSON.parse(await run(process.execPath, 'look.mjs', page)) as Record<string, unknown>;
      const { findings } = await hostile();
      const refused = findings.filter(({ check }) => check === 'methodRefused').length;
      expect(refused).toBeLessThan(findings.length);
      expect(seen).toEqual({
        asked: [...new Set([page])],
        errors: [],
        violations: [],
        wider: Array.from({ length: 8 }, () => 0),
        all: findings.length,
        filtered: refused,
        hash: '#?check=methodRefused',
        kept: refused,
        none: 0,
        isLed: true,
        readable: expect.stringMatching(/Expected[^]*Found[^]*Request[^]*GET/),
        form: false,
        hit: 'none',
      });
    });
  });
}
