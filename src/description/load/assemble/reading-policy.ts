import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The documents that references may lead to. */
export interface ReadingOptions {
  /** Allows local files outside the description's folder. Default: false. */
  readonly allowOutside?: boolean | undefined;
  /** Allows a local description to refer to the network, and one from a URL to other origins. Default: false. */
  readonly allowRemote?: boolean | undefined;
}

/** The address of a description that is an object in memory. */
export const IN_MEMORY = 'memory:/description';

/** Returns why a reference in `referrer` may not read an address; undefined where it may. `root`: the description. */
export function refusalToRead(
  address: URL,
  { root, referrer }: { readonly root: URL; readonly referrer: URL },
  { allowOutside = false, allowRemote = false }: ReadingOptions,
): string | undefined {
  switch (address.protocol) {
    case 'file:':
      if (referrer.protocol !== 'file:') return 'only a local document may refer to a local file';
      if (allowOutside || isInside(fileURLToPath(new URL('.', root)), fileURLToPath(address)))
        return undefined;
      return OUTSIDE;
    case 'http:':
    case 'https:':
      if (allowRemote || (isRemote(root) && address.origin === root.origin)) return undefined;
      return 'it is on the network, which is read only with --allow-remote (allowRemote: true)';
    case 'memory:':
      return 'a description in memory has no folder: give its path instead';
    default:
      return `${address.protocol} addresses cannot be read`;
  }
}

export const OUTSIDE = `it is outside the description's folder, which is read only with --allow-outside (allowOutside: true)`;

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

export function isRemote({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}
