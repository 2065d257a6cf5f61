import type { Proxy } from '../../../http/client/connection-options.ts';
import type { PassRules } from '../passing/pass-rules.ts';

/** A real server, to which what is not mocked goes through. */
export interface UpstreamOptions extends PassRules {
  /** `http` or `https`, without user, query and fragment. The paths of requests are appended to its own. */
  readonly url: string;
  /**
   * The address to connect to. Default: those of the host, but neither loopback nor private ones unless `url` has the
   * address, or `localhost`, as its host.
   */
  readonly address?: string;
  /** Header fields of every request that goes through, such as credentials. No client gets to see them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Pages of these origins may send requests that go through, beside those of this machine. */
  readonly allowOrigins?: readonly string[];
  /** Answers 502 where a response breaks the description. Default: false, it is passed on, and the breach is told. */
  readonly strict?: boolean;
  /** Certificates (PEM) of authorities to trust beside the usual ones. */
  readonly ca?: string;
  /** Takes any certificate. Default: false. */
  readonly insecure?: boolean;
  /** Default: straight to the upstream. A proxy finds the address of the upstream itself. */
  readonly proxy?: Proxy;
}
