import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import * as stuntdouble from '../index.ts';
import type { Behaviours } from '../mock/behaviour.ts';
import { isObject } from '../spec/json.ts';
import { UsageError } from './usage-error.ts';

const MEMBERS = ['operations', 'refuse', 'collections', 'inferred', 'formats'];

/**
 * Runs a behaviours file (TypeScript or JavaScript) and takes its default export, or its named ones. Nothing is
 * cached: a changed file is read anew. `onRead` is told of each file that it imports.
 * @throws UsageError that says what is wrong with it.
 */
export async function loadBehaviours(file: string, onRead: (path: string) => void): Promise<Behaviours> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`${file}: there is no such behaviours file`);
  const exported = await run(path, file, onRead);
  const found = isObject(exported) && isObject(exported['default']) ? exported['default'] : exported;
  if (typeof found === 'object' && found !== null && MEMBERS.some((name) => name in found)) {
    return found;
  }
  throw new UsageError(
    `${file}: this exports no behaviours: export default defineBehaviours({ operations: { … } })`,
  );
}

async function run(path: string, file: string, onRead: (path: string) => void): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const { transform } = createJiti(path);
  const jiti = createJiti(path, {
    moduleCache: false,
    fsCache: false,
    // `import { defineBehaviours } from 'stuntdouble'` works also where the package is not installed
    virtualModules: { stuntdouble },
    transform: (source) => {
      if (source.filename !== undefined) onRead(source.filename);
      return { code: transform(source) };
    },
  });
  delete jiti.cache[path]; // CommonJS is run by Node itself, which remembers
  try {
    return await jiti.import(path);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error, path)}`, { cause: error });
  }
}

/** What it threw, and on which of its lines. */
function reasonOf(error: unknown, path: string): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.includes(path));
  return place === undefined ? error.message : `${error.message}\n${place}`;
}
