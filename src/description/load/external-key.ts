import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The name of a document inside the description: its path from the description's folder, else its URL. */
export function externalKey(address: URL, root: URL): string {
  const folder = new URL('.', root);
  if (address.protocol === 'file:' && root.protocol === 'file:') {
    return relative(fileURLToPath(folder), fileURLToPath(address)).split(sep).join('/');
  }
  return address.href.startsWith(folder.href) ? address.href.slice(folder.href.length) : address.href;
}

/**
 * Where a document is read that another one refers to: what is at home beside that one is read beside it too,
 * wherever it has been copied to; all else is read where it is at home.
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
