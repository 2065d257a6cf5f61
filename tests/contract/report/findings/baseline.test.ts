import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from '@jest/globals';
import {
  baselineOf,
  baselineText,
  fixedSince,
  UNEXPLAINED,
  type Baseline,
} from '../../../../src/contract/report/findings/baseline.ts';
import { readBaseline } from '../../../../src/contract/report/findings/read-baseline.ts';
import { once } from '../../../../src/base/memoise.ts';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { junitReport } from '../../../../src/contract/report/render/junit-report.ts';
import type { PublishedRun } from '../../../../src/contract/report/publish-report.ts';
import { terminalReport } from '../../../../src/contract/report/render/terminal-report.ts';
import { onQueue, runBroken, withJson, type Change } from '../broken-runs.ts';

/** A queue that counts its chats in words, and nothing else wrong. */
const wrongQueue: Change = (answer, { target }) =>
  target.startsWith('/api/v1/livechat/queue') && answer.status === 200
    ? withJson(answer, { queue: [{ chats: 'many' }], count: 1, offset: 0, total: 1, success: true })
    : answer;

const DAY = new Date('2026-06-15T12:00:00Z');

function runWith(baseline: Baseline): Promise<PublishedRun> {
  return runBroken(wrongQueue, {
    filter: onQueue,
    baseline,
    started: DAY,
  });
}

const withoutBaseline = once(() => runWith([]));

/** Returns a baseline of all findings on the wrong queue. */
async function found(): Promise<Baseline> {
  const { report } = await withoutBaseline();
  return baselineOf([report], []).map((one) => ({ ...one, reason: 'it has always been so' }));
}

describe('a baseline', () => {
  test('lets a run pass that has only accepted findings', async () => {
    const { report } = await runWith(await found());
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.verdict).toEqual({ kind: 'passed', reason: 'no finding is new' });
    expect(report.findings[0]).toMatchObject({
      fails: false,
      standing: { kind: 'accepted', reason: 'it has always been so' },
    });
  });

  test('lets new findings fail the run, shown in full beside a line for each known one', async () => {
    const all = await found();
    expect(all.length).toBeGreaterThan(1);
    const published = await runWith(all.slice(1));
    expect(published.report.verdict.kind).toBe('failed');
    const { findings } = published.report;
    const unknown = findings.filter(({ standing }) => standing === undefined);
    const known = findings.length - unknown.length;
    expect(new Set(unknown.map(({ found: what }) => what))).toEqual(new Set([all[0]?.found]));
    expect(findings.every(({ fails, standing }) => !fails || standing === undefined)).toBe(true);
    const text = terminalReport(published.report, PLAIN);
    expect(text.match(/^[✗!] \w+ \(/gm)).toHaveLength(unknown.length);
    expect(text.match(/^~ accepted {2}\w+ \(.*\n {2}it has always been so$/gm)).toHaveLength(known);
    expect(text).toContain(`${known} of which the baseline has`);
  });

  test('identifies a finding by its check, its operation, its place and what was found', async () => {
    const [one, ...rest] = await found();
    if (one === undefined) throw new Error('the queue is wrong');
    for (const other of [{ check: 'status' }, { operation: 'x' }, { at: '/x' }, { found: 'x' }]) {
      expect((await runWith([{ ...one, ...other }, ...rest])).report.verdict.kind).toBe('failed');
    }
  });

  test('accepts a finding up to its expiry date, and reports when that has passed', async () => {
    const until = async (expires: string) =>
      (await runWith((await found()).map((one) => ({ ...one, expires })))).report;
    const last = await until('2026-06-15');
    expect(last.findings[0]?.standing).toMatchObject({ kind: 'accepted', expires: '2026-06-15' });
    const over = await until('2026-06-14');
    expect(over.findings[0]?.standing).toMatchObject({ kind: 'expired', expires: '2026-06-14' });
    expect(over.verdict.kind).toBe('passed');
    expect(terminalReport(over, PLAIN)).toMatch(/^! expired since 2026-06-14 {2}/m);
    expect(terminalReport(last, PLAIN)).toMatch(/^~ accepted until 2026-06-15 {2}/m);
  });

  test('lists accepted findings that no longer occur', async () => {
    const gone = { check: 'body', operation: 'getQueue', at: '/gone', found: 'a thing', reason: 'old' };
    const all = await found();
    const { report } = await runWith([...all, gone]);
    expect(fixedSince([...all, gone], [report])).toEqual([gone]);
  });

  test('makes accepted findings pass in JUnit', async () => {
    expect(junitReport([await runWith(await found())])).not.toContain('<failure');
  });

  test('is written from findings: known reasons are kept, new ones have to be given', async () => {
    const [one, ...rest] = await found();
    if (one === undefined) throw new Error('the queue is wrong');
    const { report } = await withoutBaseline();
    const written = baselineOf([report], [one]);
    expect(written).toHaveLength(rest.length + 1);
    expect(written).toContainEqual(one);
    expect(written.filter(({ reason }) => reason === UNEXPLAINED)).toHaveLength(rest.length);
  });
});

describe('the file of a baseline', () => {
  test('comes back as it was written, and fits its published schema', async () => {
    const baseline = await found();
    const content: unknown = JSON.parse(baselineText(baseline));
    expect(readBaseline(content)).toEqual({ kind: 'baseline', baseline });
    const schema = JSON.parse(
      readFileSync(new URL('../../../../schemas/contract-baseline.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const ajv = new Ajv2020();
    addFormats.default(ajv);
    expect(ajv.validate(schema, content)).toBe(true);
  });

  test('is refused with all its faults at once', () => {
    const good = { check: 'body', operation: 'a', at: '', found: 'x', reason: 'y' };
    const accepted = [
      good,
      { ...good, reason: ' ' },
      { ...good, expires: '2026-02-30' },
      { ...good, since: 'ever' },
      { check: 'body' },
    ];
    const { faults } = readBaseline({ accepted }) as { readonly faults: readonly string[] };
    expect(faults).toEqual([
      '/accepted/1: reason is empty: say why it is accepted',
      '/accepted/2: expires has to be a day, such as 2026-12-31',
      "/accepted/3: there is no member 'since' (check, operation, at, found, reason, expires, places)",
      "/accepted/4: 'operation' is missing, or no text",
      "/accepted/4: 'at' is missing, or no text",
      "/accepted/4: 'found' is missing, or no text",
      "/accepted/4: 'reason' is missing, or no text",
    ]);
    expect(readBaseline([])).toMatchObject({ kind: 'faults' });
  });
});
