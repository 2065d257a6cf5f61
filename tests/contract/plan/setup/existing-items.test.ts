import { describe, expect, test } from '@jest/globals';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import type { TargetData } from '../../../../src/contract/plan/requests/target-data.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { type RawRequest, type RawResponse } from '../../../../src/http/message.ts';
import { answer, petsDescription, petsServer } from '../../pets.ts';

type Handle = (request: RawRequest) => Promise<RawResponse>;

function runOn(
  handle: Handle,
  options: { readonly concurrency?: number; readonly data?: TargetData; readonly only?: string } = {},
) {
  const { only, ...rest } = options;
  return runContract({
    description: petsDescription(),
    target: handlerTarget('pets', handle),
    safety: 'read-only',
    ...rest,
    ...(only !== undefined && { filter: ({ id }) => id.startsWith(only) }),
  });
}

const succeeded = (report: Awaited<ReturnType<typeof runOn>>) => report.coverage.operations.succeeded;

describe('items that the run cannot create', () => {
  test('are taken from lists of the target, including nested ones', async () => {
    const { handle, asked } = petsServer(['rex', 'tom']);
    const report = await runOn(handle);
    expect(report.findings).toEqual([]);
    expect(succeeded(report)).toBe(4);
    expect(asked).toContain('GET /pets/rex');
    expect(asked).toContain('GET /pets/rex/toys/7');
  });

  test('are looked up once per run, so that all cases use the same', async () => {
    const { handle, asked } = petsServer(['rex']);
    const report = await runOn(handle, { only: 'pets/getPet/', concurrency: 16 });
    expect(report.results.length).toBeGreaterThan(4);
    expect(asked.filter((line) => line === 'GET /pets')).toHaveLength(1);
    expect(report.counts.requests).toBe(asked.length);
  });

  test('give the same report at any concurrency, including findings', async () => {
    const { handle } = petsServer(['rex']);
    const broken: Handle = async (request) =>
      request.target.startsWith('/pets/rex/toys/') ? answer(200, { toyId: 'seven' }) : handle(request);
    const [one, many] = [await runOn(broken, { concurrency: 1 }), await runOn(broken, { concurrency: 16 })];
    expect(one.findings.map(({ check }) => check)).toContain('body');
    const lasting = (report: typeof one) =>
      JSON.stringify(report, (key, value: unknown) => (/^(?:milliseconds|times)$/.test(key) ? 0 : value));
    expect(lasting(many)).toBe(lasting(one));
  });

  test('are invented when the listed values do not fit the path', async () => {
    const { handle, asked } = petsServer(['x'.repeat(40)]);
    const report = await runOn(handle);
    expect(report.findings).toEqual([]);
    expect(asked).not.toContain(`GET /pets/${'x'.repeat(40)}`);
  });

  test('are invented when the list is empty, without a finding for their absence', async () => {
    const { handle } = petsServer([]);
    const report = await runOn(handle);
    expect(report.findings).toEqual([]);
    expect(report.counts.blocked).toBe(0);
    expect(succeeded(report)).toBe(1);
  });

  test('may be deleted meanwhile, but refusing a valid request for one is a finding', async () => {
    const { handle } = petsServer(['rex']);
    const always = (status: number): Handle => {
      return async (request) => (request.target === '/pets/rex' ? answer(status, {}) : handle(request));
    };
    expect((await runOn(always(404))).findings).toEqual([]);
    expect((await runOn(always(400), { only: 'pets/getPet/valid/' })).findings).toMatchObject([
      { check: 'validAccepted', expected: '200', found: '400, but for requests with query size' },
    ]);
  });

  test('reveal accepted invalid requests, which would go unnoticed without them', async () => {
    const { handle } = petsServer(['rex']);
    const lenient: Handle = (request) => handle({ ...request, target: request.target.replace(/\?.*/, '') });
    const report = await runOn(lenient, { only: 'pets/getPet/minimum/' });
    expect(report.findings).toMatchObject([{ check: 'invalidRefused', found: '200' }]);
  });
});

describe('given values', () => {
  test('are sent instead of invented or listed ones, and have to be accepted', async () => {
    const { handle, asked } = petsServer(['rex', 'tom']);
    const data = { parameters: { petId: 'tom' }, operations: { listToys: { parameters: { petId: 'rex' } } } };
    expect((await runOn(handle, { data })).findings).toEqual([]);
    expect(asked).toContain('GET /pets/tom');
    expect(asked).not.toContain('GET /pets/rex');
    expect(asked).toContain('GET /pets/rex/toys');
    const wrong = await runOn(handle, {
      data: { parameters: { petId: 'ghost' } },
      only: 'pets/getPet/valid/required',
    });
    expect(wrong.findings).toMatchObject([
      { check: 'reached', found: 'its valid requests were answered 404' },
    ]);
  });

  test('can be given by method and path too', () => {
    const data = { operations: { 'GET /pets/{petId}': { parameters: { petId: 'a b' } } } };
    const first = planCases(petsDescription(), { safety: 'read-only', data }).find(
      ({ id }) => id === 'pets/getPet/valid/required-only',
    );
    expect(first?.steps.map(({ request }) => request.target)).toEqual(['/pets/a%20b']);
  });
});
