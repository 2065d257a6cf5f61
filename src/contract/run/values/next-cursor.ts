import { atPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { NextPage } from '../../../description/resources/cursor-paging.ts';
import { headerValue } from '../../../http/message.ts';
import { queryOf } from '../../../http/request-target.ts';
import type { Exchange } from '../../case/exchange.ts';

/** The cursor of the page behind the one that was answered; undefined where that is the last. */
export function nextCursor(exchange: Exchange, next: NextPage): string | undefined {
  const { request, validation } = exchange;
  const { parameter, at, more, last } = next;
  if (more !== undefined && atPointer(validation?.body, more) === false) return undefined;
  const asked = new URLSearchParams(queryOf(request.target)).get(parameter);
  const inBody = at === undefined ? undefined : textOf(atPointer(validation?.body, at));
  const found =
    linkedCursor(exchange, parameter) ??
    (inBody === undefined ? undefined : cursorIn(inBody, parameter)) ??
    (last === undefined ? undefined : lastIdentifier(validation?.body, last));
  return found === asked ? undefined : found;
}

/** Of a Link field, `<…?cursor=abc>; rel="next"` (RFC 8288, section 3). */
function linkedCursor({ response }: Exchange, parameter: string): string | undefined {
  const field = response && headerValue(response.headers, 'link');
  const next = field
    ?.split(/,\s*(?=<)/)
    .find((link) => /;\s*rel\s*=\s*("[^"]*\bnext\b[^"]*"|next\b)/i.test(link));
  const address = next === undefined ? undefined : /<([^>]*)>/.exec(next)?.[1];
  return address === undefined ? undefined : parameterIn(address, parameter);
}

/** Some answers have the address of the next page instead. */
function cursorIn(text: string, parameter: string): string | undefined {
  const isAddress = /^(https?:\/)?\/|^\?/.test(text);
  return isAddress ? parameterIn(text, parameter) : text;
}

function parameterIn(address: string, parameter: string): string | undefined {
  const query = address.replace(/#.*$/s, '').replace(/^[^?]*\??/, '');
  return textOf(new URLSearchParams(query).get(parameter));
}

function lastIdentifier(
  body: unknown,
  { list, key }: { readonly list: string; readonly key: string },
): string | undefined {
  const items = atPointer(body, list);
  const item: unknown = Array.isArray(items) ? items.at(-1) : undefined;
  return isObject(item) && Object.hasOwn(item, key) ? textOf(item[key]) : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
