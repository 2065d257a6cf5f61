import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MockApp } from './app.ts';

export interface ListenOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
}

/** A mock that listens. */
export interface Listening {
  readonly url: string;
  readonly server: Server;
  /** Takes no more requests, lets the running ones finish, and ends. */
  readonly close: () => Promise<void>;
}

/** @throws the error of `server.listen`, such as `EADDRINUSE`. */
export async function listen(app: MockApp, { port, host = '127.0.0.1' }: ListenOptions): Promise<Listening> {
  const server = createServer(nativePrototypes(app), app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return { url: `http://${urlHost(host)}:${address.port}`, server, close: () => close(server) };
}

/**
 * Express gives each request and response another prototype, which makes every later access slow. Made with that
 * prototype from the start, they are left alone: more than twice as many requests per second of CPU.
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
    server.keepAliveTimeout = 1; // a connection whose request still runs is let go after its answer
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
