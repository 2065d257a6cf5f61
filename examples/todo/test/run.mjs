// Uses the page in each of its four set-ups, in Chromium: node test/run.mjs [SET-UP…]
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { serveStaging } from './staging.mjs';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const stops = [];

/** Matches what a program prints once it listens, with its address. */
const LISTENS = /(?:Local:|Listening on) +(http:\/\/[\w.]+:\d+)/;

/** Starts a program, and returns its address. */
async function start(command, args, env = {}) {
  const child = spawn(`node_modules/.bin/${command}`, args, {
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  stops.push(async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  while (!LISTENS.test(said)) {
    if (child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return LISTENS.exec(said)[1];
}

/** Runs a program to its end. */
function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${command}`, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

const dev = (mode, env) => start('vite', ['--mode', mode, '--port', '0', '--host', '127.0.0.1'], env);
const mock = (...args) => start('stuntdouble', ['mock', 'openapi.yaml', '--port', '0', '--no-page', ...args]);

/** Starts a set-up, and returns the address of its page. */
const SETUPS = {
  port: async () => dev('port', { MOCK: await mock() }),
  plugin: async () => dev('plugin'),
  msw: async () => {
    run('vite', 'build', '--mode', 'msw', '--logLevel', 'error');
    return start('vite', ['preview', '--port', '0', '--host', '127.0.0.1']);
  },
  upstream: async () => {
    const staging = serveStaging().listen(0, '127.0.0.1');
    await once(staging, 'listening');
    stops.push(() => {
      staging.closeAllConnections();
      staging.close();
    });
    const url = `http://127.0.0.1:${staging.address().port}`;
    return dev('upstream', { MOCK: await mock('--upstream', url, '--mock-only', 'suggestTodo') });
  },
};

/** Uses the page as a person does. @throws Error where it is not as it should be */
async function use(page, name) {
  const row = (title) => page.getByRole('listitem').filter({ hasText: title });
  await page.getByRole('heading', { name: 'Todos' }).waitFor();
  if (name === 'upstream') await row('From staging').waitFor();
  await page.getByRole('button', { name: 'Suggest' }).click();
  await page.waitForFunction(() => document.querySelector('input').value === 'Water the plants');
  await page.getByRole('button', { name: 'Add' }).click();
  await row('Water the plants').waitFor();
  await row('Water the plants').getByRole('checkbox').click();
  await row('Water the plants').getByRole('checkbox', { checked: true }).waitFor();
  await page.reload();
  await row('Water the plants').getByRole('checkbox', { checked: true }).waitFor();
  await page.getByLabel('New todo').fill('x'.repeat(41));
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: 'Delete Water the plants' }).click();
  await row('Water the plants').waitFor({ state: 'detached' });
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SETUPS);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
let failed = 0;
for (const name of names) {
  const started = performance.now();
  const said = [];
  try {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('console', (message) => said.push(message.text()));
    await page.goto(await SETUPS[name]());
    await use(page, name);
    console.log(`✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${name}: ${error.stack}\n${said.join('\n')}`);
  }
  for (const stop of stops.splice(0)) await stop();
}
await browser.close();
process.exitCode = failed === 0 ? 0 : 1;
