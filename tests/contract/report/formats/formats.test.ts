import { describe, expect, test } from '@jest/globals';
import { once } from '../../../../src/base/memoise.ts';
import type { PublishedRun } from '../../../../src/contract/report/publish-report.ts';
import { htmlReport } from '../../../../src/contract/report/html/html-report.ts';
import { ctrfReport } from '../../../../src/contract/report/render/ctrf-report.ts';
import { jsonReport } from '../../../../src/contract/report/render/json-report.ts';
import { junitReport } from '../../../../src/contract/report/render/junit-report.ts';
import { markdownReport } from '../../../../src/contract/report/render/markdown-report.ts';
import { sarifReport } from '../../../../src/contract/report/render/sarif-report.ts';
import {
  asIs,
  onQueue,
  refusesCreation,
  runBroken,
  withJson,
  type BrokenRun,
  type Change,
} from '../broken-runs.ts';
import { ctrfErrors, sarifErrors } from './published-schemas.ts';

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly unknown[];
      readonly suppressions?: readonly unknown[];
    }[];
  }[];
}

const sarifOf = ({ report }: PublishedRun) => JSON.parse(sarifReport([report], '1.2.3')) as SarifLog;

const ctrfOf = (run: PublishedRun) =>
  JSON.parse(ctrfReport([run], '1.2.3')) as {
    readonly results: {
      readonly summary: Readonly<Record<string, number>>;
      readonly tests: readonly {
        readonly name: string;
        readonly status: string;
        readonly message?: string;
        readonly duration: number;
      }[];
    };
  };

const placed: BrokenRun = {
  publishing: { placeOf: (pointer) => `open api/rocketchat#1.yaml:${pointer.length}`, failOn: 'likely' },
};

const withFindings = once(() => runBroken(noQueue, { ...placed, filter: onQueue }));

const withBlocked = once(() =>
  runBroken(refusesCreation, { filter: ({ operationId }) => operationId === 'deleteDepartment' }),
);

const unreachable = once(() => runBroken(() => Promise.reject(new Error('gone'))));

/** Answers the queue with a body that its description does not allow. */
function noQueue(answer: Parameters<Change>[0], request: Parameters<Change>[1]) {
  return request.target.includes('/queue') && answer.status === 200 ? withJson(answer, { queue: 7 }) : answer;
}

const RUNS: readonly (readonly [string, () => Promise<PublishedRun>])[] = [
  ['of a success', once(() => runBroken(asIs, { filter: onQueue }))],
  ['of findings', withFindings],
  ['of findings without places', once(() => runBroken(noQueue, { filter: onQueue }))],
  ['of blocked cases', withBlocked],
  ['of a target that cannot be reached', unreachable],
];

describe('the SARIF report', () => {
  test.each(RUNS)('%s fits the schema of OASIS', async (_, run) => {
    expect(sarifErrors(sarifOf(await run()))).toEqual([]);
  });

  test('fails its schema where a result has no message', async () => {
    const log = sarifOf(await withFindings());
    const [run] = log.runs;
    expect(sarifErrors({ ...log, runs: [{ ...run, results: [{ ruleId: 'body' }] }] })).not.toEqual([]);
  });

  test('has each finding at its line, with its rule', async () => {
    const { report } = await withFindings();
    const [run] = sarifOf(await withFindings()).runs;
    expect(run?.results).toHaveLength(report.findings.length);
    const [first] = report.findings;
    expect(run?.results[0]).toMatchObject({
      ruleId: first?.check,
      level: first?.fails === true ? 'error' : 'warning',
      partialFingerprints: { 'stuntdoubleFinding/v1': first?.id },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'open%20api/rocketchat%231.yaml' },
            region: { startLine: first?.descriptionPointer.length },
          },
          logicalLocations: [{ fullyQualifiedName: `#${first?.descriptionPointer}` }],
        },
      ],
    });
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  test('suppresses what the baseline has', async () => {
    const { report } = await withFindings();
    const accepted = report.findings.map((finding) => ({
      ...finding,
      fails: false,
      standing: { kind: 'accepted' as const, reason: 'known' },
    }));
    const { runs } = sarifOf({ report: { ...report, findings: accepted }, byCase: new Map() });
    expect(runs[0]?.results.map(({ suppressions }) => suppressions)).toEqual(
      accepted.map(() => [{ kind: 'external', status: 'accepted', justification: 'known' }]),
    );
  });
});

describe('the CTRF report', () => {
  test.each(RUNS)('%s fits its schema', async (_, run) => {
    expect(ctrfErrors(ctrfOf(await run()))).toEqual([]);
  });

  test('fails its schema without a summary', () => {
    expect(
      ctrfErrors({ reportFormat: 'CTRF', specVersion: '0.0.0', results: { tool: { name: 'x' } } }),
    ).not.toEqual([]);
  });

  test('says how long each case took, without what limits of the rate cost', async () => {
    const slow: Change = async (answer) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return answer;
    };
    const run = await runBroken(slow, { filter: onQueue, maxCases: 5 });
    const { tests } = ctrfOf(run).results;
    expect(tests.map(({ duration }) => duration >= 19)).toEqual(tests.map(() => true));
    expect(run.report.run.operations).toEqual([
      { operationId: 'getQueue', requests: 5, mean: expect.any(Number), slowest: expect.any(Number) },
    ]);
    expect(run.report.run.operations[0]?.mean).toBeGreaterThan(19);
  });

  test('has a test for each case, failed where a finding fails the run', async () => {
    const run = await withFindings();
    const { summary, tests } = ctrfOf(run).results;
    expect(tests).toHaveLength(run.report.cases.length);
    const failed = [...run.byCase.values()].filter((own) => own.some(({ fails }) => fails)).length;
    expect(failed).toBeGreaterThan(0);
    expect(tests.filter(({ status }) => status === 'failed')).toHaveLength(failed);
    expect(summary).toMatchObject({ tests: tests.length, failed });
    const { report } = await withBlocked();
    expect(report.counts.blocked).toBeGreaterThan(0);
    expect(ctrfOf(await withBlocked()).results.summary['other']).toBe(report.counts.blocked);
  });

  test('says that a run broke off', async () => {
    const { tests } = ctrfOf(await unreachable()).results;
    expect(tests.at(-1)).toMatchObject({ name: 'rocketchat: all cases are run', status: 'failed' });
  });
});

describe('the Markdown report', () => {
  test('has the verdict, what is covered, and the findings with their commands', async () => {
    const { report } = await withFindings();
    const text = markdownReport([report]);
    expect(text).toContain(`## ❌ Rocket.Chat Omnichannel 1.0.0: failed`);
    const { operations, constraints } = report.coverage;
    expect(text).toContain(
      `| Covered | operations ${operations.succeeded}/${operations.documented}, statuses `,
    );
    expect(text).toContain(`constraints ${constraints.requests.both}/${constraints.requests.documented} |`);
    expect(text.match(/<details>/g)).toHaveLength(report.findings.length);
    expect(text).toContain(report.findings[0]?.replay ?? '-');
  });

  test('shows what a target answers as it is, and nothing of it is markup', async () => {
    const nasty = '```\n</details><script>alert(1)</script> [link](http://x) | **bold**';
    const { report } = await runBroken((answer) => withJson(answer, { [nasty]: nasty, queue: nasty }), {
      filter: onQueue,
    });
    const [finding] = report.findings;
    expect(finding?.response?.excerpt).toContain('<script>');
    const outside = markdownReport([{ ...report, hints: [nasty], notes: [] }]).replace(
      /^(`{3,})\n.*?\n\1$/gms,
      '',
    );
    expect(outside).not.toMatch(/<script|\[link\]|\*\*bold/);
    expect(outside.match(/<\/details>/g)).toHaveLength(report.findings.length);
  });

  test('fits a comment, and says how many findings are left out', async () => {
    const { report } = await withFindings();
    const many = Array.from({ length: 300 }, () => report.findings).flat();
    const text = markdownReport([{ ...report, findings: many }]);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\d+ more findings: see the other reports/);
  });
});

describe('credentials', () => {
  const CANARY = 'canary-7f3a9c2e';

  test('are in no report, though the target shows them in bodies and header fields', async () => {
    const run = await runBroken(
      (answer, request) => {
        const body = { queue: CANARY, [CANARY]: request.headers, at: `/x?token=${CANARY}` };
        return {
          ...withJson(answer, body),
          headers: { ...answer.headers, 'content-type': `a/b; x=${CANARY}` },
        };
      },
      {
        filter: onQueue,
        identities: { default: { credentials: { authToken: CANARY, userId: `${CANARY}-user` } } },
        headers: { 'x-trace': `${CANARY}-trace` },
        publishing: { linesOf: () => ({ first: 1, marked: 1, lines: [`example: ${CANARY}`] }) },
      },
    );
    expect(run.report.findings.length).toBeGreaterThan(0);
    const { report } = run;
    const texts = [
      jsonReport([report]),
      junitReport([run]),
      sarifReport([report], '1'),
      ctrfReport([run], '1'),
      markdownReport([report]),
      await htmlReport({ reports: [report], version: '1' }),
    ];
    const shown = texts.flatMap((text) => text.match(new RegExp(`.{0,60}${CANARY}.{0,20}`, 'g')) ?? []);
    expect(shown).toEqual([]);
    expect(texts[0]).toContain('STUNTDOUBLE_AUTH_TOKEN');
  });
});
