import { shellQuoted } from '../../contract/report/text/shell-quote.ts';
import type { RawRequest } from '../../http/message.ts';
import { headerLines } from './header-lines.ts';

/** The request as a line for a shell. Credentials are in it as they are. */
export function curlLine(request: RawRequest, url: string): string {
  const body = request.body.length === 0 ? undefined : new TextDecoder().decode(request.body);
  const implied = body === undefined ? 'GET' : 'POST';
  const words = [
    'curl',
    ...(request.method === implied ? [] : ['-X', request.method]),
    ...headerLines(request.headers).flatMap((line) => ['-H', shellQuoted(line)]),
    ...(body === undefined ? [] : ['-d', shellQuoted(body)]),
    shellQuoted(`${url}${request.target}`),
  ];
  return words.join(' ');
}
