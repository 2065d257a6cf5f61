// Measures the size and the imports of the code, and fails when they break the limits below or the table of layers.
// npm run shape; with -- --write, it writes .oxlintrc.json from that table.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { circles, forbiddenImports, readImports, unlistedFolders } from './shape/imports.mjs';
import { lintRules } from './shape/lint-rules.mjs';

const MAX_MEDIAN_LINES = 60;
const MAX_LINES = 250;
const MAX_ENTRIES = 16;
const FOLDERS = [
  '.ci',
  'bench',
  'decisions',
  'docs',
  'faults',
  'openapi',
  'schemas',
  'scripts',
  'src',
  'tests',
];

const root = fileURLToPath(new URL('../', import.meta.url));
const source = readImports(join(root, 'src'));
const lines = source
  .map(({ file }) => ({ file, count: textOf(`src/${file}`).split('\n').length - 1 }))
  .toSorted((one, other) => one.count - other.count);
const median = lines[Math.floor(lines.length / 2)].count;
const longest = lines.at(-1);
const folders = FOLDERS.flatMap(foldersIn).map((path) => ({ path, count: entriesOf(path).length }));
const fullest = folders.toSorted((one, other) => one.count - other.count).at(-1);
const rules = join(root, '.oxlintrc.json');
const written = await lintRules(source, rules);
if (process.argv.includes('--write')) writeFileSync(rules, written);

const measures = [
  [`median file: ${median} lines`, median <= MAX_MEDIAN_LINES ? [] : [`at most ${MAX_MEDIAN_LINES}`]],
  [
    `longest file: ${longest.count} lines (src/${longest.file})`,
    lines.filter(({ count }) => count > MAX_LINES).map(({ file, count }) => `src/${file}: ${count}`),
  ],
  [
    `fullest folder: ${fullest.count} entries (${fullest.path})`,
    folders.filter(({ count }) => count > MAX_ENTRIES).map(({ path, count }) => `${path}: ${count}`),
  ],
  counted('any', source.map(({ file }) => `src/${file}`).filter(hasAny)),
  counted('circles', ['src', 'faults'].flatMap(circlesIn)),
  counted('imports that no layer allows', [...forbiddenImports(source), ...unlistedFolders(source)]),
  counted(
    'lint rules that differ from the layers',
    readFileSync(rules, 'utf8') === written ? [] : ['.oxlintrc.json: npm run shape -- --write'],
  ),
];
for (const [measure, faults] of measures) {
  process.stdout.write(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${measure}\n`);
  for (const fault of faults) process.stdout.write(`       ${fault}\n`);
}
process.exitCode = measures.every(([, faults]) => faults.length === 0) ? 0 : 1;

function counted(name, faults) {
  return [`${name}: ${faults.length}`, faults];
}

function textOf(path) {
  return readFileSync(join(root, path), 'utf8');
}

function hasAny(path) {
  const code = textOf(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '');
  return /(:|\bas|<|,)\s*any\b/.test(code);
}

function circlesIn(folder) {
  return circles(readImports(join(root, folder))).map((files) => `${folder}: ${files.join(', ')}`);
}

function entriesOf(path) {
  return readdirSync(join(root, path)).filter(
    (name) => !name.startsWith('.') && !/^openapi.*\.json$/.test(name),
  );
}

function foldersIn(path) {
  const below = readdirSync(join(root, path), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [path, ...below.flatMap(({ name }) => foldersIn(`${path}/${name}`))];
}
