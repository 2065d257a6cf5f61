// Makes the pictures of docs/page.md: it serves the bundled APIs with two scenarios, asks them as an app would, and looks at the
// page in Chromium. node docs/pictures/page/make-pictures.mjs, after a build.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'docs/pictures/page');
const temporary = mkdtempSync(join(tmpdir(), 'stuntdouble-pictures-'));
const PATH = '/api/v1/livechat/department';

writeFileSync(
  join(temporary, 'settings.json'),
  JSON.stringify({
    scenarios: {
      outage: { faults: { fail: '503:100%' } },
      'no departments': { fixtures: { rocketchat: { departments: [] } } },
    },
  }),
);
const mock = spawn(
  process.execPath,
  [join(root, 'dist/cli.cjs'), 'mock', '--port', '0', '--config', join(temporary, 'settings.json')],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const { url, page, headers } = await started();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  await askAround(url, headers);
  mkdirSync(folder, { recursive: true });
  for (const [colorScheme, width, height] of [
    ['light', 1280, 800],
    ['dark', 400, 800],
  ]) {
    const tab = await browser.newPage({ colorScheme, viewport: { width, height } });
    await tab.goto(page);
    await tab.getByRole('option').first().waitFor();
    const shot = async (name) => {
      await tab.waitForTimeout(700);
      await tab.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
    };
    await tab.getByRole('option').filter({ hasText: '400' }).first().click();
    await shot('log');
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('2');
    await tab.getByRole('option').nth(1).click();
    await shot('operations');
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('3');
    await tab.getByRole('button', { name: /^departments rocketchat/ }).click();
    await shot('state');
    await tab.keyboard.press('4');
    await tab.getByRole('button', { name: 'outage' }).click();
    await shot('settings');
    await tab.getByRole('button', { name: 'Switch all off' }).click();
    await tab.close();
  }
  await browser.close();
} finally {
  mock.kill();
  rmSync(temporary, { recursive: true, force: true });
}

/** Resolves with the addresses that the mock prints, and the credentials of its first identity. */
function started() {
  let text = '';
  return new Promise((resolve, reject) => {
    mock.once('exit', () => reject(new Error(`the mock has ended: ${text}`)));
    mock.stdout.on('data', (piece) => {
      text += piece;
      const [, url] = /Listening on (\S+)/.exec(text) ?? [];
      const [, page] = /see and steer it at (\S+)/.exec(text) ?? [];
      const [, token, user] = /X-Auth-Token: (\S+)\s+X-User-Id: (\S+)/.exec(text) ?? [];
      if (url && page && token)
        resolve({
          url,
          page,
          headers: { 'x-auth-token': token, 'x-user-id': user, 'content-type': 'application/json' },
        });
    });
  });
}

async function askAround(url, headers) {
  const department = { enabled: true, name: 'Returns', email: 'returns@example.com' };
  const whole = { ...department, showOnRegistration: true, showOnOfflineForm: false };
  const send = (path, method, body) =>
    fetch(url + path, {
      ...(method !== undefined && { method, body: JSON.stringify(body) }),
      headers,
    });
  await send(`${PATH}?count=5`);
  const created = await (await send(PATH, 'POST', { department: whole })).json();
  await send(`${PATH}/${created.department._id}`);
  await send('/api/v1/livechat/departmen');
  await send(PATH, 'POST', { department: { ...department, showOnRegistration: 'sometimes' } });
  await send('/api/v1/livechat/queue');
  await fetch(`${url}${PATH}`);
  await send(`${PATH}?count=5`);
}
