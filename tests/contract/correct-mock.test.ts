import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/contract/report/report.ts';
import { bundled, BUNDLED, freshHandle, runOn } from './bundled.ts';

describe.each(BUNDLED)('the correct mock of %s', (api) => {
  let report: Report;

  beforeAll(async () => {
    report = await runOn(freshHandle(), api, { concurrency: 1 });
  });

  test('gives no finding of any confidence', () => {
    expect(report.findings).toEqual([]);
  });

  test('lets every case run to its end', () => {
    expect(report.broken).toBeUndefined();
    expect(report.results.filter(({ verdict }) => verdict.kind !== 'passed')).toEqual([]);
    expect(report.counts.passed).toBe(report.counts.planned);
  });

  test('has no items left from the run', () => {
    expect(report.results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
  });

  test('is tested with at least 15 cases per operation', () => {
    const operations = bundled(api).description.operations.map(({ id }) => id);
    const cases = report.results.filter(({ case: one }) => operations.includes(one.operationId));
    expect(cases.length / operations.length).toBeGreaterThanOrEqual(15);
  });

  test('is tested with accepted, unauthenticated and forbidden requests for each operation', () => {
    const asked = new Set(
      report.results.flatMap(({ exchanges }) =>
        exchanges
          .filter(({ step }) => step.role === 'subject')
          .map(({ step, operation }) => `${operation?.id} ${step.expect.outcome}`),
      ),
    );
    for (const { id } of bundled(api).description.operations) {
      for (const outcome of ['accepted', 'unauthenticated', 'forbidden'])
        expect(asked).toContain(`${id} ${outcome}`);
    }
  });

  test('returns a success for each operation at least once', () => {
    const { documented, succeeded } = report.coverage.operations;
    expect(succeeded).toBe(documented);
  });

  test('returns every documented status', () => {
    expect(report.coverage.unseen).toEqual([]);
  });

  test('gives the same report with a concurrency of 1 and of 16', async () => {
    const sixteen = await runOn(freshHandle(), api, { concurrency: 16 });
    expect(outline(sixteen)).toEqual(outline(report));
  });
});

/** Returns a report without values of the target: identifiers and times. */
function outline({ results, findings, coverage, counts }: Report) {
  return {
    results: results.map(({ case: { id }, verdict, exchanges }) => ({
      id,
      verdict,
      statuses: exchanges
        .filter(({ step }) => step.role === 'subject')
        .map(({ step, response }) => `${step.name} ${response?.status}`),
    })),
    findings,
    coverage,
    counts,
  };
}
