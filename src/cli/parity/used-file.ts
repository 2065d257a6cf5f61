import { readFileSync } from 'node:fs';
import { parseExactJson } from '../../base/exact-json.ts';
import { items, member, stringMember } from '../../base/json.ts';
import type { UsedExchange } from '../../contract/parity/used/used-exchange.ts';
import { isJson, parseMediaType } from '../../http/media-type.ts';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';

/**
 * Reads the exchanges of an HTTP archive (HAR 1.2), of a browser or of `stuntdouble mock --journal`. Entries that are no
 * requests over HTTP, such as those of a WebSocket, are left out. @throws UsageError for a file that is none
 */
export function readUsedFile(file: string): readonly UsedExchange[] {
  const entries = member(member(archiveIn(file), 'log'), 'entries');
  if (!Array.isArray(entries)) throw new UsageError(`--used ${file}: no HTTP archive: it has no log.entries`);
  const used = items(entries).flatMap((entry) => exchangeOf(entry) ?? []);
  if (used.length === 0) throw new UsageError(`--used ${file}: the archive has no requests`);
  return used;
}

function archiveIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`--used ${file}: ${explainFileError(error)}`);
  }
}

function exchangeOf(entry: unknown): UsedExchange | undefined {
  const [request, response] = [member(entry, 'request'), member(entry, 'response')];
  const [method, url] = [stringMember(request, 'method'), stringMember(request, 'url') ?? ''];
  if (method === undefined || !/^https?:/i.test(url) || !URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  const status = member(response, 'status');
  const postData = member(request, 'postData');
  const isText = stringMember(postData, 'comment') !== 'base64';
  return {
    method: method.toUpperCase(),
    target: `${pathname}${search}`,
    contentType: stringMember(postData, 'mimeType'),
    body: isText ? stringMember(postData, 'text') : undefined,
    status: typeof status === 'number' ? status : 0,
    response: jsonOf(member(response, 'content')),
  };
}

function jsonOf(content: unknown): unknown {
  const type = parseMediaType(stringMember(content, 'mimeType') ?? '');
  const text = stringMember(content, 'text');
  if (type === undefined || text === undefined || !isJson(type)) return undefined;
  const isEncoded = stringMember(content, 'encoding') === 'base64';
  try {
    return parseExactJson(isEncoded ? Buffer.from(text, 'base64').toString('utf8') : text);
  } catch {
    return undefined;
  }
}
