import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handle, Written } from './message.ts';

export interface Served {
  readonly url: string;
  readonly close: () => void;
}

/** Serves on loopback. The default `port` is any free one. A server that has ended accepts no connection any more. */
export async function serve(handle: Handle, port = 0): Promise<Served> {
  const server: Server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : value,
        ]),
      );
      const { method = 'GET', url: target = '/' } = incoming;
      void handle({ method, target, headers, body: Buffer.concat(pieces) }).then((answer) => {
        if (answer === 'hangs') return;
        if (answer === 'gone') close();
        if (typeof answer === 'string') return void outgoing.destroy();
        if (answer.isLast) outgoing.on('close', close);
        void send(answer, outgoing);
      });
    });
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function send({ status, headers, body, stream }: Written, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(status, headers);
  if (stream === undefined) return void outgoing.end(body);
  outgoing.write(body);
  for await (const piece of stream) {
    if (outgoing.destroyed) return;
    outgoing.write(piece);
  }
  outgoing.end();
}
