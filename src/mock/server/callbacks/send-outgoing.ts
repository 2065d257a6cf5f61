import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { messageOf } from '../../../base/error-message.ts';
import { joinedBytes } from '../../../http/join-bytes.ts';
import type { Send, Sent } from '../../control/callbacks/outgoing.ts';
import { packageVersion } from '../package/package-version.ts';
import { checkedAddress, type Allowed, type CheckedAddress } from './checked-address.ts';

/** So many bytes of a response are read. */
const LONGEST_BODY = 65_536;

/** Returns what sends a request to where it may go: to an address that has been checked, and not elsewhere by redirects. */
export function createSender(allowed: Allowed): Send {
  return async (request, signal) => {
    const checked = await checkedAddress(request.url, allowed);
    if (checked.kind !== 'allowed') return checked;
    try {
      return await sendTo(checked, request, signal);
    } catch (error) {
      return {
        kind: 'failed',
        reason: signal.aborted ? 'it took too long, or was stopped' : messageOf(error),
      };
    }
  };
}

function sendTo(
  { url, addresses }: Extract<CheckedAddress, { kind: 'allowed' }>,
  { method, headers, body }: Parameters<Send>[0],
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = open(url, {
      method,
      signal,
      agent: false,
      headers: {
        ...headers,
        'user-agent': `stuntdouble/${packageVersion()}`,
        'content-length': body.length,
      },
      // the addresses that were checked, and no others
      lookup: (_, options, callback) => {
        const [first] = addresses;
        if (options.all === true) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family ?? 4);
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      read(response).then((read_) => {
        outgoing.destroy();
        resolve({
          kind: 'answered',
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: read_,
        });
      }, reject);
    });
    outgoing.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    size += piece.length;
    if (size >= LONGEST_BODY) break;
  }
  return joinedBytes(pieces).slice(0, LONGEST_BODY);
}
