import { expect, test } from '@jest/globals';
import { shortReportOn } from './fault.ts';
import { HARMLESS } from './harmless.ts';

test.each(HARMLESS)('$operation: $name: is not a finding', async (otherwise) => {
  const { findings, counts } = await shortReportOn(otherwise);
  expect(findings).toEqual([]);
  expect(counts.passed).toBe(counts.planned);
});
