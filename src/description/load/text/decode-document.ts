import { isAscii } from 'node:buffer';

/** Decodes a document: UTF-16 where a byte-order mark or the zero bytes show it, UTF-8 otherwise. */
export function decodeDocument(bytes: Uint8Array): string {
  if (isAscii(bytes) && bytes[0] !== 0 && bytes[1] !== 0)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Detects the encoding. JSON and YAML begin with an ASCII character or a byte-order mark (YAML 1.2.2, section 5.2). */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return (first === 0xff && second === 0xfe) || second === 0 ? 'utf-16le' : 'utf-8';
}
