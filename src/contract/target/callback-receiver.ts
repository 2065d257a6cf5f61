import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopback } from '../../http/host/loopback.ts';
import { joinedBytes } from '../../http/join-bytes.ts';
import type { RawRequest } from '../../http/message.ts';
import { httpUrl } from '../../http/request-target.ts';

/** Receives the callbacks of a server under test. */
export interface CallbackReceiver {
  /** The address below which callbacks are received, without a slash at its end. */
  readonly url: string;
  /** The longest time that a response of the run may take, in milliseconds; undefined: as it is for every target. */
  readonly timeout: number | undefined;
  /** Begins to keep the requests to a path, and those below it; each is answered with this status. */
  readonly expect: (path: string, status: number) => void;
  /** Returns the requests to a path once there are enough of them, at the latest after so many milliseconds. */
  readonly received: (
    path: string,
    until: {
      readonly count: number;
      readonly milliseconds: number;
      readonly signal?: AbortSignal | undefined;
    },
  ) => Promise<readonly RawRequest[]>;
  /** The operations after which callbacks came. */
  readonly cameFor: Set<string>;
  readonly close: () => Promise<void>;
}

/** The largest body that is kept, in bytes. */
const LONGEST_BODY = 1_048_576;

/** Reads an address at which callbacks may be received: one of this machine. Undefined for any other text. */
export function callbackAddress(given: string): URL | undefined {
  const url = httpUrl(given);
  return url?.protocol === 'http:' && isLoopback(url) ? url : undefined;
}

/** Listens at an address of this machine; the port 0 chooses a free one. @throws the error of `server.listen` */
export async function openCallbackReceiver(
  address: URL,
  { timeout }: Pick<CallbackReceiver, 'timeout'>,
): Promise<CallbackReceiver> {
  const kept = new Map<string, { readonly status: number; readonly requests: RawRequest[] }>();
  const waiting = new Set<() => void>();
  const base = address.pathname.replace(/\/$/, '');
  const server = createServer((request, response) => {
    const target = request.url ?? '/';
    const path = target
      .slice(base.length)
      .replace(/^\//, '')
      .replace(/[/?].*$/s, '');
    const expected = target.startsWith(`${base}/`) ? kept.get(path) : undefined;
    readBody(request).then(
      (body) => {
        response.writeHead(expected?.status ?? 404).end();
        if (expected === undefined) return;
        const method = request.method ?? 'GET';
        expected.requests.push({ method, target, headers: request.headers, body });
        for (const check of waiting) check();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(address.port || 80), address.hostname.replace(/^\[|\]$/g, ''), resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address.hostname}:${port}${base}`,
    timeout,
    expect: (path, status) => {
      if (!kept.has(path)) kept.set(path, { status, requests: [] });
    },
    received: async (path, { count, milliseconds, signal }) => {
      const requests = kept.get(path)?.requests ?? [];
      await new Promise<void>((resolve) => {
        const timer = setTimeout(end, milliseconds);
        function check() {
          if (requests.length >= count) end();
        }
        function end() {
          clearTimeout(timer);
          waiting.delete(check);
          signal?.removeEventListener('abort', end);
          resolve();
        }
        waiting.add(check);
        signal?.addEventListener('abort', end);
        if (signal?.aborted === true) end();
        else check();
      });
      return [...requests];
    },
    cameFor: new Set(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size <= LONGEST_BODY) pieces.push(piece);
  }
  return joinedBytes(pieces);
}
