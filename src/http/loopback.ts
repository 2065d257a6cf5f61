/**
 * True for this machine's own addresses: 127.0.0.0/8, `::1`, and `localhost` with what is below it (RFC 6761,
 * section 6.3). All others count as somebody else's.
 */
export function isLoopback(url: URL): boolean {
  const { hostname } = url;
  return /^127(\.\d{1,3}){3}$|^\[::1\]$|^(.+\.)?localhost\.?$/i.test(hostname);
}

const LOOPBACK = /^127(?:\.\d{1,3}){3}$/;

export function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || LOOPBACK.test((address ?? '').replace(/^::ffff:/i, ''));
}

export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  return name === '[::1]' || LOOPBACK.test(name) || /^(?:[a-z0-9-]+\.)*localhost$/.test(name);
}
