import { execFile } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
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
    'dist/LICENSES.txt',
    'dist/cli.cjs',
    'dist/index.cjs',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/page/fetch.js',
    'dist/types/index.d.ts',
    'dist/types/package.json',
    'docs/mock.md',
    'fixtures/rocketchat/state/departments.json',
    'openapi/rocketchat.json',
    'openapi/rocketchat.yaml',
    'package.json',
  ];
  expect(packed).toEqual(expect.arrayContaining(needed));
  const known =
    /^(LICENSE|README\.md|docs\/[\w-]+\.md|llms\.txt|package\.json|dist\/(LICENSES\.txt|[\w-]+\.(cjs|js|d\.ts)|page\.html|page\/[\w-]+\.js|types\/(.+\.d\.ts|package\.json))|openapi\/\w+\.(yaml|json)|fixtures\/\w+\/state\/\w+\.json|schemas\/[\w-]+\.schema\.json)$/;
  expect(packed.filter((path) => !known.test(path))).toEqual([]);
});

test('takes at most 20 MB with all that it needs', () => {
  const all = readdirSync(consumer, { recursive: true, encoding: 'utf8' });
  const size = all.reduce((sum, path) => sum + lstatSync(join(consumer, path)).size, 0);
  expect(size / 2 ** 20).toBeLessThan(20);
  expect(size / 2 ** 20).toBeGreaterThan(5);
});

test('brings the licence of each package that is bundled', async () => {
  const { metafile } = await build({
    entryPoints: ['src/index.ts', 'src/cli/main.ts', 'src/embed/fetch.ts'].map((path) => join(root, path)),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: ['jiti'],
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const names = Object.keys(metafile.inputs).map(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1],
  );
  const bundled = [...new Set(names)].filter((name) => name !== undefined);
  expect(bundled).toEqual(expect.arrayContaining(['ajv', '@faker-js/faker', 'express', 'iconv-lite']));
  const shipped = readFileSync(join(consumer, 'node_modules/stuntdouble/dist/LICENSES.txt'), 'utf8');
  const sections = new Map(shipped.split(/^-{80}$/m).map((one) => [/^(\S+) \d\S* \(/m.exec(one)?.[1], one]));
  for (const name of bundled) {
    expect({ name, has: /copyright|public domain/i.test(sections.get(name) ?? '') }).toEqual({
      name,
      has: true,
    });
  }
});

test('is installed without a package that is bundled', () => {
  const installed = readdirSync(join(consumer, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(installed.toSorted()).toEqual(['@types', 'jiti', 'stuntdouble', 'undici-types']);
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

test('keeps compiled code beside the command, and starts where it cannot', async () => {
  const compiled = join(consumer, 'node_modules/stuntdouble/dist/.compiled');
  const version = () => npm(consumer, 'exec', '--offline', '--', 'stuntdouble', '--version');
  const first = await version();
  const files = readdirSync(compiled).filter((file) => file.includes('-version-'));
  expect(files.map((file) => file.replace(/.*-/, '')).toSorted()).toEqual(['main.cjs', 'mock.cjs']);
  expect(await version()).toBe(first);
  for (const file of files) writeFileSync(join(compiled, file), 'cut off');
  expect(await version()).toBe(first);
  rmSync(compiled, { recursive: true, force: true });
  writeFileSync(compiled, 'no folder');
  expect(await version()).toBe(first);
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

test('is one and the same where it is imported and where it is required', async () => {
  write(
    join(consumer, 'same.mjs'),
    `import { createRequire } from 'node:module';
import * as index from 'stuntdouble';
import * as fetch from 'stuntdouble/fetch';
import * as middleware from 'stuntdouble/middleware';
import * as vite from 'stuntdouble/vite';
const require = createRequire(import.meta.url);
const modules = { stuntdouble: index, 'stuntdouble/fetch': fetch, 'stuntdouble/middleware': middleware, 'stuntdouble/vite': vite };
for (const [name, imported] of Object.entries(modules)) {
  const required = require(name);
  const names = Object.keys(imported).filter((one) => imported[one] === required[one]);
  if (names.length !== Object.keys(required).length) throw new Error(name);
}
console.log(Object.keys(modules).length);`,
  );
  expect(await node('same.mjs')).toBe('4\n');
});

test('has a panel that does nothing where there is no document', async () => {
  write(join(consumer, 'panel.mjs'), `import 'stuntdouble/panel';\nconsole.log(typeof customElements);`);
  expect(await node('panel.mjs')).toBe('undefined\n');
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
  const further = `
import { createFetch } from 'stuntdouble/fetch';
import { createMiddleware } from 'stuntdouble/middleware';
import { stuntdouble } from 'stuntdouble/vite';
export const page: typeof fetch = createFetch({ openapi: '3.1.0' });
export const middleware = createMiddleware({ seed: 1 }).reset;
export const plugin = stuntdouble().name;
`;
  const panel = `
import { createFetch } from 'stuntdouble/fetch';
import 'stuntdouble/panel';
document.createElement('stuntdouble-panel').mock = createFetch({ openapi: '3.1.0' });
// @ts-expect-error: it shows mocks alone
document.createElement('stuntdouble-panel').mock = fetch;
`;
  write(join(consumer, 'panel.mts'), panel);
  write(join(consumer, 'use.mts'), body);
  write(join(consumer, 'use.cts'), body);
  write(join(consumer, 'further.mts'), further);
  write(join(consumer, 'further.cts'), further);
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
  const both = ['use', 'further'].flatMap((name) => [`${name}.mts`, `${name}.cts`]);
  await node(tsc, ...options, 'panel.mts', ...both);
});
