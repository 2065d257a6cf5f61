import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../../../src/contract/case/finding.ts';
import { LIST_LIMITS, type ListLimits } from '../../../../../src/contract/plan/requests/planning.ts';
import { planCases } from '../../../../../src/contract/plan/plan-cases.ts';
import { curlLines } from '../../../../../src/contract/report/text/curl-script.ts';
import type { Report } from '../../../../../src/contract/report/report.ts';
import { handlerTarget } from '../../../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../../../src/contract/run-contract.ts';
import { PLAYS } from './plays-document.ts';
import { BROKEN, without } from './plays-faults.ts';
import { RIGHT } from './plays-habits.ts';
import { playsServer, type Switches } from './plays-server.ts';

/** Runs the sequences on a theatre that nobody may change. */
async function findingsOn(switches: Switches = {}, requests: string[] = []): Promise<readonly Finding[]> {
  const { findings } = await reportOn(switches, { requests });
  return findings;
}

function reportOn(
  switches: Switches,
  { requests = [], lists = LIST_LIMITS }: { readonly requests?: string[]; readonly lists?: ListLimits },
): Promise<Report> {
  const handle = playsServer(switches);
  return runContract({
    description: PLAYS,
    safety: 'read-only',
    phases: ['sequences'],
    lists,
    concurrency: 1,
    target: handlerTarget('plays', (request) => {
      requests.push(`${request.method} ${request.target}`);
      return handle(request);
    }),
  });
}

describe('of a target where nobody may change anything', () => {
  test('a right server has no finding, whatever the confidence', async () => {
    expect(await findingsOn()).toEqual([]);
  });

  test.each(BROKEN.map((row, index) => [index, ...row] as const))(
    '%i: %s finds a server that breaks its law: %s',
    async (_, id, check, confidence, switches) => {
      const findings = await findingsOn(switches);
      const found = findings.map((one) => `${one.caseId} ${one.check} ${one.confidence}`);
      expect(found).toContain(`plays/${id} ${check} ${confidence}`);
    },
  );

  test.each(Object.entries(RIGHT))('a server that %s has no finding', async (_, switches) => {
    expect(await findingsOn(switches)).toEqual([]);
  });

  test('no list is asked for more often than the limit allows', async () => {
    const requests: string[] = [];
    await findingsOn({}, requests);
    const plays = requests.filter((one) => /^GET \/plays(\?|$)/.test(one));
    expect(plays.length).toBeGreaterThan(30);
    expect(plays.length).toBeLessThanOrEqual(60);
  });

  test('a server that is suspected is asked once more, and once only', async () => {
    const [right, wrong]: string[][] = [[], []];
    await findingsOn({}, right);
    await findingsOn({ query: without('author') }, wrong);
    expect(wrong?.length).toBe((right?.length ?? 0) + 2);
  });

  test('of a list that is longer than the limits, the pages are judged that are read', async () => {
    const lists = { pages: 2, items: 8, requests: 60 };
    const { findings, coverage } = await reportOn({}, { lists });
    expect(findings).toEqual([]);
    const reason =
      'only its first 2 pages were read: whether pages have all of it was not judged (--list-pages)';
    expect(coverage.lists).toEqual([
      { operationId: 'listEvents', reason },
      { operationId: 'listPlays', reason },
    ]);
    const overlapping = await reportOn({ query: without('offset') }, { lists });
    expect(overlapping.findings.map(({ check, found }) => [check, found])).toEqual([
      ['pages', 'an item in two pages'],
    ]);
  });

  test('cases beyond the number of requests are left out, and the coverage says so', async () => {
    const requests: string[] = [];
    const { coverage } = await reportOn({}, { requests, lists: { ...LIST_LIMITS, requests: 12 } });
    expect(requests.filter((one) => /^GET \/plays(\?|$)/.test(one)).length).toBeLessThanOrEqual(14);
    expect(coverage.lists).toContainEqual({
      operationId: 'listPlays',
      reason: expect.stringMatching(/^\d+ more cases about it would send more requests/),
    });
  });

  test('a case that filters takes its value from the list as curl lines do, too', () => {
    const cases = planCases(PLAYS, { safety: 'read-only' });
    const one = cases.find(({ id }) => id === 'plays/listPlays/sequence/listed/filter/genre');
    if (one === undefined) throw new Error('there is no such case');
    const lines = curlLines(one, 1, { baseUrl: 'http://plays', schemes: [], headerNames: [] });
    expect(lines).toEqual([
      expect.stringMatching(/^value=\$\(curl -s .* \| jq -r '\[\.items\[\]\.genre\] \| flatten /),
      expect.stringContaining('genre=$value'),
    ]);
  });
});
