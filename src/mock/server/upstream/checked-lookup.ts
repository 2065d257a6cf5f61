import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { addressList, contains } from './address-list.ts';

/** Where clouds tell machines their credentials, with all other addresses that are good on one link alone. */
const METADATA = addressList([
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
  ['fd20:ce::', 32],
]);

const LOOPBACK = addressList([
  ['127.0.0.0', 8],
  ['0.0.0.0', 8],
  ['::', 127],
]);

/** Addresses of networks that are not everybody's (RFC 6890), and those of no single machine. */
const PRIVATE = addressList([
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
]);

const METADATA_NAMES = /^(?:metadata|instance-data)(?:\.google\.internal)?\.?$/i;

/** What is known of the host of an upstream before it is asked. */
export type HostKind = 'metadata' | 'loopback' | 'private' | 'public' | 'name';

/** Returns the kind of a host of a URL: of its address, or `name` where only a look-up tells. */
export function hostKind(hostname: string): HostKind {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return addressKind(host);
  if (METADATA_NAMES.test(host)) return 'metadata';
  return /^(?:[\w-]+\.)*localhost\.?$/i.test(host) ? 'loopback' : 'name';
}

function addressKind(address: string): Exclude<HostKind, 'name'> {
  const plain = embeddedAddress(address);
  if (contains(METADATA, plain)) return 'metadata';
  if (contains(LOOPBACK, plain)) return 'loopback';
  return contains(PRIVATE, plain) ? 'private' : 'public';
}

/** Returns the address of IPv4 that one of IPv6 stands for: mapped (RFC 4291), 6to4 (RFC 3056) or of NAT64 (RFC 6052). */
function embeddedAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const dotted = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const groups = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const mapped = /^(?:::ffff:|::ffff:0:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(groups);
  const sixToFour = /^2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/.exec(groups);
  const [, high, low] = mapped ?? sixToFour ?? [];
  if (high === undefined || low === undefined)
    return dotted !== undefined && groups.startsWith('::') ? dotted : address;
  const [upper, lower] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [upper >> 8, upper & 255, lower >> 8, lower & 255].join('.');
}

/** Thrown where a host has no address that may be connected to. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  readonly code = 'ERR_UPSTREAM_ADDRESS';
}

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Returns a look-up that finds only addresses which may be connected to, so that what is checked is what is connected to,
 * whatever the name means a moment later. `address`: the only one, which the user has named.
 */
export function checkedLookup(
  { hostname, address }: { readonly hostname: string; readonly address: string | undefined },
  resolve: Resolve = systemLookup,
): LookupFunction {
  const kind = hostKind(hostname);
  const isAllowed = (found: string) => {
    const its = addressKind(found);
    return its === 'public' || (its === 'loopback' && kind === 'loopback');
  };
  return (host, options, callback) => {
    const reply = (addresses: readonly LookupAddress[]) => {
      const [first] = addresses;
      if (options.all === true) return callback(null, [...addresses]);
      callback(null, first?.address ?? '', first?.family);
    };
    if (address !== undefined) return reply([{ address, family: isIP(address) }]);
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const allowed = addresses.filter((found) => isAllowed(found.address));
      if (allowed.length > 0) return reply(allowed);
      callback(new AddressError(refusal(host, addresses)), []);
    });
  };
}

function refusal(host: string, addresses: readonly LookupAddress[]): string {
  const [address = 'nowhere'] = addresses.map((found) => found.address);
  const kind = addresses.length === 0 ? 'private' : addressKind(address);
  const found = `${host} is at ${address}, a ${kind} address`;
  return kind === 'metadata'
    ? `${found}, which is never asked`
    : `${found}: name it with --upstream-address ${address}`;
}
