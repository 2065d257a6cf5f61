/** Texts that identify something, whatever stands around them. */
const IDENTIFIERS: readonly RegExp[] = [
  /^\d+$/,
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  /^(?=.*\d)[0-9a-f]{12,}$/i,
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  /^[a-z]{2,8}_(?=[A-Za-z]*\d)[A-Za-z0-9]{8,}$/,
  /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{10,}={0,2}$/,
  /^[^@\s/]+@[^@\s/]+\.[A-Za-z]{2,}$/,
  /^\d{4}-\d{2}-\d{2}(?:T.*)?$/,
  /^\d+(?:[-_.:,]\d+)+$/,
];

/** True for a text that looks like an identifier: a number, a UUID, hex digits, a token with digits, an address, a date. */
export function isIdentifierText(text: string): boolean {
  return IDENTIFIERS.some((pattern) => pattern.test(text));
}
