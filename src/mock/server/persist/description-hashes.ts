import { createHash } from 'node:crypto';
import { writeExactJson } from '../../../base/exact-json.ts';
import type { MockApi } from '../../api.ts';

/** Returns a hash of what says what the items of an API are: the description, and the collections of its behaviours. */
export function descriptionHash({ description, behaviours = {} }: MockApi): string {
  const { collections, inferred } = behaviours;
  const text = writeExactJson([description.document, collections ?? null, inferred ?? null]) ?? '';
  return createHash('sha256').update(text).digest('hex');
}
