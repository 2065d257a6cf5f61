/** Quotients as near to an integer as this count as one: 19.99 is a multiple of 0.01, whatever doubles make of it. */
const PRECISION = 1e-9;

/** True where a number is a multiple of a positive factor (JSON Schema 2020-12, validation 6.2.1). */
export function isMultiple(value: number, factor: number): boolean {
  const quotient = value / factor;
  if (Number.isFinite(quotient)) return Math.abs(Math.round(quotient) - quotient) <= PRECISION;
  const [left, right] = [decimalOf(value), decimalOf(factor)];
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
  return scaled(left) % scaled(right) === 0n;
}

/** A number as the decimal that JavaScript writes for it. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(`${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}
