import { MalformedText } from './malformed-text.ts';

const encoder = new TextEncoder();

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes text in any charset of the Encoding Standard; UTF-8 by default. A byte-order mark is skipped.
 * `keyword`: the keyword of the error for bytes that are not text of that charset. @throws MalformedText
 */
export function decodeText(
  bytes: Uint8Array,
  charset = 'utf-8',
  keyword: 'charset' | 'json' = 'charset',
): string {
  const decoder = decoderOf(charset);
  if (decoder === undefined) throw new MalformedText('charset', `must be in a known charset, not ${charset}`);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new MalformedText(keyword, `must be valid ${decoder.encoding.toUpperCase()}`);
  }
}

/** Encodes text in UTF-8. A lone surrogate becomes U+FFFD. */
export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

function decoderOf(charset: string): typeof utf8 | undefined {
  if (charset === 'utf-8') return utf8;
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return undefined;
  }
}
