import { BlockList, isIP } from 'node:net';

/** Makes a list of the subnets, each with the length of its prefix. */
export function addressList(subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, familyOf(address));
  return list;
}

/** True for an address of the list, also for one of IPv4 that is mapped to IPv6. */
export function contains(list: BlockList, address: string): boolean {
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
