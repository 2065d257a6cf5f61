import { afterEach, describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import {
  describeContract,
  type DescribeContractOptions,
} from '../../../src/contract/in-tests/describe-contract.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { type RawRequest } from '../../../src/http/message.ts';
import { isLoopback } from '../../../src/http/host/loopback.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { readBody } from '../../../src/http/message.ts';
import type { ServerResponse } from 'node:http';
import { rocketchat, withJson } from '../report/broken-runs.ts';
import { answer as jsonAnswer, petsDescription, petsServer } from '../pets.ts';

const GLOBALS = ['describe', 'test', 'afterAll'] as const;
const real = GLOBALS.map((name) => [name, (globalThis as Record<string, unknown>)[name]] as const);

afterEach(() => {
  for (const [name, value] of real) (globalThis as Record<string, unknown>)[name] = value;
});

/** Collects what `describeContract` declares, in place of Jest's globals, without running it. */
function declared(options: DescribeContractOptions) {
  const tests = new Map<string, () => Promise<void>>();
  let close = async (): Promise<void> => {};
  const names: string[] = [];
  Object.assign(globalThis, {
    describe: (name: string, body: () => void) => {
      names.push(name);
      body();
    },
    test: (name: string, body: () => Promise<void>) => tests.set(name, body),
    afterAll: (body: () => Promise<void>) => (close = body),
  });
  describeContract(options);
  return { names, tests, close: () => close() };
}

async function outcomes(tests: ReadonlyMap<string, () => Promise<void>>): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const [name, body] of tests) {
    await body().catch((error: Error) => failures.push(`${name}: ${error.message}`));
  }
  return failures;
}

describe('describeContract', () => {
  test('declares a named test for each case, all of which pass on the mock', async () => {
    const { description, identities } = rocketchat();
    const target = createMock({ descriptions: 'rocketchat' });
    const { names, tests, close } = declared({ description, target, identities, maxCases: 250 });
    expect(names).toEqual(['rocketchat on the app']);
    expect(tests.size).toBeGreaterThan(100);
    expect([...tests.keys()]).toContain('rocketchat/getQueue/valid/required-only: only what is required');
    expect(await outcomes(tests)).toEqual([]);
    await close();
  });

  test('a test fails with the finding as the command line shows it', async () => {
    const { description, identities, handle } = rocketchat();
    const target = handlerTarget('mock', async (request) => {
      const answer = await handle(request);
      return request.target.startsWith('/api/v1/livechat/queue') && answer.status === 200
        ? withJson(answer, { queue: 'empty' })
        : answer;
    });
    const filter = ({ id }: { readonly id: string }) => id === 'rocketchat/getQueue/valid/required-only';
    const [message] = await outcomes(declared({ description, identities, target, filter }).tests);
    expect(message).toMatch(/✗ body \(definite\) {2}getQueue/);
    expect(message).toMatch(/described .*rocketchat\.yaml:\d+ #\/components\/schemas\//);
    expect(message).toMatch(/see it +curl /);
    expect(message).toContain("stuntdouble replay 'rocketchat/getQueue/valid/required-only#");
    expect(message).not.toContain(identities['default']?.credentials['authToken']);
  });

  test('a blocked case fails', async () => {
    const { description, identities, handle } = rocketchat();
    const target = handlerTarget('mock', async (request) => {
      const answer = await handle(request);
      return request.method === 'POST' ? { ...answer, status: 403 } : answer;
    });
    const filter = ({ operationId }: { readonly operationId: string }) => operationId === 'deleteDepartment';
    const failures = await outcomes(declared({ description, identities, target, filter }).tests);
    expect(failures.some((text) => text.includes('blocked: create was answered 403'))).toBe(true);
  });

  test('a target that cannot be reached fails all tests', async () => {
    const description = loadDescriptionSync('livehelpnow');
    const { tests } = declared({ description, target: 'http://127.0.0.1:1' });
    const failures = await outcomes(tests);
    expect(failures).toHaveLength(tests.size);
    expect(failures.at(-1)).toContain('http://127.0.0.1:1 cannot be reached');
  });

  test('a target that never responds is not waited for repeatedly', async () => {
    const description = loadDescriptionSync('livehelpnow');
    const { tests, close } = declared({ description, target: () => {}, timeout: 200 });
    const failures = await outcomes(tests);
    const lost = failures.filter((failure) => failure.includes('the app stopped answering'));
    expect(lost.length).toBeGreaterThan(tests.size - 20);
    await close();
  });

  test('an operation of which no request can be made fails a test of its own', async () => {
    const noText = { type: 'string', pattern: '^(?!)$' };
    const parameters = [{ name: 'word', in: 'query', required: true, schema: noText }];
    const get = { operationId: 'unsayable', parameters, responses: { 200: { description: 'it' } } };
    const document = {
      openapi: '3.1.0',
      info: { title: 'words', version: '1' },
      paths: { '/words': { get } },
    };
    const description = loadDescriptionSync(document, { name: 'words' });
    const { tests } = declared({ description, target: 'http://127.0.0.1:1', phases: ['boundaries'] });
    expect([...tests.keys()]).toEqual(['words/unsayable/reach']);
    const [failure] = await outcomes(tests);
    expect(failure).toContain('no value could be made for the query parameter word');
    expect(failure).toContain('--data FILE: operations: { unsayable: { parameters: { "word": … } } }');
  });

  test('waits for documented callbacks where it is given an address', async () => {
    const required = {
      type: 'object',
      required: ['url'],
      properties: { url: { type: 'string', format: 'uri' } },
    };
    const content = { 'application/json': { schema: required } };
    const added = { post: { responses: { 204: { description: 'seen' } } } };
    const post = {
      operationId: 'addHook',
      requestBody: { required: true, content },
      responses: { 201: { description: 'added' }, '4XX': { description: 'no' } },
      callbacks: { added: { '{$request.body#/url}': added } },
    };
    const document = {
      openapi: '3.1.0',
      info: { title: 'Hooks', version: '1' },
      paths: { '/hooks': { post } },
    };
    const description = loadDescriptionSync(document, { name: 'hooks' });
    const filter = ({ id }: { readonly id: string }) => id === 'hooks/addHook/valid/required-only';
    const callbacksOn = 'http://127.0.0.1:0';
    const failuresOf = async (target: MockApp) => {
      const { tests, close } = declared({ description, target, filter, callbacksOn, timeout: 500 });
      const failures = await outcomes(tests);
      await close();
      return failures.join('\n');
    };
    expect(await failuresOf(createMock({ descriptions: description, callbacks: true }))).toBe('');
    const failures = await failuresOf(createMock({ descriptions: description }));
    expect(failures).toContain('✗ callbackArrives (likely)');
    expect(failures).toMatch(/stuntdouble replay .* --callbacks-on http:\/\/127\.0\.0\.1:0\//);
    const elsewhere = { description, target: 'http://127.0.0.1:1', callbacksOn: 'http://192.0.2.1:9000' };
    expect(() => declared(elsewhere)).toThrow(
      'callbacksOn http://192.0.2.1:9000: give an address of this machine',
    );
    await expect(runContract(elsewhere)).rejects.toThrow('give an address of this machine');
  });

  test('without a test framework it gives advice', () => {
    for (const name of GLOBALS) (globalThis as Record<string, unknown>)[name] = undefined;
    const { description } = rocketchat();
    expect(() => describeContract({ description, target: 'http://127.0.0.1:1' })).toThrow(
      /needs describe, test and afterAll as globals: .*runContract needs no test framework/,
    );
  });
});

describe('runContract', () => {
  test('accepts an app, and uses the credentials in the description', async () => {
    const description = loadDescriptionSync('livehelpnow');
    const app = createMock({ descriptions: 'livehelpnow' });
    const report = await runContract({ description, target: app });
    expect(report.findings).toEqual([]);
    expect(report.counts.passed).toBe(report.counts.planned);
    expect(report.counts.planned).toBeGreaterThan(10);
  });

  test('sends only GET, HEAD and OPTIONS to another machine by default', async () => {
    const { description, identities, handle } = rocketchat();
    const asked: RawRequest[] = [];
    const target = {
      ...handlerTarget('https://chat.example.com', handle),
      isRemote: true,
      send: async (request: RawRequest) => {
        asked.push(request);
        const response = await handle(request);
        return { kind: 'answered' as const, response: { ...response, body: await readBody(response) } };
      },
    };
    await runContract({ description, identities, target });
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))).toEqual([]);
    await runContract({ description, identities, target, safety: 'full', maxCases: 200 });
    expect(asked.some(({ method }) => method === 'POST')).toBe(true);
  });

  test('refuses a target that is not a URL', async () => {
    const { description } = rocketchat();
    await expect(runContract({ description, target: 'localhost' })).rejects.toThrow(
      /target localhost: give a URL/,
    );
  });
});

describe('the options of both', () => {
  const description = petsDescription();
  const bad = async (request: RawRequest) =>
    request.target === '/pets/rex' ? jsonAnswer(200, { id: 7 }) : petsServer(['rex']).handle(request);
  const target = handlerTarget('pets', bad);
  const one = { description, target, safety: 'read-only' as const };

  test('narrow the cases by phase, by tag and by number', async () => {
    const { tests } = declared({ ...one, phases: ['negatives'], tags: ['pets'] });
    expect(tests.size).toBeGreaterThan(2);
    expect(
      [...tests.keys()].every((name) => name.startsWith('pets/getPet/') || name.includes('listPets')),
    ).toBe(true);
    const { tests: few } = declared({ ...one, maxCases: 3 });
    expect([...few.keys()].filter((name) => !name.endsWith('/reach'))).toHaveLength(3);
    expect((await runContract({ ...one, maxCases: 3 })).counts.planned).toBe(3);
  });

  test('send the given values', async () => {
    const data = { parameters: { petId: 'rex' } };
    const { tests } = declared({ ...one, data, tags: ['pets'] });
    const failures = await outcomes(tests);
    expect(failures.join('\n')).toContain(
      `curl -H 'accept: application/json' http://127.0.0.1:3000/pets/rex`,
    );
  });

  test('accept the findings of a baseline', async () => {
    const { findings } = await runContract(one);
    const [finding] = findings;
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['body']));
    const accepted = findings.map(({ check, operationId, descriptionPointer, found }) => ({
      check,
      operation: operationId,
      at: descriptionPointer,
      found,
      reason: 'known',
    }));
    const known = await runContract({ ...one, baseline: { accepted } });
    expect(known.findings).toEqual([]);
    expect(known.accepted).toHaveLength(findings.length);
    expect(await outcomes(declared({ ...one, baseline: accepted }).tests)).toEqual([]);
    const others = accepted.map((entry) => ({ ...entry, found: 'something else' }));
    const failures = await outcomes(declared({ ...one, baseline: others }).tests);
    expect(failures.some((text) => text.includes(finding?.found ?? ''))).toBe(true);
  });

  test('accept findings of a baseline with values that differ in each run', async () => {
    const handle = async ({ target: path }: RawRequest) =>
      path === '/pets/rex/toys'
        ? jsonAnswer(200, [{ toyId: crypto.randomUUID() }])
        : petsServer(['rex']).handle({ method: 'GET', target: path, headers: {}, body: new Uint8Array(0) });
    const toys = { description, target: handlerTarget('pets', handle), tags: ['toys'], maxCases: 20 };
    const { findings } = await runContract(toys);
    const [{ check, operationId, descriptionPointer, found } = never()] = findings;
    expect(found).toMatch(/must be integer: found "[0-9a-f-]{36}"$/);
    const masked = found.replace(/"[^"]*"$/, '"{uuid}"');
    const known = { check, operation: operationId, at: descriptionPointer, found: masked, reason: 'known' };
    const report = await runContract({ ...toys, baseline: [known] });
    expect(report.findings).toEqual([]);
    expect(report.accepted).toHaveLength(findings.length);
  });

  test('refuse an invalid baseline with all its faults', async () => {
    const baseline = { accepted: [{ check: 'body' }] } as unknown as { accepted: [] };
    await expect(runContract({ ...one, baseline })).rejects.toThrow(
      /baseline: \/accepted\/0: 'operation' is missing, or no text\nbaseline: /,
    );
  });

  test('end a run after its budget', async () => {
    const report = await runContract({ ...one, budget: 0 });
    expect(report.unfinished).toEqual({ budget: 0, notRun: report.counts.planned });
    expect(report.broken).toBeUndefined();
  });

  test('space requests to an app', async () => {
    const asked: string[] = [];
    const app = ({ url = '' }: { readonly url?: string }, response: ServerResponse) => {
      asked.push(url);
      response.writeHead(429, { 'retry-after': '0' }).end();
    };
    const report = await runContract({ ...one, target: app, rate: 1000, maxCases: 1 });
    expect(asked).toHaveLength(4);
    expect(report.repeats.limited).toBe(3);
    expect(report.findings).toEqual([]);
  });
});

function never(): never {
  throw new Error('nothing was found');
}

describe('a loopback address', () => {
  test.each([
    ['http://localhost:3000', true],
    ['http://api.localhost', true],
    ['http://127.0.0.1', true],
    ['http://127.1.2.3:80/v1', true],
    ['http://127.1', true],
    ['http://[::1]:3000', true],
    ['http://0.0.0.0:3000', false],
    ['http://10.0.0.1', false],
    ['http://127.0.0.1.example.com', false],
    ['http://localhost.example.com', false],
    ['https://example.com/localhost', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopback(new URL(url))).toBe(expected);
  });
});
