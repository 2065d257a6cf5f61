import { describe, expect, test } from '@jest/globals';
import { reportOnThings, THINGS_FAULTS, THINGS_HARMLESS } from './things.ts';

describe('a server other than the mock', () => {
  test('has no finding and no blocked case when it is correct', async () => {
    const { findings, counts, coverage } = await reportOnThings();
    expect(findings).toEqual([]);
    expect(counts.passed).toBe(counts.planned);
    expect(coverage.unseen).toEqual(['deleteThing 202']);
  });

  test.each(THINGS_FAULTS)(
    'has a finding of $check at $operation: $name',
    async ({ check, operation, habits }) => {
      const { findings } = await reportOnThings(habits);
      const found = findings.map(({ check: id, operationId }) => ({ check: id, operationId }));
      expect(found).toContainEqual({ check, operationId: operation });
    },
  );

  test.each(THINGS_HARMLESS)('has no finding when $name', async ({ habits }) => {
    const { findings } = await reportOnThings(habits);
    expect(findings).toEqual([]);
  });
});
