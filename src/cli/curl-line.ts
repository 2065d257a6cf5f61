import type { RawRequest } from '../conformance/raw-message.ts';
import { headerLines } from './header-lines.ts';

/** The request as a line for a shell. Credentials are in it as they are. */
export function curlLine(request: RawRequest, url: string): string {
  const body = request.body.length === 0 ? undefined : new TextDecoder().decode(request.body);
  const implied = body === undefined ? 'GET' : 'POST';
  const words = [
    'curl',
    ...(request.method === implied ? [] : ['-X', request.method]),
    ...headerLines(request.headers).flatMap((line) => ['-H', quoted(line)]),
    ...(body === undefined ? [] : ['-d', quoted(body)]),
    quoted(`${url}${request.target}`),
  ];
  return words.join(' ');
}

/** In single quotes, unless a shell and curl take it as it is. */
function quoted(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll(`'`, String.raw`'\''`)}'`;
}
