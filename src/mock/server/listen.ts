import { createServer, IncomingMessage, ServerResponse, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { MockApp } from './app.ts';
import { persist, type PersistOptions } from './persist/persist.ts';
import type { MockListener } from './serve.ts';

/** The address on which a mock listens. */
export interface ListenOptions {
  /** The TCP port; 0 chooses a free one. */
  readonly port: number;
  /** The host name or address to listen on. Default: 127.0.0.1, which only this machine can reach. */
  readonly host?: string;
  /** The certificate, with those that sign it, and its private key, both in PEM, for HTTPS. Default: HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /**
   * A file that keeps the state over restarts: it is written at most once a second after a change, and by `close`. With
   * `tell`, notes about what no longer fits go there. Default: none, and notes are warnings of the console.
   */
  readonly persist?: string | PersistOptions | undefined;
}

/** A mock that listens for HTTP requests. */
export interface Listening {
  /** The address of the mock, without a slash at its end: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly server: Server;
  /** Stops accepting requests, waits for the running ones, and closes the server. */
  readonly close: () => Promise<void>;
}

/**
 * Serves an app, or what answers without Express, over HTTP or HTTPS. `onClose` is called first when the server is closed: what
 * never ends by itself can be ended by it.
 * @throws the error of `server.listen`, such as `EADDRINUSE`, or of OpenSSL for a certificate that cannot be used, and a
 * PersistError for a file that cannot keep the state
 */
export async function listen(
  app: MockApp | MockListener | RequestListener,
  { port, host = '127.0.0.1', tls, persist: kept }: ListenOptions,
  onClose = () => ('mock' in app ? app.mock.events.end() : undefined),
): Promise<Listening> {
  const mock = 'mock' in app ? app.mock : undefined;
  const persisting =
    kept === undefined || mock === undefined ? undefined : await persist(mock, persistOptions(kept));
  try {
    const { server, url, upgrades } = await serveOn(app, { port, host, tls });
    const { port: own } = server.address() as AddressInfo;
    mock?.ownPorts.add(own);
    return {
      url,
      server,
      close: async () => {
        upgrades?.end();
        onClose();
        await close(server);
        mock?.ownPorts.delete(own);
        mock?.callbacks?.clear(undefined);
        await persisting?.close();
      },
    };
  } catch (error) {
    await persisting?.close();
    throw error;
  }
}

function persistOptions(kept: string | PersistOptions): PersistOptions {
  return typeof kept === 'string' ? { file: kept, tell: (note) => console.warn(note) } : kept;
}

async function serveOn(
  app: MockApp | MockListener | RequestListener,
  { port, host, tls }: Pick<ListenOptions, 'port' | 'tls'> & { readonly host: string },
) {
  const prototypes = 'request' in app ? nativePrototypes(app) : {};
  const server =
    tls === undefined ? createServer(prototypes, app) : createTlsServer({ ...prototypes, ...tls }, app);
  const upgrades = 'serveUpgrades' in app ? app.serveUpgrades(server) : undefined;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${urlHost(host)}:${address.port}`,
    server,
    upgrades,
  };
}

/**
 * Returns classes of requests and responses that have Express's prototypes from the start. Express would otherwise
 * replace the prototype of each request and response, which slows down every later access: this way the server handles
 * more than twice as many requests per second of CPU.
 */
function nativePrototypes(app: MockApp) {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  Object.setPrototypeOf(AppRequest.prototype, app.request as object);
  Object.setPrototypeOf(AppResponse.prototype, app.response as object);
  Object.assign(app, { request: AppRequest.prototype, response: AppResponse.prototype });
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.keepAliveTimeout = 1; // closes the connection of a running request after its response
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
