import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from '../bundled.ts';
import type { Behaviours } from '../mock/behaviour.ts';
import { isObject } from '../spec/json.ts';
import { UsageError } from './usage-error.ts';

const MEMBERS = ['operations', 'refuse', 'collections', 'formats'];

/**
 * Runs a behaviours file (TypeScript or JavaScript) and takes its default export, or its named ones. Nothing is
 * cached: a changed file is read anew. @throws UsageError that says what is wrong with it.
 */
export async function loadBehaviours(file: string): Promise<Behaviours> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`${file}: there is no such behaviours file`);
  const exported = await run(path, file);
  const found = isObject(exported) && isObject(exported['default']) ? exported['default'] : exported;
  if (typeof found === 'object' && found !== null && MEMBERS.some((name) => name in found)) {
    return found;
  }
  throw new UsageError(
    `${file}: this exports no behaviours: export default defineBehaviours({ operations: { … } })`,
  );
}

async function run(path: string, file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(pathToFileURL(path).href, {
    moduleCache: false,
    fsCache: false,
    alias: { stuntdouble: fileURLToPath(new URL('dist/index.js', packageRoot())) },
  });
  try {
    return await jiti.import(path);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
