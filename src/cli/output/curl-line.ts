import { shellQuoted } from '../../contract/report/text/shell-quote.ts';
import type { RawRequest } from '../../http/message.ts';
import { headerLines } from './header-lines.ts';

/**
 * Returns the curl command that sends the request. It contains the request's credentials unmasked. Over HTTPS, it takes
 * any certificate: that of a mock is rarely one that curl knows.
 */
export function curlLine(request: RawRequest, url: string): string {
  const body = request.body.length === 0 ? undefined : new TextDecoder().decode(request.body);
  const defaultMethod = body === undefined ? 'GET' : 'POST';
  const words = [
    'curl',
    ...(url.startsWith('https:') ? ['-k'] : []),
    ...(request.method === defaultMethod ? [] : ['-X', request.method]),
    ...headerLines(request.headers).flatMap((line) => ['-H', shellQuoted(line)]),
    ...(body === undefined ? [] : ['-d', shellQuoted(body)]),
    shellQuoted(`${url}${request.target}`),
  ];
  return words.join(' ');
}
