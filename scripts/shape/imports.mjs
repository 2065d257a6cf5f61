// Reads which file imports which, types included, and finds circles and imports that the table of layers does not allow.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { LAYERS, TYPES_ALONE } from './layers.mjs';
import { PACKAGES } from './packages.mjs';

const STATEMENT = /^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm;
const EXPRESSION = /\bimport\('([^']+)'\)/g;
const CODE =
  /^(?:import(?! type\b)|(?:export )?(?:default|async|abstract|const|let|function|class|enum)\b|export [{*])/m;

/**
 * Returns the imports of each TypeScript file, `.ts` or `.tsx`, below a folder, as `{ file, imports, hasCode }`: paths
 * relative to that folder, with `/`; packages by their names. `hasCode`: false for a file of types alone.
 */
export function readImports(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => name.split(sep).join('/'))
    .toSorted((one, other) => one.localeCompare(other))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const found = [...text.matchAll(STATEMENT), ...text.matchAll(EXPRESSION)].map(([, from]) => from);
      const imports = found.map((from) => (from.startsWith('.') ? posix.join(dirname(file), from) : from));
      return { file, imports: [...new Set(imports)], hasCode: CODE.test(text) };
    });
}

/** Returns groups of files that import each other, types included: strongly connected components, by Tarjan. */
export function circles(files) {
  const importsOf = new Map(files.map(({ file, imports }) => [file, imports]));
  const indexes = new Map();
  const lowest = new Map();
  const stack = [];
  const found = [];
  const visit = (file) => {
    indexes.set(file, indexes.size);
    lowest.set(file, indexes.get(file));
    stack.push(file);
    for (const next of importsOf.get(file)) {
      if (!importsOf.has(next)) continue;
      if (!indexes.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file), lowest.get(next)));
    }
    if (lowest.get(file) !== indexes.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || importsOf.get(file).includes(file)) found.push(group);
  };
  for (const { file } of files) if (!indexes.has(file)) visit(file);
  return found;
}

/** Returns a line for each import of `src` that the tables of layers and packages do not allow. */
export function forbiddenImports(files) {
  const known = new Set(files.map(({ file }) => file));
  return files.flatMap(({ file, imports }) => {
    const folder = dirname(file);
    const isAllowed = allowedFrom(folder);
    return imports
      .filter((to) => (known.has(to) ? !isAllowed(to) : isPackageForbidden(file, to)))
      .map((to) => `${file} imports ${to}, which ${folder} may not`);
  });
}

/** Returns the files that have code, and belong to what has types alone. */
export function codeAmongTypes(files) {
  return files
    .filter(({ file, hasCode }) => hasCode && [file, dirname(file)].some((one) => TYPES_ALONE.includes(one)))
    .map(({ file }) => `${file} has code beside its types`);
}

/** Returns the folders that have no row in the table, and the rows that have no folder. */
export function unlistedFolders(files) {
  const folders = new Set(files.map(({ file }) => dirname(file)));
  const rows = Object.keys(LAYERS);
  return [
    ...[...folders].filter((folder) => !rows.includes(folder)).map((folder) => `${folder} has no row`),
    ...rows.filter((row) => !folders.has(row)).map((row) => `the row ${row} has no folder`),
  ];
}

/** Tells which files of `src` a folder may import. */
export function allowedFrom(folder) {
  const folders = new Set();
  const exact = new Set();
  const add = (name) => {
    if (folders.has(name)) return;
    folders.add(name);
    for (const below of LAYERS[name] ?? []) {
      if (below.startsWith('=')) exact.add(below.slice(1));
      else add(below);
    }
  };
  add(folder);
  return (file) => folders.has(dirname(file)) || exact.has(file) || exact.has(dirname(file));
}

/** Returns the row of PACKAGES for an imported name, or undefined when it has none. */
export function packageRow(name) {
  if (name.startsWith('node:')) return 'node:*';
  return Object.keys(PACKAGES).find((row) => name === row || name.startsWith(`${row}/`));
}

/** Tells whether no row allows the import. Our package's own name is always allowed: generated code contains it. */
function isPackageForbidden(file, name) {
  const row = packageRow(name);
  if (row === undefined) return name !== 'stuntdouble';
  return !PACKAGES[row].some((place) => file === place || file.startsWith(`${place}/`));
}

/** Returns a path as an import in a file of that folder writes it. */
export function specifier(folder, target) {
  const path = relative(folder, target).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
