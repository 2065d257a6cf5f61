import { isLoopback } from '../../http/host/loopback.ts';

/**
 * Tells whether a browser may be sent to an address with a code: to any page of this machine, and to the configured
 * addresses, which have to be the same to the letter (RFC 9700, section 2.1).
 */
export function mayRedirectTo(address: string, configured: readonly string[]): boolean {
  if (configured.includes(address)) return true;
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const isPage = url.protocol === 'http:' || url.protocol === 'https:';
  return isPage && isLoopback(url) && url.username === '' && url.password === '' && !address.includes('#');
}
