import type { HeaderFields } from '../../../http/message.ts';

/** Returns the header field that tells how a response differs from what the description documents. */
export function noteField(text: string): HeaderFields {
  return { 'x-stuntdouble-note': text.replace(/[^\x20-\x7e]/g, '?') };
}
