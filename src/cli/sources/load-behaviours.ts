import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isObject } from '../../base/json.ts';
import type { Behaviours } from '../../mock/behaviour/behaviour.ts';
import { runModule } from '../options/run-module.ts';
import { UsageError } from '../options/usage-error.ts';

const MEMBERS = ['operations', 'refuse', 'collections', 'inferred', 'formats'];

/**
 * Runs a behaviours file (TypeScript or JavaScript) and takes its default export, or its named ones. Nothing is
 * cached: a changed file is read anew. `onRead` is told of each file that it imports.
 * @throws UsageError that says what is wrong with it.
 */
export async function loadBehaviours(file: string, onRead: (path: string) => void): Promise<Behaviours> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`${file}: there is no such behaviours file`);
  const exported = await runModule(path, file, onRead);
  const found = isObject(exported) && isObject(exported['default']) ? exported['default'] : exported;
  if (typeof found === 'object' && found !== null && MEMBERS.some((name) => name in found)) {
    return found;
  }
  throw new UsageError(
    `${file}: this exports no behaviours: export default defineBehaviours({ operations: { … } })`,
  );
}
