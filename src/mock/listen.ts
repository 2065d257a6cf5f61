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
 * Express gives each request and response its own prototype, which makes every later access slow. Made with that
 * prototype from the start, they are left alone: two to three times as many requests per second of CPU.
 * Plain functions, because a class cannot be given another `prototype`.
 */
function nativePrototypes(app: MockApp) {
  function AppRequest(...parameters: unknown[]): object {
    return Reflect.construct(IncomingMessage, parameters, AppRequest) as object;
  }
  function AppResponse(...parameters: unknown[]): object {
    return Reflect.construct(ServerResponse, parameters, AppResponse) as object;
  }
  AppRequest.prototype = app.request;
  AppResponse.prototype = app.response;
  return {
    IncomingMessage: AppRequest as unknown as typeof IncomingMessage,
    ServerResponse: AppResponse as unknown as typeof ServerResponse,
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
