import { rootCertificates } from 'node:tls';
import type { Dispatcher } from 'undici';

export type { Dispatcher } from 'undici';

/** How connections are made. */
export interface ConnectionOptions {
  /** How long a connection may take to be made, in milliseconds; default 5 s. */
  readonly connectTimeout?: number;
  /** At most so many at a time; default 16. */
  readonly connections?: number;
  /** Certificates (PEM) of authorities to trust beside the usual ones. */
  readonly ca?: string;
  /** Takes any certificate. Default: false. */
  readonly insecure?: boolean;
  /** Default: straight to the target. */
  readonly proxy?: Proxy;
}

/** `url`: through this one. `environment`: through those that the usual variables name, if any. */
export type Proxy =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'environment';
      readonly http: string;
      readonly https: string;
      /** Hosts that are asked without one, separated by commas. */
      readonly except: string;
    };

/** The HTTP client for an origin. It is loaded when it is first needed: who only serves a mock does not pay for it. */
export async function openDispatcher(origin: string, options: ConnectionOptions): Promise<Dispatcher> {
  const { connectTimeout: timeout = 5_000, connections = 16, ca, insecure = false, proxy } = options;
  const { EnvHttpProxyAgent, Pool, ProxyAgent } = await import('undici');
  const connect = {
    timeout,
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    ...(insecure && { rejectUnauthorized: false }),
  };
  if (proxy === undefined) return new Pool(origin, { connections, connect });
  // a proxy is asked for http as RFC 9112, section 3.2.2, has it; only https needs a tunnel
  const through = { connections, requestTls: connect, proxyTls: connect, proxyTunnel: false };
  if (proxy.kind === 'url') return new ProxyAgent({ ...through, uri: proxy.url });
  const { http, https, except } = proxy;
  return new EnvHttpProxyAgent({ ...through, connect, httpProxy: http, httpsProxy: https, noProxy: except });
}
