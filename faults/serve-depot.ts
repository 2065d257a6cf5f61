import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rightServer } from './fault.ts';
import type { Handle } from './server/message.ts';

/** Serves the correct server on a free port of this machine, and returns its URL. */
export function serveDepot(handle: Handle = rightServer()): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url: target = '/', headers } = request;
      const texts = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
      void handle({ method, target, headers: Object.fromEntries(texts), body: Buffer.concat(chunks) }).then(
        (answer) => {
          if (answer === undefined) return response.destroy();
          return response.writeHead(answer.status, answer.headers).end(answer.body);
        },
      );
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
