/** Returns an integer; as a `bigint` where a double cannot hold it. `text`: its digits, which may have a minus. */
export function exactInteger(text: string): number | bigint {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  const exact = BigInt(text);
  const isKept = Number.isFinite(value) && (BigInt(value) === exact || String(value) === text);
  return isKept ? value : exact;
}
