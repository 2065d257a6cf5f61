import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Returns the name of a document inside the description: its path from the description's folder, or else its URL. */
export function externalKey(address: URL, root: URL): string {
  const folder = new URL('.', root);
  if (address.protocol === 'file:' && root.protocol === 'file:') {
    return relative(fileURLToPath(folder), fileURLToPath(address)).split(sep).join('/');
  }
  return address.href.startsWith(folder.href) ? address.href.slice(folder.href.length) : address.href;
}

/**
 * Returns the URL to read a document from. One on the server that its referrer's `$self` names is read relative to
 * where the referrer itself was read from, which may be a copy; all others are read from their own URL.
 */
export function addressBeside(
  wanted: URL,
  { base, address }: { readonly base: URL; readonly address: URL },
): URL {
  if (base.href === address.href || wanted.protocol !== base.protocol || wanted.host !== base.host)
    return wanted;
  const way = posix.relative(new URL('.', base).pathname, wanted.pathname);
  return new URL(`./${way}${wanted.search}`, address);
}
