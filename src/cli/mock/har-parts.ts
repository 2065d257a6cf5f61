import { headerValue, type HeaderFields } from '../../http/message.ts';
import { parseCookies } from '../../http/raw-parameters.ts';

interface HarPair {
  readonly name: string;
  readonly value: string;
}

/** Returns a body as text; bytes that are not a text in base64. */
export function contentOf(body: Uint8Array, headers: HeaderFields, mask: (text: string) => string) {
  const mimeType = headerValue(headers, 'content-type') ?? 'x-unknown';
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { mimeType, text: mask(text), encoding: undefined };
  } catch {
    const characters = mask(Array.from(body, (byte) => String.fromCharCode(byte)).join(''));
    return { mimeType, text: btoa(characters), encoding: 'base64' };
  }
}

export function fieldsOf(headers: HeaderFields, mask: (text: string) => string): readonly HarPair[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => ({ name, value: mask(one) })),
  );
}

export function cookiesOf(field: string, mask: (text: string) => string): readonly HarPair[] {
  return parseCookies(field).map(({ name, value }) => ({ name, value: mask(value) }));
}
