import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { TASKS } from '../../embed/api.ts';
import { install } from './installed.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What is done with handlers, and with a network. */
const SCRIPT = `
import { readFileSync } from 'node:fs';
import { http, HttpResponse } from 'msw';
import { defaultNetworkOptions, setupServer } from 'msw/node';
import { handlers, network } from './stuntdouble-msw.mjs';
const description = JSON.parse(readFileSync('tasks.json', 'utf8'));
const base = 'https://tasks.example.com/v1/tasks';
const use = async () => {
  const headers = { 'content-type': 'application/json' };
  const created = await fetch(base, { method: 'POST', headers, body: '{"title":"Wash"}' });
  const { id } = await created.json();
  const refused = await fetch(base, { method: 'POST', headers, body: '{}' });
  return [created.status, refused.status, (await fetch(base + '/' + id)).status, (await fetch(base)).status];
};
const server = setupServer(...handlers(description, { memory: 'empty' }));
server.listen({ onUnhandledRequest: 'error' });
const byHandlers = await use();
server.close();
const mocked = await network(description, { ...defaultNetworkOptions, memory: 'empty' });
await mocked.enable();
const byNetwork = await use();
mocked.use(http.get(base, () => new HttpResponse(null, { status: 503 })));
const replaced = (await fetch(base)).status;
await mocked.disable();
console.log(JSON.stringify({ byHandlers, byNetwork, replaced }));
`;

/** Runs a script on a Node that MSW 3 runs on: this one, or 24. */
function runOnNewer(cwd: string, script: string): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > 22 || (major === 22 && minor >= 12);
  const withNode = [join(ROOT, 'scripts/with-node.mjs'), '24', 'node'];
  const { stdout, stderr } = spawnSync(process.execPath, [...(isNew ? [] : withNode), script], {
    cwd,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return stdout;
}

test('MSW 3 has handlers and networks with a mock in them', async () => {
  const { save, folder } = await install('msw@^3.0.0');
  save('tasks.json', TASKS);
  save('use.mjs', SCRIPT);
  await build({
    entryPoints: { 'stuntdouble-msw': join(ROOT, 'src/embed/msw.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['msw', 'msw/*'],
    logLevel: 'error',
  });
  expect(JSON.parse(runOnNewer(folder, 'use.mjs'))).toEqual({
    byHandlers: [201, 400, 200, 401],
    byNetwork: [201, 400, 200, 401],
    replaced: 503,
  });
});
