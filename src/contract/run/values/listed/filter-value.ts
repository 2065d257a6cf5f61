import type { JsonObject } from '../../../../base/json.ts';
import { ANY } from '../../../../description/resources/list-parameters.ts';
import type { FilterKind } from '../../../case/lists/listed-value.ts';

/** A text without characters that many filters read as something else: commas, wildcards, comparisons. */
const PLAIN = /^[\p{L}\p{N}_]([\p{L}\p{M}\p{N} ._@:+/-]{0,98}[\p{L}\p{M}\p{N}_.])?$/u;

/** Returns the value that tells the items apart best: that of the fewest; of numbers, one in the middle. */
export function filterValue(
  items: readonly JsonObject[],
  { member, kind }: { readonly member: string; readonly kind: FilterKind },
  fits: (value: unknown) => boolean,
): unknown {
  const shown = items.flatMap((item) => valuesOf(item[member]));
  const known = new Set(shown.filter((value) => isPlain(value) && fits(value)));
  if (kind === 'number') {
    const numbers = [...known].filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
    return numbers[Math.floor(numbers.length / 2)];
  }
  const countOf = (value: unknown) => shown.filter((one) => one === value).length;
  const [rarest] = [...known].toSorted((left, right) => countOf(left) - countOf(right));
  return rarest;
}

function valuesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return PLAIN.test(value) && !ANY.test(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value));
}
