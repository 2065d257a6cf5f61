import { percentDecoded } from '../../base/percent-decode.ts';
import type { Description } from '../../description/model/description.ts';
import type { Header } from '../../description/model/media-type-object.ts';
import { fitsHeader } from './headers/header-lines.ts';

/** The URLs under which paths can stand. */
interface Places {
  /** Of the mock itself, as the client addresses it. */
  readonly origin: string | undefined;
  readonly servers: readonly string[];
}

/**
 * Returns a location in the first of these forms that fits the schema of its header: the path, its URL on the mock, its
 * URL on a server of the description, its identifier alone. Undefined when none of them fits.
 */
export function fittingLocation(
  description: Description,
  header: Header,
  path: string,
  { origin, servers }: Places,
): string | undefined {
  const bases = [origin, ...servers, 'http://localhost'].filter((base) => base !== undefined);
  const urls = bases.filter((base) => URL.canParse(base)).map((base) => new URL(path, base).href);
  const identifier = percentDecoded(path.replace(/^.*\//, ''));
  return [path, ...urls, identifier].find((text) => fitsHeader(description, header, text));
}
