const LOOPBACK = /^127(?:\.\d{1,3}){3}$/;

/**
 * True for the machine's own addresses: 127.0.0.0/8, `::1`, and `localhost` with its subdomains (RFC 6761, section
 * 6.3).
 */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === '[::1]' || LOOPBACK.test(hostname) || /^(?:.+\.)?localhost\.?$/i.test(hostname);
}

/** The same for the address of a socket; one of IPv4 may be mapped to IPv6 (`::ffff:127.0.0.1`). */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || LOOPBACK.test((address ?? '').replace(/^::ffff:/i, ''));
}

/** The same for a `Host` field, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  return name === '[::1]' || LOOPBACK.test(name) || /^(?:[a-z0-9-]+\.)*localhost$/.test(name);
}
