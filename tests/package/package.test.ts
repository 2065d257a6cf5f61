import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serve } from '../cli/command.ts';
import { write } from '../temporary-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-package-'));
const consumer = join(folder, 'consumer');
let packed: readonly string[] = [];

/** The package, packed as it would be published, in an otherwise empty folder. */
beforeAll(async () => {
  write(join(consumer, 'package.json'), { name: 'consumer', private: true });
  const list = await npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
  const [{ filename, files }] = JSON.parse(list) as [{ filename: string; files: { path: string }[] }];
  packed = files.map(({ path }) => path);
  await npm(consumer, 'install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, filename));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Returns the output of a program. @throws Error with all its output when it fails */
async function output(cwd: string, command: string, args: readonly string[]): Promise<string> {
  const run = promisify(execFile);
  try {
    return (await run(command, args, { cwd, env: { ...process.env, NO_COLOR: '1' } })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  return output(cwd, process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, '--loglevel=error']);
}

function node(...args: readonly string[]): Promise<string> {
  return output(consumer, process.execPath, args);
}

const USE = `
const app = createMock({ descriptions: loadDescriptionSync('livehelpnow') });
const answer = await app.handle({ target: '/api/departments', headers: { Authorization: 'Bearer test-oauth-token' } });
`;

test('contains the needed files, and no others', () => {
  const needed = [
    'LICENSE',
    'README.md',
    'dist/cli.cjs',
    'dist/cjs/index.d.ts',
    'dist/cjs/package.json',
    'dist/index.cjs',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/later/faker.cjs',
    'dist/later/jose.cjs',
    'dist/later/undici.cjs',
    'fixtures/rocketchat/state/departments.json',
    'openapi/rocketchat.json',
    'openapi/rocketchat.yaml',
    'package.json',
  ];
  expect(packed).toEqual(expect.arrayContaining(needed));
  const known =
    /^(LICENSE|README\.md|package\.json|dist\/((?!cli\/).*\.(js|d\.ts)|\w+\.cjs|cli\.cjs|later\/[\w-]+\.cjs|cjs\/package\.json)|openapi\/\w+\.(yaml|json)|fixtures\/\w+\/state\/\w+\.json|schemas\/[\w-]+\.schema\.json)$/;
  expect(packed.filter((path) => !known.test(path))).toEqual([]);
});

test('has a command that starts a mock', async () => {
  const cli = join(consumer, 'node_modules/stuntdouble/dist/cli.cjs');
  expect(await npm(consumer, 'exec', '--offline', '--', 'stuntdouble', '--version')).toMatch(
    /^\d+\.\d+\.\d+/,
  );
  const serving = await serve(['livehelpnow'], { cwd: consumer, cli });
  const headers = { Authorization: 'Bearer test-oauth-token' };
  expect((await fetch(`${serving.url}/api/departments`, { headers })).status).toBe(200);
  expect((await serving.stop()).code).toBe(0);
});

test('can be imported', async () => {
  write(
    join(consumer, 'use.mjs'),
    `import { createMock, loadDescription, loadDescriptionSync } from 'stuntdouble';${USE}
console.log(answer.status, (await loadDescription('rocketchat')).operations.length);`,
  );
  expect(await node('use.mjs')).toBe('200 15\n');
});

test('can be required', async () => {
  write(
    join(consumer, 'use.cjs'),
    `const { createMock, loadDescription, loadDescriptionSync } = require('stuntdouble');
(async () => {${USE}
console.log(answer.status, (await loadDescription('rocketchat')).operations.length);
})();`,
  );
  expect(await node('use.cjs')).toBe('200 15\n');
});

test('can be required in a Jest test that is CommonJS', async () => {
  write(
    join(consumer, 'use.test.js'),
    `const { createMock, listen, loadDescriptionSync } = require('stuntdouble');
const app = createMock({ descriptions: loadDescriptionSync('livehelpnow') });
test('answers, over HTTP and without', async () => {
  const headers = { Authorization: 'Bearer test-oauth-token' };
  const answer = await app.handle({ target: '/api/departments', headers });
  expect(answer.status).toBe(200);
  const { url, close } = await listen(app, { port: 0 });
  const response = await fetch(url + '/api/departments', { headers });
  expect(await response.text()).toBe(Buffer.from(answer.body).toString());
  await close();
});`,
  );
  const config = { testEnvironment: 'node', transform: {}, testMatch: ['**/use.test.js'] };
  write(join(consumer, 'jest.config.json'), config);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  await node(jest, '--rootDir', consumer, '--config', 'jest.config.json', '--silent');
});

test('has types for both kinds of modules', async () => {
  const body = `
import { createMock, defineBehaviours, type Behaviours, type Description, loadDescriptionSync } from 'stuntdouble';
const description: Description = loadDescriptionSync('rocketchat');
const behaviours: Behaviours = defineBehaviours({
  operations: { getQueue: async ({ query }, tx) => ({ status: 200, body: { query, now: tx.now().toISOString() } }) },
});
const app = createMock({ descriptions: description, behaviours });
export const status: Promise<number> = app.handle({ target: '/' }).then((answer) => answer.status);
app.use((_request, _response, next) => next());
// @ts-expect-error: types are there
createMock({ seed: 'one' });
`;
  write(join(consumer, 'use.mts'), body);
  write(join(consumer, 'use.cts'), body);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--skipLibCheck',
    'false',
  ];
  await node(tsc, ...options, 'use.mts', 'use.cts');
});
