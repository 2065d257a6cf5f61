import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { ConnectionOptions } from './connection-options.ts';

export type { Dispatcher } from 'undici';

/** How connections are made, with what only code can say. */
export interface DispatcherOptions extends ConnectionOptions {
  /** Finds the addresses of a host; a proxy does so itself. Default: as the system does. */
  readonly lookup?: LookupFunction;
}

/** The HTTP client for an origin. It is loaded when it is first needed: who only serves a mock does not pay for it. */
export async function openDispatcher(origin: string, options: DispatcherOptions): Promise<Dispatcher> {
  const { connectTimeout: timeout = 5_000, connections = 16, ca, insecure = false, lookup, proxy } = options;
  // its names are in the default export where it is bundled
  const { EnvHttpProxyAgent, Pool, ProxyAgent } = (await import('undici')).default;
  const connect = {
    timeout,
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    ...(insecure && { rejectUnauthorized: false }),
    ...(lookup && { lookup }),
  };
  if (proxy === undefined) return new Pool(origin, { connections, connect });
  // a proxy is asked for http as RFC 9112, section 3.2.2, has it; only https needs a tunnel
  const through = { connections, requestTls: connect, proxyTls: connect, proxyTunnel: false };
  if (proxy.kind === 'url') return new ProxyAgent({ ...through, uri: proxy.url });
  const { http, https, except } = proxy;
  return new EnvHttpProxyAgent({ ...through, connect, httpProxy: http, httpsProxy: https, noProxy: except });
}
