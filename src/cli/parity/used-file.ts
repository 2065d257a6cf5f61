import { textIn } from '../../codec/archive/har-entry.ts';
import { readHarRequests, type ArchivedRequest } from '../../codec/archive/read-har.ts';
import type { UsedExchange } from '../../contract/parity/used/used-exchange.ts';
import { jsonBodyOf } from '../../codec/json-body.ts';
import { headerValue } from '../../http/message.ts';
import { UsageError } from '../options/usage-error.ts';
import { readArchiveFile } from '../sources/archive-file.ts';

/**
 * Reads the exchanges of an HTTP archive (HAR 1.2), of a browser or of `stuntdouble mock --journal`. Entries that are no
 * requests over HTTP, such as those of a WebSocket, are left out. @throws UsageError for a file that is none
 */
export function readUsedFile(file: string): readonly UsedExchange[] {
  const requests = readArchiveFile(file, readHarRequests, `--used ${file}`);
  if (requests.length === 0) throw new UsageError(`--used ${file}: the archive has no requests`);
  return requests.map(usedOf);
}

function usedOf({ request: { method, target, headers, body }, response }: ArchivedRequest): UsedExchange {
  return {
    method,
    target,
    contentType: headerValue(headers, 'content-type'),
    body: body.length === 0 ? undefined : textIn(body),
    status: response.status,
    response: jsonBodyOf(response),
  };
}
