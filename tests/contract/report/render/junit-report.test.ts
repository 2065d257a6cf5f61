import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from '@jest/globals';
import { junitReport } from '../../../../src/contract/report/render/junit-report.ts';
import { bareDepartment, onQueue, refusesCreation, runBroken, withJson } from '../broken-runs.ts';

describe('the JUnit report', () => {
  test('has a test case for each case, with a failure or an error', async () => {
    const published = await runBroken(refusesCreation);
    const xml = junitReport([published]);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as JUnit;
    const cases = testsuites.testsuite.testcase;
    const { counts } = published.report;
    const own = cases.filter((one) => !String(one['@_name']).includes('/reach: '));
    expect(own).toHaveLength(counts.planned);
    expect(cases.filter((one) => one.skipped !== undefined)).toHaveLength(counts.unreached);
    expect(cases.filter((one) => one.error !== undefined)).toHaveLength(counts.blocked);
    expect(cases.filter((one) => one.failure !== undefined).length).toBeGreaterThan(0);
    expect(cases.map((one) => one['@_classname'])).toContain('rocketchat.createDepartment');
    expect(Number(testsuites.testsuite['@_errors'])).toBe(counts.blocked);
  });

  test('is valid XML for any response of a target', async () => {
    const nasty = ']]>&amp;<failure>"\u0000\u0008\uFFFF\uD800';
    const published = await runBroken((answer) => withJson(answer, { queue: nasty, [nasty]: 1 }), {
      filter: onQueue,
    });
    const xml = junitReport([published]);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/u);
  });

  test('has no failures for findings that do not fail the run', async () => {
    const published = await runBroken(bareDepartment, { publishing: { failOn: 'never' } });
    const xml = junitReport([published]);
    expect(xml).not.toContain('<failure');
    expect(xml).toContain('<system-out>! body (definite');
  });
});

interface JUnit {
  readonly testsuites: {
    readonly testsuite: {
      readonly '@_errors': string;
      readonly testcase: readonly Readonly<Record<string, unknown>>[];
    };
  };
}
