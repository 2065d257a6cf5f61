import { isObject, type Json } from '../../base/json.ts';
import { NO_BODY, type HeaderFields, type WholeResponse } from '../../http/message.ts';

/** A response as a client got it, and the request that it answers, as far as it tells. */
export interface ReceivedResponse {
  readonly method: string | undefined;
  /** Path and query. */
  readonly target: string;
  readonly response: WholeResponse;
}

/** Reads a response of fetch, supertest, superagent or axios; undefined for anything else. */
export function receivedResponse(
  received: unknown,
): ReceivedResponse | Promise<ReceivedResponse> | undefined {
  if (received instanceof Response) return ofFetch(received);
  if (!isObject(received) || typeof received['status'] !== 'number') return undefined;
  return ofSupertest(received) ?? ofAxios(received);
}

async function ofFetch(response: Response): Promise<ReceivedResponse> {
  if (response.bodyUsed) {
    throw new TypeError('the body has been read already: check the response before, or a clone of it');
  }
  const body = new Uint8Array(await response.clone().arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  return {
    method: undefined,
    target: targetOf(response.url),
    response: whole(response.status, headers, body),
  };
}

type Received = Readonly<Record<string, Json | undefined>>;

/** A response of supertest has the request of Node that it answers. */
function ofSupertest({ status, headers, req, text, body }: Received): ReceivedResponse | undefined {
  const request: unknown = req;
  if (!isObject(request) || typeof request['path'] !== 'string') return undefined;
  const { method, path } = request;
  const bytes = typeof text === 'string' ? encoded(text) : bytesOf(body, headers);
  return {
    method: typeof method === 'string' ? method : undefined,
    target: path,
    response: whole(Number(status), headers, bytes),
  };
}

function ofAxios({ status, headers, data, config }: Received): ReceivedResponse | undefined {
  if (!isObject(config) || typeof config['url'] !== 'string') return undefined;
  const { method = 'get', url, baseURL } = config;
  const address = /^https?:/.test(url) || typeof baseURL !== 'string' ? url : `${baseURL}${url}`;
  return {
    method: String(method),
    target: targetOf(address),
    response: whole(Number(status), isObject(headers) ? { ...headers } : {}, bytesOf(data, headers)),
  };
}

/** Returns the bytes of a body that a client has decoded. */
function bytesOf(data: unknown, headers: unknown): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (data === undefined || data === '' || hasNoBody(data, headers)) return NO_BODY;
  return encoded(typeof data === 'string' ? data : JSON.stringify(data));
}

/** True for the value that a client has in place of no body. */
function hasNoBody(data: unknown, headers: unknown): boolean {
  const isEmpty = data === null || (isObject(data) && Object.keys(data).length === 0);
  return isEmpty && isObject(headers) && headers['content-type'] === undefined;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Clients have removed what codes or frames a body. */
function whole(status: number, headers: unknown, body: Uint8Array): WholeResponse {
  const fields = isObject(headers) ? Object.entries(headers) : [];
  const kept = fields.filter(
    ([name]) => !/^(content-encoding|content-length|transfer-encoding)$/i.test(name),
  );
  return {
    status,
    headers: Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value])) as HeaderFields,
    body,
  };
}

function targetOf(address: string): string {
  const { pathname, search } = new URL(address, 'http://localhost');
  return pathname + search;
}
