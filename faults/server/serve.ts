import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handle } from './message.ts';

/** Serves on a free port of loopback. */
export async function serve(handle: Handle): Promise<{ readonly url: string; readonly close: () => void }> {
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
        if (answer === undefined) return void outgoing.destroy();
        outgoing.writeHead(answer.status, answer.headers);
        outgoing.end(answer.body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
