import { describe, expect, test } from '@jest/globals';
import { prepareContract, type ContractSource } from '../../../../src/contract/prepare-contract.ts';
import { publish } from '../../../../src/contract/report/publish-report.ts';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { junitReport } from '../../../../src/contract/report/render/junit-report.ts';
import { terminalReport } from '../../../../src/contract/report/render/terminal-report.ts';
import { runPrepared } from '../../../../src/contract/run-prepared.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { notAllowed, sent, shown, smallServer } from '../../run/small-server.ts';

/** No text is as short and as long as this. */
const PLATE = {
  type: 'object',
  required: ['plate'],
  properties: { plate: { type: 'string', pattern: '^[A-Z]{9}$', maxLength: 4 } },
};

const register = (responses: object) => ({ post: { operationId: 'register', ...sent(PLATE), responses } });

async function run(paths: object, options: Partial<ContractSource> = {}) {
  const document = { openapi: '3.1.0', info: { title: 'Cars', version: '1' }, paths };
  const description = loadDescriptionSync(document, { name: 'cars' });
  const { target } = smallServer(({ method }) => (method === 'GET' ? [200, []] : notAllowed('GET')));
  const prepared = prepareContract({ description, target, safety: 'full', ...options });
  return publish(await runPrepared(prepared), {
    failOn: 'likely',
    credentials: '',
    baseUrl: 'http://cars.test',
    source: 'cars.yaml',
    alone: (id) => id,
    replay: (id) => id,
    placeOf: () => undefined,
  });
}

const CARS = {
  '/cars': {
    get: { operationId: 'cars', responses: { 200: shown({ type: 'array' }) } },
    ...register({ 201: shown() }),
  },
};

const NEXT = 'say what works with --data FILE: operations: { register: { body: … } }';

describe('an operation of which no valid request can be made', () => {
  test('is not reached, which fails the run, and says why and what to do', async () => {
    const { report } = await run(CARS);
    expect(report.verdict).toEqual({ kind: 'unreached', reason: '1 operation not reached' });
    expect(report.counts).toMatchObject({ blocked: 0, failed: 0 });
    const [, one] = report.reach;
    expect(one).toEqual({
      operationId: 'register',
      kind: 'notReached',
      reason: expect.stringMatching(
        /^no valid request: no body could be made that fits \/paths\/~1cars\/post/,
      ),
      finding: expect.stringMatching(/^cars\/register\/reach#/),
      next: NEXT,
    });
  });

  test('has a line in the terminal, without a curl line that nothing was sent with, and a case in JUnit', async () => {
    const published = await run(CARS);
    const text = terminalReport(published.report, PLAIN);
    expect(text).toMatch(/– register +0 cases, not reached +POST \/cars/);
    expect(text).toContain('– not reached, register: no valid request: no body could be made');
    expect(text).toContain(NEXT);
    expect(published.report.findings.map(({ check, curl }) => ({ check, curl }))).toEqual([
      { check: 'reached', curl: [] },
    ]);
    expect(junitReport([published])).toMatch(/<testcase[^>]*register[^>]*>\s*<failure/);
  });

  test('alone is no reason to call the run empty', async () => {
    const { report } = await run({ '/cars': register({ 201: shown() }) }, { phases: ['boundaries'] });
    expect(report.verdict.kind).toBe('unreached');
  });

  test('fits a baseline', async () => {
    const { report } = await run(CARS);
    const accepted = report.findings.map(
      ({ check, operationId: operation, descriptionPointer: at, found }) => ({
        check,
        operation,
        at,
        found,
        reason: 'nobody can read these plates',
      }),
    );
    expect((await run(CARS, { baseline: { accepted } })).report.verdict.kind).toBe('passed');
  });

  test('and that documents no success is blocked, as nothing is known of it', async () => {
    const { report } = await run({ '/cars': register({ 400: shown() }) }, { phases: ['boundaries'] });
    expect(report.verdict.kind).toBe('blocked');
    expect(report.reach).toEqual([]);
  });

  test('is not judged where it is not to be sent', async () => {
    const { report } = await run(CARS, { safety: 'read-only' });
    expect(report.reach.map(({ operationId }) => operationId)).toEqual(['cars']);
  });
});
