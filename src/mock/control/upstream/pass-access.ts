import { isLoopbackHost } from '../../../http/host/loopback.ts';
import { headerValue, type HeaderFields } from '../../../http/message.ts';

/** The sender of a request that would go through to the upstream. */
export interface Sender {
  readonly headers: HeaderFields;
  /** The scheme and authority of a target in absolute form; undefined for any other. */
  readonly absolute: string | undefined;
  /** The address at this end of the connection; undefined when it is not known. */
  readonly localAddress: string | undefined;
}

/** From where requests may go through beside this machine. */
export interface PassAccess {
  /** Origins, as browsers write them. */
  readonly origins: ReadonlySet<string>;
  /** Further names of this machine, in lower case. */
  readonly names: readonly string[];
}

/**
 * Returns the reason why a request may not go through; undefined when it may. Whoever can send here would otherwise have
 * what the upstream gives to this machine: pages of other sites (recognised by `Origin` and `Sec-Fetch-Site`), also under
 * a rebound name (recognised by `Host`).
 */
export function passRefusal(
  { headers, absolute, localAddress }: Sender,
  { origins, names }: PassAccess,
): string | undefined {
  const origin = headerValue(headers, 'origin');
  const isAllowed = origin !== undefined && origins.has(origin.toLowerCase());
  if (origin !== undefined && !isAllowed && !isOfThisMachine(origin))
    return `the request comes from a page of ${origin}: allow it with --allow-origin ${origin}`;
  if (headerValue(headers, 'sec-fetch-site') === 'cross-site' && !isAllowed) {
    const hint = origin === undefined ? '' : `: allow it with --allow-origin ${origin}`;
    return `the request comes from a page of another site${hint}`;
  }
  const isNamed = (host: string) => {
    const name = host.trim().toLowerCase();
    const plain = name.replace(/:\d+$/, '');
    if (isLoopbackHost(name) || names.includes(plain)) return true;
    if (localAddress !== undefined && plain === bracketed(localAddress)) return true;
    return ['http', 'https'].some((scheme) => origins.has(`${scheme}://${name}`));
  };
  const hosts = [headers['host'] ?? ''].flat();
  if (absolute !== undefined) hosts.push(absolute.replace(/^[a-z]+:\/\//i, ''));
  const foreign = hosts.find((host) => !isNamed(host));
  return foreign === undefined
    ? undefined
    : `the host '${foreign}' is not a name of this machine: allow it with --allow-origin http://${foreign}`;
}

function isOfThisMachine(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackHost(new URL(origin).host);
}

/** Writes an address as a `Host` has it. */
function bracketed(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}
