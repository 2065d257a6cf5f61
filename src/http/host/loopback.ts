/** True for a URL of this machine, as `isLoopbackHost` says. All others count as somebody else's. */
export function isLoopback(url: URL): boolean {
  return isLoopbackHost(url.hostname);
}

const LOOPBACK = /^127(?:\.\d{1,3}){3}$/;

/** True for the address of a connection from this machine, also as an IPv6-mapped one (`::ffff:127.0.0.1`). */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || LOOPBACK.test((address ?? '').replace(/^::ffff:/i, ''));
}

/**
 * True for this machine's own names, as a `Host` field has them, with or without a port: 127.0.0.0/8, `[::1]`, and
 * `localhost` with what is below it (RFC 6761, section 6.3).
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  return name === '[::1]' || LOOPBACK.test(name) || /^(?:[\w-]+\.)*localhost\.?$/.test(name);
}
