// Writes the types: once, in a folder that counts as CommonJS, and for each entry an ES module that takes the rest of it.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/**
 * Copies the types that the entries reach from `modules` to `made/types`. `installed`: the packages that users have.
 * @throws Error for types of others
 */
export function writeTypes(entries, { modules, made, installed }) {
  const target = join(made, 'types');
  const typesOf = ({ source }) => source.replace(/^src\//, '').replace(/\.tsx?$/, '.d.ts');
  const reached = new Set(Object.values(entries).map(typesOf));
  for (const file of reached) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(join(modules, file), join(target, file));
    for (const imported of importsOf(readFileSync(join(modules, file), 'utf8'))) {
      if (imported.startsWith('.')) reached.add(besides(file, imported));
      else requireInstalled(imported, file, installed);
    }
  }
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
  for (const [name, entry] of Object.entries(entries)) {
    const file = typesOf(entry);
    const text = readFileSync(join(modules, file), 'utf8');
    const moved = (all, before, path) =>
      path.startsWith('.') ? `${before}'./types/${posix.join(posix.dirname(file), path)}'` : all;
    writeFileSync(join(made, `${name}.d.ts`), text.replaceAll(IMPORT, moved));
  }
}

const IMPORT = /(\bfrom |\bimport\(|\bimport )["']([^"']+)["']/g;

function importsOf(text) {
  return [...text.matchAll(IMPORT)].map(([, , path]) => path);
}

function besides(file, imported) {
  return posix.join(posix.dirname(file), imported.replace(/\.[jt]s$/, '.d.ts'));
}

function requireInstalled(imported, file, installed) {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(imported)[0];
  if (name.startsWith('node:') || installed.includes(name) || installed.includes(`@types/${name}`)) return;
  throw new Error(`the types of ${file} need ${name}, which users do not have`);
}
