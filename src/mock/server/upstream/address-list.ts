import { BlockList, isIP } from 'node:net';
import { once } from '../../../base/memoise.ts';

/** Returns a list of addresses. */
export type AddressList = () => BlockList;

/**
 * Declares a list of subnets, each with the length of its prefix. It is made when it is first looked at: most mocks never
 * do, and Node's pattern of an address takes longer to compile than a small description to load.
 */
export function addressList(subnets: readonly (readonly [string, number])[]): AddressList {
  return once(() => {
    const list = new BlockList();
    for (const [address, prefix] of subnets) list.addSubnet(address, prefix, familyOf(address));
    return list;
  });
}

/** True for an address of the list, also for one of IPv4 that is mapped to IPv6. */
export function contains(list: AddressList, address: string): boolean {
  return list().check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
