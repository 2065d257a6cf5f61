import { describe, expect, test } from '@jest/globals';
import { bundledApi } from '../../../src/bundled/bundled-apis.ts';
import { resolveCallers } from '../../../src/cli/contract/callers.ts';
import { matrixOf, parityOf } from '../../../src/contract/parity/report/matrix.ts';
import { runParity } from '../../../src/contract/parity/run-parity.ts';
import { prepareContract } from '../../../src/contract/prepare-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { type RawRequest, type RawResponse } from '../../../src/http/message.ts';
import { createMockOf } from '../../../src/mock/mock.ts';

type Handle = (request: RawRequest) => Promise<RawResponse>;

interface Setting {
  readonly seed?: number;
  readonly maxCases?: number;
  /** Stands between the run and the mock that is the target. */
  readonly around?: (handle: Handle) => Handle;
  readonly signal?: AbortSignal;
  readonly mockHandle?: Handle;
}

async function compareWithItself(
  name: string,
  { around = (handle) => handle, mockHandle, signal, ...options }: Setting = {},
) {
  const api = bundledApi(name);
  if (api === undefined) throw new Error(`${name} is bundled`);
  const task = { headers: [], identities: [] };
  const { identities } = resolveCallers(api, { task, environment: {}, isLocal: true });
  const target = handlerTarget('target', around(createMockOf([api]).handle));
  const run = prepareContract({ description: api.description, identities, target, mark: 'a1b2', ...options });
  const mock = handlerTarget('mock', mockHandle ?? createMockOf([api]).handle, { isDisposable: true });
  const parity = await runParity(
    run,
    { target: mock, identities, headers: {}, perOperation: {} },
    { ...(signal && { signal }) },
  );
  return { parity, share: parityOf(matrixOf(api.description, parity.comparison, parity.differences)) };
}

const DEPARTMENTS = '/api/v1/livechat/department';

/** What the target alone is asked, before the first risky case: see `Canaries`. */
const CANARIES = [
  `GET ${DEPARTMENTS}`,
  'GET /api/v1/livechat/departments/archived',
  `POST ${DEPARTMENTS}`,
  `DELETE ${DEPARTMENTS}/{id}`,
];

interface Asked {
  readonly line: string;
  readonly status: number;
}

/** Leaves out the refused tries of a set-up, after which the target is asked with less: the mock gets what it accepted. */
function withoutRetried(asked: readonly Asked[], expected: readonly string[]): readonly string[] {
  const lines = asked.map(({ line }) => withoutIdentifiers(line));
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    const isTriedAgain = asked[index]?.status === 400 && lines[index + 1] === line;
    if (!isTriedAgain || expected[kept.length + 1] === line) kept.push(line);
  }
  return kept;
}

function withoutIdentifiers(request: string): string {
  return request.replace(/(?<=\/)[A-Za-z0-9]{17}(?=\/|\?|$)/, '{id}');
}

/** In milliseconds, on a busy machine. */
const PATIENCE = 120_000;

describe('a mock beside a second one of itself', () => {
  test.each([
    [1, {}],
    [2, { maxCases: 300 }],
    [3, { maxCases: 300 }],
    [17, { maxCases: 300 }],
  ])(
    'is the same in everything, with seed %d, %j',
    async (seed, limits) => {
      const { parity, share } = await compareWithItself('rocketchat', { seed, ...limits });
      expect(parity.differences).toEqual([]);
      expect(share.same).toBe(share.seen);
      expect(share.seen).toBeGreaterThan(30);
    },
    PATIENCE,
  );

  test('asks each side for its own items by the identifiers that it gave', async () => {
    const asked = { target: [] as Asked[], mock: [] as Asked[] };
    const recording =
      (side: 'target' | 'mock') =>
      (handle: Handle): Handle =>
      async (request) => {
        const response = await handle(request);
        asked[side].push({ line: `${request.method} ${request.target}`, status: response.status });
        return response;
      };
    const api = bundledApi('rocketchat');
    if (api === undefined) throw new Error('rocketchat is bundled');
    const other = createMockOf([api], { seed: 7 }); // it gives other identifiers
    const { parity } = await compareWithItself('rocketchat', {
      maxCases: 60,
      around: recording('target'),
      mockHandle: recording('mock')(other.handle),
    });
    expect(parity.differences).toEqual([]);
    const named = asked.mock.map(({ line }) => withoutIdentifiers(line));
    const firstRisky = named.indexOf(`PUT ${DEPARTMENTS}`);
    const expected = named.toSpliced(firstRisky, 0, ...CANARIES);
    expect(withoutRetried(asked.target, expected)).toEqual(expected);
    const deleted = asked.mock.filter(({ line }) => line.startsWith('DELETE '));
    expect(deleted.length).toBeGreaterThan(20);
    const lines = asked.target.map(({ line }) => line);
    expect(deleted.filter(({ line }) => !lines.includes(line))).not.toEqual([]);
  });
});

describe('a run that ends early', () => {
  test('says why the mock was lost, and keeps what was compared', async () => {
    let answered = 0;
    const api = bundledApi('livehelpnow');
    if (api === undefined) throw new Error('livehelpnow is bundled');
    const { handle } = createMockOf([api]);
    const target = {
      ...handlerTarget('mock', handle),
      send: async (request: RawRequest) => {
        answered += 1;
        if (answered > 5) return { kind: 'unreachable' as const, reason: 'connect ECONNREFUSED' };
        return handlerTarget('mock', handle).send(request);
      },
    };
    const run = prepareContract({ description: api.description, target: handlerTarget('t', handle) });
    const { identities } = run;
    const parity = await runParity(run, { target, identities, headers: {}, perOperation: {} });
    expect(parity.lost).toContain('connect ECONNREFUSED');
    expect(parity.comparison.exchanges).toBe(5);
  });

  test('compares nothing after an interruption', async () => {
    const { parity } = await compareWithItself('livehelpnow', { signal: AbortSignal.abort() });
    expect(parity.run.report.broken?.reason).toBe('interrupted');
    expect(parity.comparison.exchanges).toBe(0);
  });
});
