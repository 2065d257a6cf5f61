import { describe, expect, test } from '@jest/globals';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { DESCRIPTION, follow } from './jobs.ts';

describe('links', () => {
  test('make a case each, and a case for a chain of links', () => {
    const ids = planCases(DESCRIPTION).map((one) => one.id);
    expect(ids.filter((one) => one.includes('/link/'))).toEqual([
      'jobs/job/link/steps',
      'jobs/start/link/chain',
      'jobs/start/link/job',
    ]);
  });

  test('are followed with values of the response and of the request', async () => {
    const { asked, found } = await follow({});
    expect(found).toEqual([]);
    expect(asked).toContain('GET /jobs/j%2F1?part=a%20b');
    expect(asked).toContain('GET /jobs/j%2F1/steps');
  });

  test('that lead nowhere give a finding with the link in the description', async () => {
    const { findings } = await follow({ missing: /\/steps$/ });
    const chain = findings.find(({ caseId }) => caseId === 'jobs/start/link/chain');
    expect(chain).toMatchObject({
      check: 'linkFollowed',
      confidence: 'likely',
      found: '404',
      descriptionPointer: '/paths/~1jobs~1{id}/get/responses/200/links/steps',
    });
  });

  test('are not followed when the response lacks their values', async () => {
    const { asked } = await follow({ started: {} });
    expect(asked.filter((one) => one.startsWith('GET /jobs/j'))).toEqual([]);
  });

  test('of a response that is not a success are ignored', async () => {
    const { found } = await follow({ missing: /^\/jobs/ });
    expect(found.filter((one) => one.startsWith('jobs/job/'))).toEqual([]);
  });
});
