import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { install } from './installed.ts';
import { servePets } from './pets.ts';

const CHROMIUM = '/usr/bin/chromium';

const closers: (() => void)[] = [];

afterAll(() => {
  for (const close of closers) close();
});

/** Serves an empty page, for a script to run on it, at an origin of its own. */
async function servePage(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A page</title>');
  });
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** What the page does: it logs in by a cookie, changes a pet, and reads header fields. */
const SCRIPT = String.raw`
import { chromium } from 'playwright-core';
const [page, api] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '${CHROMIUM}', args: ['--no-sandbox'] });
try {
  const tab = await browser.newPage();
  await tab.goto(page);
  const seen = await tab.evaluate(async (api) => {
    const send = (path, method, body) => fetch(api + path, {
      method, credentials: 'include', body: body && JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-mine': '1' },
    });
    const { id } = await (await send('/pets', 'POST', { name: 'Rex' })).json();
    const refused = await send('/pets/' + id, 'PUT', { name: 'Max' });
    const session = await send('/session', 'POST');
    const changed = await send('/pets/' + id, 'PUT', { name: 'Max' });
    const listed = await send('/pets', 'GET');
    return {
      refused: [refused.status, refused.headers.get('www-authenticate') !== null],
      session: session.status, changed: changed.status,
      listed: await listed.json().then((pets) => pets.map(({ name }) => name)),
      total: listed.headers.get('x-total-count'),
      cookie: document.cookie,
    };
  }, api);
  const login = new URLSearchParams({ response_type: 'code', client_id: 'app', redirect_uri: page, state: 's1' });
  await tab.goto(api + '/_stuntdouble/oauth/login/authorize?' + login);
  await tab.getByLabel('User').fill('ada');
  await tab.getByRole('button', { name: 'Allow' }).click();
  await tab.waitForURL(page + '**');
  const back = new URL(tab.url()).searchParams;
  const token = await tab.evaluate(([api, code, redirect_uri]) => fetch(api + '/_stuntdouble/oauth/login/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', client_id: 'app', client_secret: 'x', code, redirect_uri }),
  }).then((response) => response.json()), [api, back.get('code'), page]);
  console.log(JSON.stringify({ ...seen, state: back.get('state'), scope: token.scope }));
} finally {
  await browser.close();
}
`;

if (!existsSync(CHROMIUM)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`a page in Chromium: there is none at ${CHROMIUM}`, () => undefined);
} else {
  describe('a page in Chromium', () => {
    test('of another origin sends credentials, reads documented header fields, and logs in', async () => {
      const { run, save } = await install('playwright-core@^1.60.0');
      save('page.mjs', SCRIPT);
      const [page, url] = [await servePage(), await servePets()];
      const said = await run(process.execPath, 'page.mjs', page, url.replace('127.0.0.1', 'localhost'));
      expect(JSON.parse(said)).toEqual({
        refused: [401, true],
        session: 204,
        changed: 200,
        listed: ['Max'],
        total: expect.stringMatching(/^\d+$/),
        cookie: '',
        state: 's1',
        scope: 'pets:write',
      });
    });
  });
}
