import { bundledFiles, withBundledFormats } from './bundled/bundled-apis.ts';
import {
  loadDescription as loadFrom,
  loadDescriptionSync as loadFromSync,
  type DescriptionSource,
  type LoadOptions,
} from './description/load/load-description.ts';
import type { Description } from './description/model/description.ts';

/**
 * Loads a description by its bundled name (`rocketchat`, `livehelpnow`), from a file or URL, or from an object.
 * @throws DescriptionError where it cannot be read, is not an OpenAPI description, or nothing in it can be served
 */
export async function loadDescription(
  source: DescriptionSource,
  options: LoadOptions = {},
): Promise<Description> {
  const bundled = bundledSource(source, options);
  if (bundled === undefined) return loadFrom(source, options);
  return withBundledFormats(String(source), await loadFrom(...bundled));
}

/** The same at once, for test runners without top-level await. @throws DescriptionError */
export function loadDescriptionSync(source: DescriptionSource, options: LoadOptions = {}): Description {
  const bundled = bundledSource(source, options);
  if (bundled === undefined) return loadFromSync(source, options);
  return withBundledFormats(String(source), loadFromSync(...bundled));
}

function bundledSource(source: DescriptionSource, options: LoadOptions): [URL, LoadOptions] | undefined {
  const files = typeof source === 'string' ? bundledFiles(source) : undefined;
  if (files === undefined) return undefined;
  const { description, prebuilt, formats } = files;
  return [description, { name: String(source), prebuilt, formats, ...options }];
}
