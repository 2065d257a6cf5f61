import { percentDecoded } from '../../base/percent-decode.ts';
import { headerValue, type HeaderFields, type RawRequest, type RawResponse } from '../../http/message.ts';
import { parseCookies, parseQuery } from '../../http/raw-parameters.ts';
import { queryOf } from '../../http/request-target.ts';
import { statusText } from '../../http/status-text.ts';

/** A request, and what came of it. */
export interface HarExchange {
  readonly request: RawRequest;
  /** The URL that path and query of the request are appended to. */
  readonly baseUrl: string;
  /** Undefined where none came. */
  readonly response: RawResponse | undefined;
  readonly started: Date;
  /** Until the response; 0 where that is not known. */
  readonly milliseconds: number;
  readonly comment: string | undefined;
}

/** How a text is written. */
export interface HarTexts {
  /** Frees a text of secrets. */
  readonly mask: (text: string) => string;
  /** How much of a body is written, in characters. */
  readonly longestBody: number;
  /** Set where credentials are stand-ins already: they are written then. */
  readonly showsCredentials?: true;
}

/** The header fields that carry credentials, whatever their values: also those that nobody knows. */
export const SECRET_FIELDS: readonly string[] = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
];

/** Stands in the place of a secret. */
export const MASK = '***';

const UNKNOWN_SIZE = -1;

/** Returns an exchange as an entry of HAR 1.2. */
export function harEntry(exchange: HarExchange, texts: HarTexts) {
  const { response, started, milliseconds, comment } = exchange;
  const time = Math.round(milliseconds * 1000) / 1000;
  return {
    startedDateTime: started.toISOString(),
    time,
    request: requestOf(exchange, texts),
    response: responseOf(response, texts),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    ...(comment !== undefined && { comment: texts.mask(comment) }),
  };
}

function requestOf({ request, baseUrl }: HarExchange, texts: HarTexts) {
  const { mask } = texts;
  const { method, target, headers, body } = request;
  const { text, encoding } = textOf(body, texts);
  const plain = (part: string) => mask(percentDecoded(part.replaceAll('+', ' ')));
  return {
    method,
    url: mask(`${baseUrl.replace(/\/$/, '')}${target}`),
    httpVersion: 'HTTP/1.1',
    cookies: parseCookies(headerValue(headers, 'cookie') ?? '').map(({ name, value }) => ({
      name: mask(name),
      value: texts.showsCredentials ? value : MASK,
    })),
    headers: fieldsOf(headers, texts),
    queryString: parseQuery(queryOf(target)).map(({ name, value }) => ({
      name: plain(name),
      value: plain(value),
    })),
    ...(body.length > 0 && {
      postData: { mimeType: typeOf(headers, mask), text, ...(encoding && { comment: encoding }) },
    }),
    headersSize: UNKNOWN_SIZE,
    bodySize: body.length,
  };
}

/** Without a response, the status is 0, as browsers have it. */
function responseOf(response: RawResponse | undefined, texts: HarTexts) {
  const { mask } = texts;
  const { status = 0, headers = {}, body = new Uint8Array(0) } = response ?? {};
  const isWhole = body instanceof Uint8Array;
  const content = isWhole ? textOf(body, texts) : { comment: 'a stream, which is not kept' };
  return {
    status,
    statusText: statusText(status),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: fieldsOf(headers, texts),
    content: { size: isWhole ? body.length : 0, mimeType: typeOf(headers, mask), ...content },
    redirectURL: mask(headerValue(headers, 'location') ?? ''),
    headersSize: UNKNOWN_SIZE,
    bodySize: isWhole ? body.length : UNKNOWN_SIZE,
  };
}

function typeOf(headers: HeaderFields, mask: HarTexts['mask']): string {
  return mask(headerValue(headers, 'content-type') ?? 'x-unknown');
}

function fieldsOf(headers: HeaderFields, { mask, showsCredentials }: HarTexts) {
  const isMasked = (name: string) => showsCredentials !== true && SECRET_FIELDS.includes(name.toLowerCase());
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((text) => ({ name, value: isMasked(name) ? MASK : mask(text) })),
  );
}

/** Returns a body that is no text in base64. It is masked before it is cut. */
function textOf(
  body: Uint8Array,
  { mask, longestBody }: HarTexts,
): { readonly text: string; readonly encoding?: 'base64' } {
  const text = textIn(body);
  if (text !== undefined) return { text: mask(text).slice(0, longestBody) };
  return { text: base64Of(body, mask).slice(0, longestBody), encoding: 'base64' };
}

/** Returns the text of bytes in UTF-8; undefined where they are none. */
export function textIn(body: Uint8Array): string | undefined {
  try {
    return UTF8.decode(body);
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Returns bytes in base64, freed of the secrets that stand in them as text. */
export function base64Of(body: Uint8Array, mask: HarTexts['mask']): string {
  return btoa(mask(latin1Text(body)));
}

/** Returns a text with a character for each byte. */
export function latin1Text(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE)
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + PIECE)));
  return pieces.join('');
}

/** So many arguments at most are passed to one call. */
const PIECE = 8_192;
