import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The name of a document inside the description: its path from the description's folder, else its URL. */
export function externalKey(address: URL, root: URL): string {
  const folder = new URL('.', root);
  if (address.protocol === 'file:' && root.protocol === 'file:') {
    return relative(fileURLToPath(folder), fileURLToPath(address)).split(sep).join('/');
  }
  return address.href.startsWith(folder.href) ? address.href.slice(folder.href.length) : address.href;
}
