import { encodeText } from '../../http/charset.ts';
import { joinedBytes } from '../../http/join-bytes.ts';
import { MalformedText } from '../../http/malformed-text.ts';

/** One part of a multipart body. */
export interface Part {
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** Limits the parts of a body. */
const MAX_PARTS = 1000;

/** Decodes one character per byte, so that positions in the text are positions in the bytes. */
const bytewise = new TextDecoder('latin1');

const utf8 = new TextDecoder();

/**
 * Splits a body at its delimiters (RFC 2046, section 5.1.1). Ignores what precedes the first and follows the last.
 * @throws MalformedText
 */
export function splitParts(bytes: Uint8Array, boundary: string): Part[] {
  const text = bytewise.decode(bytes);
  const delimiter = `--${boundary}`;
  const parts: Part[] = [];
  let at = text.startsWith(delimiter) ? 0 : nextDelimiter(text, delimiter, 0);
  if (at === undefined) throw new MalformedText('boundary', `must contain its boundary, ${boundary}`);
  while (!text.startsWith('--', at + delimiter.length)) {
    if (parts.length === MAX_PARTS) {
      throw new MalformedText('multipart', `must NOT have more than ${MAX_PARTS} parts`);
    }
    const start = text.indexOf('\r\n', at) + 2;
    const end = nextDelimiter(text, delimiter, start - 2);
    if (start === 1 || end === undefined) {
      throw new MalformedText('boundary', `must end with its boundary, ${delimiter}--`);
    }
    parts.push(readPart(text, bytes, start, end - 2));
    at = end;
  }
  return parts;
}

/** Returns where the next delimiter line begins. A line that merely starts like one does not count. */
function nextDelimiter(text: string, delimiter: string, from: number): number | undefined {
  for (let at = text.indexOf(`\r\n${delimiter}`, from); at !== -1;) {
    const behind = at + 2 + delimiter.length;
    if (/^(?:--|[ \t]*\r\n)/.test(text.slice(behind, behind + 80))) return at + 2;
    at = text.indexOf(`\r\n${delimiter}`, behind);
  }
  return undefined;
}

function readPart(text: string, bytes: Uint8Array, start: number, end: number): Part {
  if (text.startsWith('\r\n', start)) {
    return { headers: new Map(), body: bytes.subarray(Math.min(start + 2, end), end) };
  }
  const headersEnd = text.indexOf('\r\n\r\n', start);
  if (headersEnd === -1 || headersEnd + 4 > end) {
    throw new MalformedText('multipart', 'must have an empty line behind the header fields of each part');
  }
  const lines = utf8.decode(bytes.subarray(start, headersEnd)).split('\r\n');
  return { headers: new Map(lines.map(readField)), body: bytes.subarray(headersEnd + 4, end) };
}

function readField(line: string): [string, string] {
  const at = line.indexOf(':');
  if (at === -1) throw new MalformedText('multipart', 'must have a colon in each header field of a part');
  return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
}

/** Joins the parts, with a boundary that none of them contains. */
export function joinParts(parts: readonly Part[]): { bytes: Uint8Array; boundary: string } {
  const boundary = freeBoundary(parts);
  const pieces = parts.flatMap(({ headers, body }) => {
    const fields = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return [encodeText(`--${boundary}\r\n${fields}\r\n`), body, encodeText('\r\n')];
  });
  return { bytes: joinedBytes([...pieces, encodeText(`--${boundary}--\r\n`)]), boundary };
}

function freeBoundary(parts: readonly Part[]): string {
  const texts = parts.map(({ body }) => bytewise.decode(body));
  for (let count = 0; ; count += 1) {
    const boundary = `stuntdouble-${count}`;
    if (!texts.some((text) => text.includes(boundary))) return boundary;
  }
}

/** Reads the `name` and `filename` of a part (RFC 7578, section 4.2), and undoes the escaping of browsers. */
export function readDisposition(part: Part): {
  readonly name: string | undefined;
  readonly filename: string | undefined;
} {
  const field = part.headers.get('content-disposition') ?? '';
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of field.matchAll(/;\s*([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)/g)) {
    found.set(name.toLowerCase(), value.startsWith('"') ? unescapeName(value.slice(1, -1)) : value);
  }
  return { name: found.get('name'), filename: found.get('filename') };
}

/** Writes a `Content-Disposition` for a part of a form. The counterpart of `readDisposition`. */
export function writeDisposition(name: string, filename: string | undefined): string {
  const file = filename === undefined ? '' : `; filename="${escapeName(filename)}"`;
  return `form-data; name="${escapeName(name)}"${file}`;
}

function escapeName(text: string): string {
  return text.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}

function unescapeName(text: string): string {
  return text.replaceAll(String.raw`\"`, '"').replace(/%(?:22|0D|0A)/gi, decodeURIComponent);
}
