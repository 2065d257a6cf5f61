import { describe, expect, test } from '@jest/globals';
import { prepareContract, type ContractSource } from '../../../../src/contract/prepare-contract.ts';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { junitReport } from '../../../../src/contract/report/render/junit-report.ts';
import { terminalReport } from '../../../../src/contract/report/render/terminal-report.ts';
import { publish } from '../../../../src/contract/report/publish-report.ts';
import { runPrepared } from '../../../../src/contract/run-prepared.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { RawRequest, RawResponse } from '../../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const KEY = { type: 'object', required: ['teeth'], properties: { teeth: { type: 'integer', minimum: 1 } } };

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Keys', version: '1' },
    servers: [{ url: '/api/v1' }],
    paths: {
      '/keys': {
        get: { operationId: 'listKeys', responses: { 200: json({ type: 'array' }) } },
        post: {
          operationId: 'cutKey',
          requestBody: { required: true, content: { 'application/json': { schema: KEY } } },
          responses: { 201: json({}), 400: json({}) },
        },
      },
      '/keys/{id}': {
        get: { operationId: 'getKey', parameters: [ID], responses: { 200: json({}), 404: json({}) } },
      },
      '/locks': { get: { operationId: 'listLocks', responses: { 200: json({}), 403: json({}) } } },
    },
  },
  { name: 'keys' },
);

/** Cuts no key, has none, and shows no lock. */
function refuse({ method, target }: RawRequest): RawResponse {
  if (method === 'POST' && target === '/keys') return reply(400, { error: 'no brass' });
  if (method !== 'GET') return reply(405, {});
  if (/^\/keys(\?|$)/.test(target)) return reply(200, []);
  return reply(target === '/locks' ? 403 : 404, {});
}

function reply(status: number, body: unknown): RawResponse {
  const allow = status === 405 ? { allow: 'GET' } : {};
  return {
    status,
    headers: { 'content-type': 'application/json', ...allow },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}

interface Options extends Partial<Omit<ContractSource, 'target' | 'description'>> {
  readonly minReach?: number;
  readonly answer?: (request: RawRequest) => RawResponse;
  readonly url?: string;
}

async function run({ minReach, answer = refuse, url = 'http://keys.test', ...options }: Options = {}) {
  const target = handlerTarget(url, (request) => Promise.resolve(answer(request)));
  const prepared = prepareContract({ description, target, safety: 'full', ...options });
  return publish(await runPrepared(prepared, {}, new Date(0)), {
    failOn: 'likely',
    ...(minReach !== undefined && { minReach }),
    credentials: '',
    baseUrl: url,
    source: 'keys.yaml',
    alone: (id) => `stuntdouble test keys.yaml --only ${id}`,
    replay: (id) => id,
    placeOf: () => undefined,
  });
}

const reachOf = async (options?: Options) => {
  const { report } = await run(options);
  return Object.fromEntries(report.reach.map(({ operationId, kind }) => [operationId, kind]));
};

describe('an operation', () => {
  test('is reached, not reached, or not tried', async () => {
    expect(await reachOf()).toEqual({
      listKeys: 'reached',
      cutKey: 'notReached',
      getKey: 'notTried',
      listLocks: 'notTried',
    });
  });

  test('is not judged where the options let no valid request be sent', async () => {
    expect(await reachOf({ phases: ['negatives'] })).toEqual({});
    expect(await reachOf({ safety: 'read-only' })).not.toHaveProperty('cutKey');
  });

  test('that is not reached fails the run, with the best refusal and the next step', async () => {
    const { report } = await run();
    expect(report.verdict).toEqual({ kind: 'unreached', reason: '1 operation not reached' });
    expect(report.findings.map(({ check, caseId }) => [check, caseId])).toEqual([
      ['reached', 'keys/cutKey/reach'],
    ]);
    const cut = report.reach.find(({ operationId }) => operationId === 'cutKey');
    expect(cut).toMatchObject({
      reason: 'its valid requests were answered 400',
      refusal: {
        request: { method: 'POST', target: '/keys' },
        response: { excerpt: '{"error":"no brass"}' },
      },
      next: expect.stringMatching(
        /^say what works with --data FILE: operations: \{ cutKey: \{ body: \{"teeth":\d+\} \} \}$/,
      ),
    });
    const text = terminalReport(report, PLAIN);
    expect(text).toMatch(/^ {2}– cutKey .* not reached {2}POST \/keys$/m);
    expect(text).toMatch(
      /^– not reached, cutKey: its valid requests were answered 400\n {4}POST \/keys \{"teeth":\d+\}\n {4}400 \{"error":"no brass"\}\n {4}say what works/m,
    );
    expect(text).toMatch(/^ {2}✓ listKeys/m);
    expect(text).not.toMatch(/✓ (?:cutKey|getKey|listLocks)/);
  });

  test('that is not reached has no cases that passed', async () => {
    const { report } = await run();
    const verdicts = report.cases
      .filter(({ operationId }) => operationId === 'cutKey')
      .map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['unreached', 'failed']));
    expect(report.counts.unreached).toBeGreaterThan(0);
    expect(report.counts.blocked).toBe(0);
    expect(report.counts.failed).toBe(0);
  });

  test('that is not reached is a test case of its own in JUnit, and its others are skipped', async () => {
    const xml = junitReport([await run()]);
    expect(xml).toMatch(
      /name="cutKey\/reach: a valid request is answered with a success" time="[\d.]+"><failure type="reached"/,
    );
    expect(xml).toContain('<skipped message="not reached: its valid requests were answered 400"/>');
  });

  test('that is not reached fits a baseline', async () => {
    const { report } = await run();
    const [finding] = report.findings;
    const { report: again } = await run({
      baseline: [
        {
          check: 'reached',
          operation: 'cutKey',
          at: finding?.descriptionPointer ?? '',
          found: finding?.found ?? '',
          reason: 'there is no brass',
        },
      ],
    });
    expect(again.verdict).toEqual({ kind: 'passed', reason: 'no finding is new' });
  });

  test('that is not reached does not fail a run above its floor', async () => {
    expect((await run({ minReach: 0.5 })).report.verdict.kind).toBe('passed');
    expect((await run({ minReach: 0.9 })).report.verdict).toEqual({
      kind: 'unreached',
      reason: '1 of 2 operations reached: --min-reach wants 90%',
    });
  });
});

describe('a run that was answered nothing but 404', () => {
  const nowhere = () => reply(404, {});

  test('names the base path that the target lacks', async () => {
    const { report } = await run({ answer: nowhere });
    const reasons = new Set(report.reach.map(({ kind, reason, next }) => `${kind}: ${reason}: ${next}`));
    expect([...reasons]).toEqual([
      'notReached: nothing was answered but 404: the description has the base path /api/v1: --target http://keys.test/api/v1',
    ]);
  });

  test('does not where the target has it', async () => {
    const { report } = await run({ answer: nowhere, url: 'http://keys.test/api/v1' });
    expect(JSON.stringify(report.reach)).not.toContain('base path');
  });
});

test('an operation that another one keeps from being sent is not tried, and says which one', async () => {
  const ok = { 200: json({}) };
  const action = (operationId: string) => ({ post: { operationId, responses: ok } });
  const gates = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'Gates', version: '1' },
    paths: {
      '/doors': { get: { operationId: 'seeDoors', responses: ok } },
      '/gates': { get: { operationId: 'seeGates', responses: ok } },
      '/lock': action('lock'),
      '/open': action('open'),
    },
  });
  let isLocked = false;
  const target = handlerTarget('gates', ({ method, target: path }) => {
    const isKnown = method === 'GET' ? /^\/(doors|gates)$/.test(path) : path === '/lock' || path === '/open';
    const status = isKnown ? 200 : 405;
    const response = reply(isLocked ? 503 : status, {});
    if (method === 'POST' && path === '/lock') isLocked = true;
    return Promise.resolve(response);
  });
  const prepared = prepareContract({ description: gates, target, safety: 'full' });
  const { report } = await runPrepared(prepared, {}, new Date(0));
  const { reach, counts } = report;
  expect(reach.find(({ operationId }) => operationId === 'open')).toMatchObject({
    kind: 'notTried',
    reason: expect.stringContaining('lock'),
  });
  expect(counts.blocked).toBeGreaterThan(0);
});
