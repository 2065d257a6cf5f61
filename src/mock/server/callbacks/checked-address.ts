import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { messageOf } from '../../../base/error-message.ts';
import { addressList, contains, type AddressList } from '../upstream/address-list.ts';
import { httpUrl } from '../../../http/request-target.ts';

/** Where requests may go. */
export interface Allowed {
  /** Names of hosts, with or without a port, beside this machine. */
  readonly hosts: readonly string[];
  /** The ports on which the mock listens, where nothing goes. */
  readonly ownPorts: ReadonlySet<number>;
}

/** What has been found out about a URL. */
export type CheckedAddress =
  | {
      readonly kind: 'allowed';
      readonly url: URL;
      /** Those of its host, as they were looked up. */
      readonly addresses: readonly { readonly address: string; readonly family: number }[];
    }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The name of the host is not known. */
  | { readonly kind: 'failed'; readonly reason: string };

const LOOPBACK = addressList([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

/** Looks up where a URL leads to, once, and says whether a request may go there. */
export async function checkedAddress(text: string, { hosts, ownPorts }: Allowed): Promise<CheckedAddress> {
  const url = httpUrl(text);
  if (url === undefined) return refused(`'${text}' is no URL of HTTP`);
  if (url.username !== '' || url.password !== '') return refused('the URL has a user or a password');
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const isNamed = hosts.some((host) => [url.host, url.hostname, name].includes(host.toLowerCase()));
  let addresses;
  try {
    addresses = await lookup(name, { all: true });
  } catch (error) {
    return { kind: 'failed', reason: messageOf(error) };
  }
  const elsewhere = addresses.find(({ address }) => !contains(LOOPBACK, address));
  if (!isNamed && elsewhere !== undefined)
    return refused(
      `${url.hostname} is not this machine (${elsewhere.address}): allow it with --allow-callbacks ${name}`,
    );
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const own = ownAddresses();
  if (ownPorts.has(port) && addresses.some(({ address }) => contains(own, address)))
    return refused(`${url.host} is the mock itself`);
  return { kind: 'allowed', url, addresses };
}

function refused(reason: string): CheckedAddress {
  return { kind: 'refused', reason };
}

/** The addresses of this machine, with those that lead to it. */
function ownAddresses(): AddressList {
  const own = addressList([
    ['127.0.0.0', 8],
    ['0.0.0.0', 8],
    ['::1', 128],
    ['::', 128],
  ]);
  for (const { address, family } of Object.values(networkInterfaces()).flatMap((found) => found ?? []))
    own().addAddress(address, family === 'IPv6' ? 'ipv6' : 'ipv4');
  return own;
}
