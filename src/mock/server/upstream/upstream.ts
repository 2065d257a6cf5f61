import { isIP } from 'node:net';
import { hostname as machineName } from 'node:os';
import { openDispatcher, type Dispatcher } from '../../../http/client/dispatcher.ts';
import { once } from '../../../base/memoise.ts';
import type { PassAccess } from '../../control/upstream/pass-access.ts';
import type { UpstreamOptions } from '../../control/upstream/upstream-options.ts';
import { parseUpstreamUrl, type UpstreamUrl } from '../../control/upstream/upstream-url.ts';
import { checkedLookup, hostKind } from './checked-lookup.ts';
import { shownSecrets, type ShownSecrets } from './shown-secrets.ts';

/** A real server to which requests go through, and how. */
export interface Upstream {
  readonly url: UpstreamUrl;
  readonly access: PassAccess;
  /** Header fields of every request that goes through, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: ShownSecrets;
  readonly isStrict: boolean;
  readonly dispatcher: () => Promise<Dispatcher>;
}

/** At most so many requests go through at a time; streams stay open for long. */
const CONNECTIONS = 256;

/** Prepares an upstream, to which no connection is made before a request goes through. @throws TypeError for options that cannot be used */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { address, allowOrigins = [], headers = {}, strict = false, ca, insecure, proxy } = options;
  const url = parseUpstreamUrl(options.url);
  const { hostname } = new URL(url.origin);
  if (address !== undefined && isIP(address) === 0)
    throw new TypeError(`upstream-address ${address}: give an address such as 10.0.0.5`);
  for (const host of [hostname, address ?? ''])
    if (hostKind(host) === 'metadata')
      throw new TypeError(
        `upstream ${host}: this is where machines get their credentials, which is never asked`,
      );
  const given = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    url,
    access: { origins: new Set(allowOrigins.map(originFrom)), names: [machineName().toLowerCase()] },
    headers: given,
    secrets: shownSecrets(given),
    isStrict: strict,
    dispatcher: once(() =>
      openDispatcher(url.origin, {
        connections: CONNECTIONS,
        lookup: checkedLookup({ hostname, address }),
        ...(ca !== undefined && { ca }),
        ...(insecure !== undefined && { insecure }),
        ...(proxy !== undefined && { proxy }),
      }),
    ),
  };
}

/** Reads an origin as browsers write it. @throws TypeError */
function originFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && url.origin !== 'null' && url.href === `${url.origin}/`) return url.origin;
  throw new TypeError(`allow-origin ${text}: give one such as https://app.example.com`);
}
