import { buffer } from 'node:stream/consumers';
import { once } from '../../base/memoise.ts';
import type { LoadOptions } from '../../description/load/load-description.ts';
import { decodeDocument } from '../../description/load/text/decode-document.ts';
import type { Description } from '../../description/model/description.ts';
import { loadDescription } from '../../bundled/load-description.ts';
import { STANDARD_INPUT } from '../options/config-file.ts';

/** Loads a description from a file, a URL, by its bundled name, or from the standard input. @throws DescriptionError */
export async function loadSource(name: string, reading: LoadOptions): Promise<Description> {
  if (name !== STANDARD_INPUT) return loadDescription(name, reading);
  return loadDescription(name, { name: 'api', ...reading, text: await standardInput() });
}

const standardInput = once(async () => decodeDocument(await buffer(process.stdin)));
