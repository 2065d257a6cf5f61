import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { jumpingClock } from '../target/clock.ts';

const MESSAGE = {
  type: 'object',
  title: 'Stream result of apiTick',
  properties: { result: { type: 'object', required: ['tick'], properties: { tick: { type: 'integer' } } } },
};

const streamed = {
  '200': { description: 'Ticks.(streaming responses)', schema: { $ref: '#/x-stream-definitions/Tick' } },
  '404': { description: 'No clock.', schema: { type: 'object' } },
};

/** As a gateway for gRPC describes methods that return a stream. */
const description = loadDescriptionSync(
  {
    swagger: '2.0',
    info: { title: 'Clock', version: '1' },
    produces: ['application/json'],
    paths: {
      '/watch': { get: { operationId: 'watch', responses: streamed } },
      '/past': { get: { operationId: 'past', responses: streamed } },
    },
    'x-stream-definitions': { Tick: MESSAGE },
  },
  { name: 'clock' },
);

const GOOD = '{"result":{"tick":1}}\n';
const BAD = '{"result":{"tick":"two"}}\n';

async function* pieces(lines: readonly string[], isEndless: boolean) {
  for (const line of lines) yield new TextEncoder().encode(line);
  if (isEndless) await new Promise(() => {});
}

/** Serves /watch, which never ends, and /past, which does. */
function run(lines: readonly string[]) {
  const handle = async ({ method, target }: { readonly method: string; readonly target: string }) => {
    const headers = { 'content-type': 'application/json' };
    if (method !== 'GET') return { status: 405, headers: { allow: 'GET' }, body: new Uint8Array() };
    return { status: 200, headers, body: pieces(lines, target.startsWith('/watch')) };
  };
  const target = handlerTarget('clock', handle, { clock: jumpingClock() });
  return runContract({ description, target, safety: 'read-only', phases: ['boundaries', 'negatives'] });
}

describe('a stream of JSON texts, as a gateway for gRPC answers it', () => {
  test('is judged item by item, whether it ends or not, and its operation is reached', async () => {
    const { findings, coverage } = await run([GOOD, GOOD]);
    expect(findings.filter(({ operationId }) => /^(watch|past)$/.test(operationId))).toEqual([]);
    expect(coverage.operations).toMatchObject({ documented: 2, succeeded: 2 });
  });

  test('has a finding for an item that breaks its schema', async () => {
    const { findings } = await run([GOOD, BAD]);
    const bodies = findings.filter(({ check }) => check === 'body');
    expect(new Set(bodies.map(({ operationId }) => operationId))).toEqual(new Set(['past', 'watch']));
    expect(new Set(bodies.map(({ found }) => found))).toEqual(
      new Set(['body /1/result/tick must be integer: found "two"']),
    );
  });

  test('may be empty', async () => {
    const { findings } = await run([]);
    expect(findings.filter(({ operationId }) => /^(watch|past)$/.test(operationId))).toEqual([]);
  });

  test('is what the mock answers, too', async () => {
    const { handle } = createMock({ descriptions: description }).mock;
    const { body } = await handle({ method: 'GET', target: '/past', headers: {}, body: new Uint8Array() });
    const lines = new TextDecoder()
      .decode(body as Uint8Array)
      .trim()
      .split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toContainEqual(['result']);
    const { findings } = await runContract({ description, target: handlerTarget('mock', handle) });
    expect(findings).toEqual([]);
  });
});
