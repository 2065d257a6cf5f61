import { describe, expect, test } from '@jest/globals';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { DESCRIPTION, follow } from './jobs.ts';

describe('links', () => {
  test('are cases each, and a chain of those that lead on', () => {
    const ids = planCases(DESCRIPTION).map((one) => one.id);
    expect(ids.filter((one) => one.includes('/link/'))).toEqual([
      'jobs/job/link/steps',
      'jobs/start/link/chain',
      'jobs/start/link/job',
    ]);
  });

  test('are followed with the values of the answer and of the request', async () => {
    const { asked, found } = await follow({});
    expect(found).toEqual([]);
    expect(asked).toContain('GET /jobs/j%2F1?part=a%20b');
    expect(asked).toContain('GET /jobs/j%2F1/steps');
  });

  test('that lead nowhere are found, at the link in the description', async () => {
    const { findings } = await follow({ missing: /\/steps$/ });
    const chain = findings.find(({ caseId }) => caseId === 'jobs/start/link/chain');
    expect(chain).toMatchObject({
      check: 'linkFollowed',
      confidence: 'likely',
      found: '404',
      descriptionPointer: '/paths/~1jobs~1{id}/get/responses/200/links/steps',
    });
  });

  test('are left alone where the answer lacks what they take', async () => {
    const { asked } = await follow({ started: {} });
    expect(asked.filter((one) => one.startsWith('GET /jobs/j'))).toEqual([]);
  });

  test('of an answer that is no success say nothing', async () => {
    const { found } = await follow({ missing: /^\/jobs/ });
    expect(found.filter((one) => one.startsWith('jobs/job/'))).toEqual([]);
  });
});
