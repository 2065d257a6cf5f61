import { exactJsonIn, writeExactJson } from '../../../base/exact-json.ts';
import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { hasJsonType } from '../../../codec/json-body.ts';
import { type WholeResponse, headerValue } from '../../../http/message.ts';

/** How much of a body is shown. */
const MOST = 2_000;

/** How much of a body is masked, which may make it shorter or longer. */
const MOST_MASKED = 4 * MOST;

/**
 * What an answer's body says, as text. With a pointer into it: the object around the place alone, since what else a
 * body holds may be others' and differ between two runs. It is masked before it is cut.
 */
export function excerptOf(
  { headers, body }: WholeResponse,
  pointer: string | undefined,
  mask: (text: string) => string = (text) => text,
): string {
  if (body.length === 0) return '';
  const contentType = headerValue(headers, 'content-type') ?? '';
  const text = decoded(body);
  if (text === undefined) return `${body.length} bytes${contentType === '' ? '' : ` of ${contentType}`}`;
  const isPart = pointer !== undefined && pointer !== '' && hasJsonType(headers);
  return cut(mask((isPart ? partAt(text, pointer) : text).slice(0, MOST_MASKED)));
}

function decoded(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** The value that holds the place, or what there is of it. */
function partAt(text: string, pointer: string): string {
  const value = exactJsonIn(text);
  if (value === undefined) return text;
  const path = parsePointer(pointer).slice(0, -1);
  while (path.length > 0 && atPointer(value, formatPointer(path)) === undefined) path.pop();
  return writeExactJson(atPointer(value, formatPointer(path))) ?? text;
}

function cut(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST)}…`;
}
