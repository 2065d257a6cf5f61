import { describe, expect, test } from '@jest/globals';
import { ALL_FAULTS } from '../../../../faults/depot/depot-faults.ts';
import { DEPOT, DESCRIPTION, IDENTITIES, rightServer, runOn } from '../../../../faults/depot/depot-lab.ts';
import type { Category } from '../../../../faults/fault.ts';
import { hunter, type Hunted } from '../../../../faults/hunt.ts';
import { casesOf } from '../../../../faults/run-suite.ts';
import { serve } from '../../../../faults/server/serve.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { CHECKS_OF_DEPOT } from './depot-checks.ts';

/** All that were derived take a while: `npm run faults` hunts each of them, here it is one in so many. */
const ONE_IN = 12;

const CASES = casesOf(DEPOT);

const CATEGORIES: readonly Category[] = [
  'schema',
  'status',
  'media type',
  'header',
  'security',
  'validation',
  'state',
  'method',
  'time',
  'together',
  'derived',
];

describe('the correct depot', () => {
  test('has no finding and no blocked case', async () => {
    const { findings, counts, results, coverage } = await runOn(rightServer(), CASES);
    expect(findings).toEqual([]);
    expect(counts.passed).toBe(counts.planned);
    expect(results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
    expect(coverage.operations.succeeded).toBe(coverage.operations.documented);
  });

  test('has none over HTTP either, with a concurrency of 16', async () => {
    const { url, close } = await serve(rightServer());
    try {
      const report = await runContract({
        description: DESCRIPTION,
        identities: IDENTITIES,
        cases: CASES,
        target: url,
        concurrency: 16,
      });
      expect(report.findings).toEqual([]);
      expect(report.counts.passed).toBe(report.counts.planned);
    } finally {
      close();
    }
  });
});

describe('a depot with one fault', () => {
  const hunt = hunter(DEPOT);
  const hunted: Hunted[] = [];

  test.each(CATEGORIES)(
    'of the kind %s is found, unless it is known to be undetectable',
    async (category) => {
      const all = ALL_FAULTS.filter((fault) => fault.category === category);
      const some = category === 'derived' ? all.filter((_, index) => index % ONE_IN === 1) : all;
      for (const fault of some) hunted.push(await hunt(fault));
      const survivors = hunted.filter((one) => one.fault.category === category && one.found === undefined);
      expect(survivors.map(({ fault }) => fault.name)).toEqual(
        some.filter(({ survives }) => survives !== undefined).map(({ name }) => name),
      );
    },
  );

  // of all faults, those that only others show included: 97 (npm run faults)
  test('is found in at least 96 of 100 cases', () => {
    const found = hunted.filter((one) => one.found !== undefined);
    expect(hunted.length).toBeGreaterThan(200);
    expect(found.length / hunted.length).toBeGreaterThanOrEqual(0.96);
  });

  test('is found by every check that no other faulty server violates', () => {
    const checks = new Set(hunted.map(({ found }) => found?.check));
    expect(CHECKS_OF_DEPOT.filter((check) => !checks.has(check))).toEqual([]);
  });
});
