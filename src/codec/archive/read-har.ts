import { items, member, stringMember } from '../../base/json.ts';
import { encodeText } from '../../http/charset.ts';
import { NO_BODY, type HeaderFields } from '../../http/message.ts';
import type { WholeExchange } from './masked-exchange.ts';

/** An exchange of an HTTP archive. */
export interface ArchivedExchange extends WholeExchange {
  /** The scheme and authority that the request went to: `https://api.example.com`. */
  readonly origin: string;
}

/** A request of an HTTP archive, and as much of its response as there is: the status 0 where it got none. */
export interface ArchivedRequest extends ArchivedExchange {
  /** Why it is no exchange; undefined for one whose response is there as a whole. */
  readonly lacks: string | undefined;
}

/** An entry of an archive that is no exchange, and why. */
export interface LeftOutEntry {
  readonly entry: string;
  readonly reason: string;
}

/** What an HTTP archive (HAR 1.2) has. */
export interface ArchiveContent {
  readonly exchanges: readonly ArchivedExchange[];
  readonly leftOut: readonly LeftOutEntry[];
}

/**
 * Reads the requests of an HTTP archive, of a browser or of this package. Left out are those that are not over HTTP.
 * Undefined for a value that is no archive.
 */
export function readHarRequests(archive: unknown): readonly ArchivedRequest[] | undefined {
  return readEntries(archive)?.flatMap(({ read }) => read ?? []);
}

/**
 * Reads the exchanges of an HTTP archive, of a browser or of this package. Left out are requests that are not over HTTP, got
 * no response, or got one from a cache whose body the archive does not have. Undefined for a value that is no archive.
 */
export function readHar(archive: unknown): ArchiveContent | undefined {
  const entries = readEntries(archive);
  if (entries === undefined) return undefined;
  const exchanges: ArchivedExchange[] = [];
  const leftOut: LeftOutEntry[] = [];
  for (const { entry, read } of entries) {
    if (read !== undefined && read.lacks === undefined) exchanges.push(exchangeOf(read));
    else leftOut.push({ entry: nameOf(entry), reason: read?.lacks ?? 'it is not over HTTP' });
  }
  return { exchanges, leftOut };
}

function exchangeOf({ origin, request, response }: ArchivedRequest): ArchivedExchange {
  return { origin, request, response };
}

/** Reads each entry; `read`: undefined for one that is not over HTTP. */
function readEntries(archive: unknown) {
  const entries = member(member(archive, 'log'), 'entries');
  return Array.isArray(entries)
    ? items(entries).map((entry) => ({ entry, read: requestOf(entry) }))
    : undefined;
}

function nameOf(entry: unknown): string {
  const request = member(entry, 'request');
  const url = stringMember(request, 'url') ?? '';
  return `${stringMember(request, 'method') ?? '?'} ${url.replace(/[?#].*$/s, '').slice(0, 200)}`;
}

function requestOf(entry: unknown): ArchivedRequest | undefined {
  const [request, response] = [member(entry, 'request'), member(entry, 'response')];
  const [method, url] = [stringMember(request, 'method')?.toUpperCase(), stringMember(request, 'url') ?? ''];
  if (method === undefined || !/^https?:/i.test(url) || !URL.canParse(url)) return undefined;
  const { origin, host, pathname, search } = new URL(url);
  const posted = postedOf(member(request, 'postData'));
  const content = member(response, 'content');
  const status = member(response, 'status');
  const received = {
    status: typeof status === 'number' ? status : 0,
    headers: fieldsOf(response, stringMember(content, 'mimeType')),
    body: contentOf(content),
  };
  return {
    origin,
    request: {
      method,
      target: `${pathname}${search}`,
      headers: { host, ...fieldsOf(request, posted.type) },
      body: posted.bytes,
      scheme: url.toLowerCase().startsWith('https:') ? 'https' : 'http',
    },
    response: received,
    lacks: lackOf(received, { method, size: member(content, 'size') }),
  };
}

/** Returns why a response is not there as a whole. `size`: how long its body was. */
function lackOf(
  { status, body }: ArchivedExchange['response'],
  { method, size }: { readonly method: string; readonly size: unknown },
): string | undefined {
  if (status < 200) return 'it got no response';
  if (status === 304) return 'it was answered from a cache (304)';
  const isCut = body.length === 0 && typeof size === 'number' && size > 0 && method !== 'HEAD';
  return isCut ? 'the archive lacks the body of its response' : undefined;
}

/** The fields of HTTP/2 that browsers write like header fields, and what says how bodies were coded, which they are not here. */
const NO_FIELDS = /^:|^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive)$/;

function fieldsOf(message: unknown, type: string | undefined): HeaderFields {
  const fields: Record<string, string | string[]> = {};
  for (const field of items(member(message, 'headers'))) {
    const name = (stringMember(field, 'name') ?? '').toLowerCase();
    const value = stringMember(field, 'value');
    if (name === '' || value === undefined || NO_FIELDS.test(name)) continue;
    const before = fields[name];
    if (before === undefined) fields[name] = name === 'set-cookie' ? value.split('\n') : value;
    else fields[name] = [before, value].flat();
  }
  if (fields['content-type'] === undefined && type !== undefined && type !== '' && type !== 'x-unknown')
    fields['content-type'] = type;
  return fields;
}

function contentOf(content: unknown): Uint8Array {
  const text = stringMember(content, 'text');
  if (text === undefined) return NO_BODY;
  return stringMember(content, 'encoding') === 'base64' ? fromBase64(text) : encodeText(text);
}

/** Reads what was sent. This package notes in a comment that it is in base64; browsers write forms as parameters alone. */
function postedOf(postData: unknown): { readonly bytes: Uint8Array; readonly type: string | undefined } {
  const type = stringMember(postData, 'mimeType');
  const text = stringMember(postData, 'text');
  const isCoded = [member(postData, 'comment'), member(postData, 'encoding')].includes('base64');
  if (text !== undefined && text !== '')
    return { bytes: isCoded ? fromBase64(text) : encodeText(text), type };
  const params = items(member(postData, 'params'));
  if (params.length === 0 || type?.startsWith('application/x-www-form-urlencoded') !== true)
    return { bytes: NO_BODY, type };
  const pairs = params.map((param): [string, string] => [
    stringMember(param, 'name') ?? '',
    stringMember(param, 'value') ?? '',
  ]);
  return { bytes: encodeText(new URLSearchParams(pairs).toString()), type };
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return NO_BODY;
  }
}
