import { bundledFiles, withBundledFormats } from './bundled-apis.ts';
import {
  loadDescription as loadFrom,
  loadDescriptionSync as loadFromSync,
  type DescriptionSource,
  type LoadOptions,
} from '../description/load/load-description.ts';
import type { Description } from '../description/model/description.ts';
import { provideAll } from './provide-all.ts';

provideAll();

/**
 * Loads a description by its bundled name (`rocketchat`, `livehelpnow`), from a file or URL, or from an object.
 * @throws DescriptionError when it cannot be read, is not an OpenAPI description, or has no operation without faults
 */
export async function loadDescription(
  source: DescriptionSource,
  options: LoadOptions = {},
): Promise<Description> {
  const bundled = bundledSource(source, options);
  if (bundled === undefined) return loadFrom(source, options);
  return withBundledFormats(String(source), await loadFrom(...bundled));
}

/**
 * Loads a description synchronously, for test runners without top-level await: by its bundled name, from a file, or
 * from an object. @throws DescriptionError like `loadDescription`, and for a URL
 */
export function loadDescriptionSync(source: DescriptionSource, options: LoadOptions = {}): Description {
  const bundled = bundledSource(source, options);
  if (bundled === undefined) return loadFromSync(source, options);
  return withBundledFormats(String(source), loadFromSync(...bundled));
}

function bundledSource(source: DescriptionSource, options: LoadOptions): [URL, LoadOptions] | undefined {
  const files = typeof source === 'string' ? bundledFiles(source) : undefined;
  if (files === undefined) return undefined;
  const { description, prebuilt, formats } = files;
  const known = [...formats, ...(options.formats ?? [])];
  return [description, { name: String(source), prebuilt, ...options, formats: known }];
}
