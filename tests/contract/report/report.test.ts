import { describe, expect, test } from '@jest/globals';
import { once } from '../../../src/base/memoise.ts';
import { PLAIN } from '../../../src/contract/report/render/colours.ts';
import type { PublishedRun } from '../../../src/contract/report/publish-report.ts';
import { terminalReport } from '../../../src/contract/report/render/terminal-report.ts';
import {
  asIs,
  bareDepartment,
  DEPARTMENT,
  failsDeletion,
  onQueue,
  refusesCreation,
  runBroken,
} from './broken-runs.ts';

/** A complete run that several tests use. */
const withBareDepartments = once(() => runBroken(bareDepartment));

function findingOf({ report }: PublishedRun, check: string) {
  const found = report.findings.find((one) => one.check === check);
  if (found === undefined) throw new Error(`there is no finding of ${check}`);
  return found;
}

function textOf({ report }: PublishedRun): string {
  return terminalReport(report, PLAIN);
}

describe('a report', () => {
  test('shows equal findings once, at the smallest of their cases, with a count', async () => {
    const { report } = await withBareDepartments();
    const finding = report.findings.find(({ found }) => found.includes(`'name'`));
    expect(finding).toMatchObject({
      check: 'body',
      confidence: 'definite',
      operationId: 'getDepartment',
      provenance: 'inferred',
      fails: false,
    });
    expect(finding?.count).toBeGreaterThan(1);
    expect(finding?.cases).toHaveLength(finding?.count ?? 0);
    expect(finding?.cases).toContain(finding?.caseId);
    expect(finding?.caseId).toMatch(/^rocketchat\/getDepartment\/(valid|accept)/);
  });

  test('has pointers into the message and into the description, with its line', async () => {
    const published = await runBroken(bareDepartment, {
      publishing: { placeOf: (pointer) => `rocketchat.yaml:${pointer.length}` },
    });
    const finding = findingOf(published, 'body');
    expect(finding.pointer).toBe('/department');
    expect(finding.descriptionPointer).toMatch(/^\/components\/schemas\/\w+.*\/required$/);
    expect(textOf(published)).toContain(`described ${finding.place} #${finding.descriptionPointer}`);
  });

  test('replaces identifiers of the target by their names everywhere', async () => {
    const { report } = await withBareDepartments();
    const finding = report.findings.find(({ operationId }) => operationId === 'getDepartment');
    expect(finding?.response?.excerpt).toContain('"_id":"{_id}"');
    expect(finding?.request.target).toBe('/api/v1/livechat/department/{_id}');
  });

  test('is the same at any concurrency', async () => {
    const [one, many] = [
      await runBroken(bareDepartment, { concurrency: 1 }),
      await runBroken(bareDepartment, { concurrency: 16 }),
    ];
    const lasting = ({ report }: PublishedRun) => ({ ...report, run: undefined });
    expect(lasting(many)).toEqual(lasting(one));
  });

  test('lists blocked cases with the reason, and does not pass', async () => {
    const published = await runBroken(refusesCreation, {
      filter: ({ operationId }) => operationId === 'deleteDepartment',
    });
    const { verdict, cases } = published.report;
    expect(verdict.kind).toBe('blocked');
    expect(cases.filter((one) => one.verdict === 'blocked').length).toBeGreaterThan(3);
    expect(textOf(published)).toContain('blocked, create was answered 403: rocketchat/deleteDepartment/');
  });

  test('lists items that could not be deleted by their actual address', async () => {
    const published = await runBroken(failsDeletion, {
      filter: ({ id }) => id === 'rocketchat/createDepartment/valid/all-optional',
    });
    const { leftovers } = published.report.run;
    expect(leftovers).toHaveLength(1);
    expect(leftovers[0]).toMatch(DEPARTMENT);
    expect(leftovers[0]).not.toContain('{');
    expect(textOf(published)).toContain(`left over, could not be removed: ${leftovers[0]}`);
  });

  test('explains why a documented status did not occur', async () => {
    const { report } = await runBroken(asIs, {
      safety: 'read-only',
      identities: { default: { credentials: {} } },
    });
    const reason = (operationId: string, status: string) =>
      report.coverage.unseen.find((one) => one.operationId === operationId && one.status === status)?.reason;
    expect(reason('createDepartment', '200')).toBe('not sent: the run is read-only');
    expect(reason('getQueue', '403')).toBe(
      'no case of this run has an identity without the permission (--identity)',
    );
    expect(reason('getQueue', '200')).toBe('the target answered its cases otherwise');
  });

  test('begins with the hint that the credentials may be wrong', async () => {
    const published = await runBroken(asIs, {
      identities: { default: { credentials: { authToken: 'x', userId: 'y' } } },
    });
    const text = textOf(published);
    expect(text).toMatch(
      /! all \d+ of the valid requests were answered 401 or 403: are the credentials right\?/,
    );
    expect(text.indexOf('are the credentials right?')).toBeLessThan(text.indexOf('– not tried'));
    expect(text).not.toContain('✓ getQueue');
    expect(published.report.verdict.kind).not.toBe('passed');
  });

  test('escapes control characters of a target', async () => {
    const published = await runBroken(
      () => ({
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: new TextEncoder().encode('\u001b[2Jgone\u202e'),
      }),
      { filter: onQueue },
    );
    const text = textOf(published);
    expect(text).toContain(String.raw`\u001b[2Jgone\u202e`);
    expect(text).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
  });
});
