import { describe, expect, test } from '@jest/globals';
import { planHash } from '../../../src/contract/plan/plan-hash.ts';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { petsDescription } from '../pets.ts';

describe('the hash of a plan', () => {
  const cases = planCases(petsDescription());

  test('is the same for each plan of the same description', async () => {
    expect(await planHash(cases)).toMatch(/^[0-9a-f]{16}$/);
    expect(await planHash(planCases(petsDescription()))).toBe(await planHash(cases));
  });

  test('is different when a case is missing or has different content', async () => {
    const hash = await planHash(cases);
    expect(await planHash(cases.slice(1))).not.toBe(hash);
    const data = { parameters: { petId: 'rex' } };
    expect(await planHash(planCases(petsDescription(), { data }))).not.toBe(hash);
  });
});
