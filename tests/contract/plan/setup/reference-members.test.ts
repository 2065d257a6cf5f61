import { describe, expect, test } from '@jest/globals';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { allCurlLines } from '../../../../src/contract/report/text/curl-script.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { type RawRequest, type RawResponse } from '../../../../src/http/message.ts';
import { SHOP, shopServer } from '../../shop.ts';

const identities = { default: { credentials: {} } };
const planned = planCases(SHOP, { identities, safety: 'create-own' });

function runOn(
  handle: (request: RawRequest) => Promise<RawResponse>,
  { only = '', ...options }: { readonly concurrency?: number; readonly only?: string } = {},
) {
  return runContract({
    description: SHOP,
    target: handlerTarget('shop', handle),
    safety: 'create-own',
    identities,
    cases: planned,
    ...options,
    filter: ({ id }) => id.startsWith(`shop/${only}`),
  });
}

describe('a server that refuses broken references', () => {
  test('accepts all valid requests, without a finding', async () => {
    const { handle } = shopServer();
    const report = await runOn(handle);
    expect(report.findings).toEqual([]);
    expect(report.counts.blocked).toBe(0);
    const valid = report.results.filter(({ case: one }) => one.maker === 'valid' || one.maker === 'sequence');
    const refused = valid.filter(({ exchanges }) =>
      exchanges.some(({ step, response }) => step.name !== 'clean up' && response?.status === 422),
    );
    expect(refused.map(({ case: one }) => one.id)).toEqual([]);
  });

  test('has all referenced items deleted afterwards', async () => {
    const { handle, asked } = shopServer();
    const report = await runOn(handle);
    expect(report.results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
    const made = asked.filter((line) => /^POST \/customers(\?\S*)? .*201$/.test(line));
    const gone = asked.filter((line) => /^DELETE \/customers\/\S+ 204$/.test(line));
    expect(made.length).toBeGreaterThan(10);
    expect(gone).toHaveLength(made.length);
  });

  test('gives the same report at any concurrency', async () => {
    const lasting = async (concurrency: number) => {
      const { handle } = shopServer({
        stored: (body) => ({ ...body, customerId: '0' }),
      });
      const report = await runOn(handle, { concurrency, only: 'create-orders' });
      return report.findings.map(({ caseId, check }) => `${caseId} ${check}`);
    };
    expect(await lasting(16)).toEqual(await lasting(1));
  });

  test('has a finding when it stores another reference than the sent one', async () => {
    const other = '11111111-1111-4111-8111-111111111111';
    const { handle } = shopServer({
      stored: (body) => (body['customerId'] === undefined ? body : { ...body, customerId: other }),
    });
    const { findings } = await runOn(handle, { only: 'create-orders/sequence/lifecycle' });
    expect(findings.map(({ check }) => check)).toContain('changeShows');
  });
});

describe('an item that a request refers to', () => {
  const stepsOf = (id: string) => planned.find((one) => one.id === `shop/${id}`)?.steps ?? [];

  test('is created by the case after the items that it needs, and is deleted last', () => {
    expect(stepsOf('create-invoices/valid/required-only').map(({ name }) => name)).toEqual([
      'create in /customers',
      'create in /orders',
      'request',
      'clean up',
      'clean up',
      'clean up',
    ]);
  });

  test('is taken from a list of the target when it cannot be created', () => {
    expect(stepsOf('create-orders/valid/all-optional').map(({ name }) => name)).toContain(
      'look into /sellers',
    );
  });

  test('stays invalid when the case is about that', () => {
    const wrong = planned.filter(
      ({ id }) => id.startsWith('shop/create-orders/') && `${id}/`.includes('/body/customerId/'),
    );
    expect(wrong.length).toBeGreaterThan(1);
    for (const { steps } of wrong) {
      const subject = steps.find(({ role }) => role === 'subject');
      expect(Object.keys(subject?.request.refers ?? {})).not.toContain('/customerId');
    }
  });

  test('is a variable in curl commands, in the body and in the query', () => {
    const lines = (id: string) => {
      const one = planned.find((candidate) => candidate.id === `shop/${id}`);
      return one === undefined
        ? []
        : allCurlLines(one, { baseUrl: 'http://shop', schemes: [], headerNames: [] });
    };
    const [made, sent, , removed] = lines('create-orders/valid/required-only');
    expect(made).toMatch(/^customer_id=\$\(curl .* \| jq -r \.id\)$/);
    expect(sent).toMatch(/\\"customerId\\":\\"\$customer_id\\"/);
    expect(removed).toMatch(/"http:\/\/shop\/customers\/\$customer_id"$/);
    expect(lines('list-orders/valid/all-optional').at(-1)).toMatch(/customerId=\$customer_id"$/);
  });
});
