import { writeExactJson } from '../../base/exact-json.ts';
import { formatPointer } from '../../base/json-pointer.ts';
import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { decodingAt } from '../../http/malformed-text.ts';
import { isComposite, readText, writeText, writtenMembers } from '../styles/value-text.ts';
import { readJson } from './json-codec.ts';

/** Formats of sequences (OpenAPI 3.2, "Sequential Media Types"), which are read and written as arrays. */
export type StreamKind = 'jsonLines' | 'jsonSequence' | 'events' | 'eventData';

export function encodeStream(items: readonly unknown[], kind: StreamKind): string {
  return items.map((item) => encodeItem(item, kind)).join('');
}

function encodeItem(item: unknown, kind: StreamKind): string {
  switch (kind) {
    case 'jsonLines':
      return `${writeExactJson(item)}\n`;
    case 'jsonSequence':
      return `\u001E${writeExactJson(item)}\n`;
    case 'events':
      return encodeEvent(item);
    case 'eventData':
      return encodeEvent({ data: item });
  }
}

/** Reads a sequence. `shape`: that of one item. @throws MalformedText */
export function decodeStream(text: string, kind: StreamKind, shape: ValueShape): unknown[] {
  switch (kind) {
    case 'jsonLines':
      return readJsonPieces(text.split('\n'));
    case 'jsonSequence':
      return readJsonPieces(text.split('\u001E')); // RFC 7464, section 2.1
    case 'events':
      return decodeEvents(text, shape);
    case 'eventData':
      return decodeEventData(text, shape);
  }
}

function readJsonPieces(pieces: readonly string[]): unknown[] {
  return pieces
    .filter((piece) => piece.trim() !== '')
    .map((piece, index) => decodingAt(formatPointer([index]), () => readJson(piece)));
}

/** Writes the fields of an event; an object in `data` as JSON. */
function encodeEvent(event: unknown): string {
  const fields =
    isComposite(event) && !Array.isArray(event) ? writtenMembers(event) : [['data', event] as const];
  const lines = fields.flatMap(([name, value]) =>
    writeText(value)
      .split(/\r\n|\r|\n/)
      .map((line) => `${name}: ${line}\n`),
  );
  return `${lines.join('')}\n`;
}

/**
 * Reads the events of a stream (HTML, section 9.2.6): joins the lines of `data`, reads all fields by their schemas, and
 * skips comments.
 */
function decodeEvents(text: string, shape: ValueShape): object[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((block) => readEvent(block.split('\n'), shape))
    .filter((event) => Object.keys(event).length > 0);
}

/** Sent by some servers as the last data of a stream. */
const END_OF_STREAM = '[DONE]';

/** Reads the data of events; skips events without data, which keep the connection open or give a position. */
function decodeEventData(text: string, shape: ValueShape): unknown[] {
  return decodeEvents(text, ANY_SHAPE)
    .map((event) => ('data' in event ? String(event.data) : ''))
    .filter((data) => data !== '' && data !== END_OF_STREAM)
    .map((data) => readText(data, shape));
}

function readEvent(lines: readonly string[], shape: ValueShape): object {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === '') continue;
    const known = fields.get(name);
    if (known === undefined || name !== 'data') fields.set(name, [value]);
    else known.push(value);
  }
  const entries = [...fields].map(([name, values]): [string, unknown] => [
    name,
    readText(values.join('\n'), shape.property(name) ?? ANY_SHAPE),
  ]);
  return Object.fromEntries(entries);
}
