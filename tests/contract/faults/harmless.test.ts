import { expect, test } from '@jest/globals';
import { reportOn } from './fault.ts';
import { HARMLESS } from './harmless.ts';

test.each(HARMLESS)('$operation: $name: is not a finding', async (otherwise) => {
  const { findings, counts } = await reportOn(otherwise);
  expect(findings).toEqual([]);
  expect(counts.passed).toBe(counts.planned);
});
