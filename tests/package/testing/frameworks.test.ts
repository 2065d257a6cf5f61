import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { folderWith } from '../../temporary-folder.ts';
import { install, type Installed } from '../clients/installed.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const CLI = 'node_modules/@playwright/test/cli.js';

const CHROMIUM = '/usr/bin/chromium';

const PETS = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'http://pets.example.com/v1' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: {
          200: {
            description: 'pets',
            headers: { 'X-Total': { schema: { type: 'integer' } } },
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
            },
          },
        },
      },
      post: {
        operationId: 'addPet',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
        },
        responses: {
          201: {
            description: 'pet',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getPet',
        responses: {
          200: {
            description: 'pet',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
      delete: { operationId: 'removePet', responses: { 204: { description: 'gone' } } },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['name'],
        properties: { id: { type: 'string' }, name: { type: 'string', nullable: true } },
      },
    },
  },
};

/** The same in each framework: responses of fetch, supertest and axios that fit the description, and some that do not. */
const TESTS = `
import { createServer } from 'node:http';
import axios from 'axios';
import supertest from 'supertest';

const server = createServer((request, response) => {
  const send = (status, body, headers = {}) => {
    response.writeHead(status, { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const { method, url } = request;
  if (method === 'DELETE') return send(204);
  if (method === 'POST') return send(201, { id: 7 });
  if (url === '/v1/pets') return send(200, [{ id: '1', name: null }], { 'x-total': '1' });
  if (url === '/v1/pets/1') return send(200, { id: '1', name: 'Rex' });
  if (url === '/v1/pets/2') return send(418, {});
  return send(200, { id: '1', name: 'Rex' }, { 'content-type': 'text/plain' });
});
let url = '';
beforeAll(() => new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
  url = 'http://127.0.0.1:' + server.address().port + '/v1';
  resolve();
})));
afterAll(() => server.close());

const refusal = async (check) => {
  try {
    await check();
  } catch (error) {
    return error.message;
  }
  return 'passed';
};

test('fetch', async () => {
  const response = await fetch(url + '/pets');
  await expect(response).toMatchContract('pets.json');
  expect(await response.json()).toHaveLength(1);
  await expect(await fetch(url + '/pets/1', { method: 'DELETE' })).toMatchContract('pets.json', { method: 'DELETE' });
  await expect(await fetch(url + '/pets/2')).not.toMatchContract('pets.json');
});

test('supertest and axios', async () => {
  await expect(await supertest(url).get('/pets')).toMatchContract('pets.json');
  await expect(await supertest(url).delete('/pets/1')).toMatchContract('pets.json');
  await expect(await axios.get(url + '/pets')).toMatchContract('pets.json');
  await expect(await axios.create({ baseURL: url }).get('/pets/1')).toMatchContract('pets.json');
  await expect(await axios.delete(url + '/pets/1')).toMatchContract('pets.json');
});

test('the words of a finding', async () => {
  const bad = await axios.post(url + '/pets', {});
  expect(() => expect(bad).toMatchContract('pets.json')).toThrow(/POST \\/v1\\/pets \\(addPet\\) was answered 201, which breaks the description:/);
  const told = await refusal(() => expect(bad).toMatchContract('pets.json'));
  expect(told).toContain("body must have required property 'name'");
  expect(told).toMatch(/body \\/id must be string: found 7\\n.*pets\\.json:\\d+#\\/components\\/schemas\\/Pet/);
  expect(await refusal(async () => expect(await fetch(url + '/pets/2')).toMatchContract('pets.json'))).toContain('418');
  expect(await refusal(async () => expect(await fetch(url + '/pets/3')).toMatchContract('pets.json'))).toContain('text/plain');
  expect(await refusal(async () => expect(await fetch(url + '/cats')).toMatchContract('pets.json'))).toContain('GET /v1/cats');
  const other = await supertest(url).patch('/pets/1');
  expect(await refusal(() => expect(other).toMatchContract('pets.json'))).toContain('GET /pets/{id} (getPet), DELETE');
  expect(await refusal(() => expect(7).toMatchContract('pets.json'))).toContain('a response of fetch, supertest or axios');
});
`;

let installed: Installed;

beforeAll(async () => {
  const [{ filename }] = JSON.parse(await pack()) as [{ filename: string }];
  const packages = [
    'jest@^30.0.0',
    'vitest@^3.2.0',
    'axios@^1.7.0',
    'supertest@^7.0.0',
    '@playwright/test@^1.50.0',
  ];
  installed = await install(join(tarballs, filename), ...packages);
  installed.save('pets.json', JSON.stringify(PETS, undefined, 2));
});

const tarballs = folderWith({});

async function pack(): Promise<string> {
  const { run } = await install();
  return run(
    'npm',
    'pack',
    ROOT,
    '--ignore-scripts',
    '--json',
    '--loglevel=error',
    '--pack-destination',
    tarballs,
  );
}

test('toMatchContract in Jest, in ES modules and in CommonJS', async () => {
  const { run, save } = installed;
  save('jest.config.json', {
    testEnvironment: 'node',
    transform: {},
    testMatch: ['**/*.jest.mjs', '**/*.jest.cjs'],
  });
  save('a.jest.mjs', `import 'stuntdouble/jest';\n${TESTS}`);
  save(
    'b.jest.cjs',
    `require('stuntdouble/jest');
test('in CommonJS', async () => {
  const config = { method: 'get', url: 'http://127.0.0.1/v1/pets/1' };
  const received = { status: 200, headers: { 'content-type': 'application/json' }, data: { name: 1 }, config };
  expect(() => expect(received).toMatchContract('pets.json')).toThrow(/body \\/name must be/);
});`,
  );
  const jest = [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.config.json',
    '--silent',
  ];
  await run(process.execPath, ...jest);
});

test('toMatchContract in Vitest', async () => {
  const { run, save } = installed;
  save('vitest.config.mjs', `export default { test: { globals: true, include: ['**/*.vitest.mjs'] } };`);
  save('a.vitest.mjs', `import 'stuntdouble/vitest';\n${TESTS}`);
  await run(process.execPath, 'node_modules/vitest/vitest.mjs', 'run');
});

test('has types for all of them', async () => {
  const { run, save } = installed;
  save(
    'types.mts',
    `import { expect } from '@jest/globals';
import { expect as other } from 'vitest';
import { test as base } from '@playwright/test';
import 'stuntdouble/jest';
import 'stuntdouble/vitest';
import { mockFixture, type MockFixtures, type MockWorkerFixtures } from 'stuntdouble/playwright';
export const test = base.extend<MockFixtures, MockWorkerFixtures>(mockFixture({ descriptions: 'pets.json' }));
test('x', async ({ page, mock }) => { await page.goto(mock.url); });
await expect(new Response()).toMatchContract('pets.json', { method: 'GET' });
await other(new Response()).toMatchContract('pets.json');
// @ts-expect-error: types are there
await expect(new Response()).toMatchContract(7);
// @ts-expect-error: types are there
await other(new Response()).toMatchContract(7);
`,
  );
  const options = [
    '--strict',
    '--noEmit',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2023,dom',
  ];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(
    process.execPath,
    tsc,
    ...options,
    '--types',
    'node',
    '--typeRoots',
    join(ROOT, 'node_modules/@types'),
    'types.mts',
  );
});

if (!existsSync(CHROMIUM)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
  test.skip(`a fixture of Playwright in Chromium: there is none at ${CHROMIUM}`, () => undefined);
} else {
  test('a fixture of Playwright gives each test a state of its own', async () => {
    const { run, save } = installed;
    save(
      'playwright.config.mjs',
      `export default { testMatch: '**/*.pw.mjs', workers: 1, use: { launchOptions: { executablePath: '${CHROMIUM}', args: ['--no-sandbox'] } } };`,
    );
    save(
      'a.pw.mjs',
      `import { expect, test as base } from '@playwright/test';
import { mockFixture } from 'stuntdouble/playwright';
const test = base.extend(mockFixture({ descriptions: 'pets.json', memory: 'empty' }));
const urls = new Set();
for (const name of ['Rex', 'Max']) {
  test(name, async ({ page, mock, request }) => {
    urls.add(mock.url);
    await page.goto(mock.url + '/v1/pets');
    const listed = await page.evaluate(async (name) => {
      const headers = { 'content-type': 'application/json' };
      await fetch('/v1/pets', { method: 'POST', headers, body: JSON.stringify({ name }) });
      return (await fetch('/v1/pets')).json();
    }, name);
    expect(listed.map((pet) => pet.name)).toEqual([name]);
    const own = await request.get(mock.url + '/v1/pets', { headers: mock.headers });
    expect((await own.json()).length).toBe(1);
    expect(await (await request.get(mock.url + '/v1/pets')).json()).toEqual([]);
    expect(urls.size).toBe(1);
  });
}
`,
    );
    // Playwright does not run where Jest says that it does
    const said = await run('env', '-u', 'JEST_WORKER_ID', process.execPath, CLI, 'test', '--reporter=line');
    expect(said).toContain('2 passed');
  });
}
