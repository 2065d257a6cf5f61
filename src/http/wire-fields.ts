/**
 * The fields that say how a message travels: of the connection (RFC 9110, section 7.6.1), of its framing (RFC 9112,
 * section 6), and of content codings (RFC 9110, section 8.4), which have to have been applied.
 */
const WIRE_FIELDS: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** True for a field that only the sender of a message can know. A description cannot say its value. */
export function isWireField(name: string): boolean {
  return WIRE_FIELDS.has(name.toLowerCase());
}

/** True for a name that a header field may have: a token (RFC 9110, section 5.1). */
export function isFieldName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}
