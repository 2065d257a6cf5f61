import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';

/** A request that a receiver got. */
export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** Resolves once so many requests have come. */
  readonly until: (count: number) => Promise<void>;
}

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Receives callbacks, and answers each by its number. Undefined: it never answers. */
export async function receive(
  answer: (index: number) => { readonly status: number; readonly location?: string } | undefined = () => ({
    status: 200,
  }),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      const answered = answer(received.length);
      received.push({ method: request.method, path: request.url, headers: request.headers, body });
      if (answered === undefined) return;
      const { status, location } = answered;
      response.writeHead(status, location === undefined ? {} : { location }).end('seen');
    });
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const until = async (count: number) => {
    for (let tries = 0; received.length < count; tries += 1) {
      if (tries > 500) throw new Error(`${received.length} of ${count} came`);
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
  };
  return { url: `http://127.0.0.1:${port}`, port, received, until };
}
