// Compiles a folder of Spector's with TypeSpec to OpenAPI descriptions.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const EMITTER = '@typespec/openapi3';

/** Returns the emitted files, one for each version of the service; none where the emitter fails. */
export async function compileFolder(modules, specs, folder) {
  const { compile, NodeHost } = await import(
    pathToFileURL(join(modules, '@typespec/compiler/dist/src/index.js')).href
  );
  const emitted = join(modules, '..', 'emitted', folder);
  const known = await descriptionsIn(emitted);
  if (known.length > 0) return known;
  const options = { 'emitter-output-dir': emitted, 'file-type': 'json' };
  try {
    await compile(NodeHost, join(specs, folder, 'main.tsp'), {
      emit: [EMITTER],
      options: { [EMITTER]: options },
      outputDir: emitted,
    });
  } catch {
    // the emitter fails on some of them
  }
  return descriptionsIn(emitted);
}

async function descriptionsIn(folder) {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.startsWith('openapi') && name.endsWith('.json')).toSorted();
  return Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      return { name, file, document: JSON.parse(await readFile(file, 'utf8')) };
    }),
  );
}
