import { isObject, member, stringMember, type Json } from '../../../base/json.ts';

/** The member that holds the digits of bounds that no double can hold, by their keywords. The bounds are the nearest doubles. */
export const EXACT_DIGITS = 'x-stuntdouble-exact';

/** A bound of a number. */
export interface ExactBound {
  readonly keyword: string;
  readonly comparison: '<=' | '<' | '>=' | '>';
  readonly limit: bigint;
}

const COMPARISONS = [
  ['maximum', 'exclusiveMaximum', '<=', '<'],
  ['minimum', 'exclusiveMinimum', '>=', '>'],
] as const;

/** Returns the bounds of a schema that no double can hold. */
export function exactBoundsOf(node: Json): readonly ExactBound[] {
  const digits = member(node, EXACT_DIGITS);
  if (!isObject(digits)) return [];
  return COMPARISONS.flatMap(([keyword, exclusive, open, strict]) => {
    const isStrict = member(node, exclusive) === true; // as in OpenAPI 3.0
    const limit = stringMember(digits, keyword);
    const own = stringMember(digits, exclusive);
    return [
      ...(limit === undefined
        ? []
        : [
            isStrict
              ? { keyword: exclusive, comparison: strict, limit: BigInt(limit) }
              : { keyword, comparison: open, limit: BigInt(limit) },
          ]),
      ...(own === undefined ? [] : [{ keyword: exclusive, comparison: strict, limit: BigInt(own) }]),
    ];
  });
}

/** True where a number is within a bound. */
export function isWithin(value: number | bigint, { comparison, limit }: ExactBound): boolean {
  switch (comparison) {
    case '<=':
      return value <= limit;
    case '<':
      return value < limit;
    case '>=':
      return value >= limit;
    case '>':
      return value > limit;
  }
}

/** True for a whole number of 64 bits. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}
