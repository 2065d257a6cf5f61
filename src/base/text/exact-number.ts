/**
 * Returns an integer; as a `bigint` where a double cannot hold it, or would be written with other digits, as 2^63 is.
 * `text`: its digits, which may have a minus.
 */
export function exactInteger(text: string): number | bigint {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  return String(value) === text ? value : BigInt(text);
}
