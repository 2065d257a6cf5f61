import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Target } from './target.ts';
import { urlTarget, type UrlTargetOptions } from './url-target.ts';

/** An Express app, or any other function that answers requests of `node:http`. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Listens once on loopback, from the first request until it is closed. */
export function appTarget(app: RequestListener, options: UrlTargetOptions = {}): Target {
  let listening: Promise<{ readonly server: Server; readonly target: Target }> | undefined;
  return {
    name: 'the app',
    send: async (request, context) => {
      listening ??= listen(app, options);
      return (await listening).target.send(request, context);
    },
    close: async () => {
      if (listening === undefined) return;
      const { server, target } = await listening;
      await target.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

async function listen(app: RequestListener, options: UrlTargetOptions) {
  const server = createServer((request, response) => void app(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, target: urlTarget(`http://127.0.0.1:${port}`, options) };
}
