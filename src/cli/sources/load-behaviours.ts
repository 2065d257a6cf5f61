import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isObject } from '../../base/json.ts';
import type { Behaviours } from '../../mock/behaviour/behaviour.ts';
import { runModule } from '../options/run-module.ts';
import { UsageError } from '../options/usage-error.ts';

const MEMBERS = ['operations', 'refuse', 'collections', 'inferred', 'formats'];

/**
 * Runs a behaviours file (TypeScript or JavaScript) and returns its default export, or its named ones. Nothing is
 * cached, so a changed file is read again. `onRead` is called with the path of each file that is read.
 * @throws UsageError when the file is missing, throws, or exports no behaviours
 */
export async function loadBehaviours(file: string, onRead: (path: string) => void): Promise<Behaviours> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`${file}: there is no such behaviours file`);
  const exported = await runModule(path, file, onRead);
  const behaviours = isObject(exported) && isObject(exported['default']) ? exported['default'] : exported;
  if (typeof behaviours === 'object' && behaviours !== null && MEMBERS.some((name) => name in behaviours)) {
    return behaviours;
  }
  throw new UsageError(
    `${file}: this exports no behaviours; write: export default defineBehaviours({ operations: { … } })`,
  );
}
