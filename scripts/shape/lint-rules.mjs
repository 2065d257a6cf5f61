// Makes the lint configuration: scripts/shape/oxlint.json, with rules made from the tables of layers and packages.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { allowedFrom, specifier } from './imports.mjs';
import { LAYERS } from './layers.mjs';
import { PACKAGES } from './packages.mjs';

const BASE = new URL('oxlint.json', import.meta.url);

/** Returns the text of `.oxlintrc.json`. An override replaces the rules of those before it, so each repeats all of them. */
export async function lintRules(files, path) {
  const base = JSON.parse(readFileSync(BASE, 'utf8'));
  const folders = Object.keys(LAYERS).map((folder) => ({
    files: [folder === '.' ? 'src/*.ts' : `src/${folder}/*.{ts,tsx}`],
    rules: layerRule(folder, forbiddenPackages(folder === '.' ? '' : folder), files),
  }));
  const exceptions = [...new Set(Object.values(PACKAGES).flat())]
    .filter((place) => place.endsWith('.ts'))
    .map((place) => ({
      files: [`src/${place}`],
      rules: layerRule(dirname(place), forbiddenPackages(place), files),
    }));
  const config = { ...base, overrides: [...folders, ...exceptions, ...base.overrides] };
  return format(JSON.stringify(config), { ...(await resolveConfig(path)), parser: 'json' });
}

function layerRule(folder, packages, files) {
  const patterns = [
    {
      regex: forbiddenPaths(folder, files),
      message: `scripts/shape/layers.mjs says what ${folder} may import`,
    },
    { regex: packages, message: 'scripts/shape/packages.mjs says where this package may be imported' },
  ];
  return { 'no-restricted-imports': ['error', { patterns: patterns.filter(({ regex }) => regex !== '') }] };
}

/** Returns a pattern of the paths that may not be imported: whole folders if nothing in them is allowed, else files. */
function forbiddenPaths(folder, files) {
  const isAllowed = allowedFrom(folder);
  const forbidden = files.filter(({ file }) => !isAllowed(file)).map(({ file }) => file);
  const allowed = files.filter(({ file }) => isAllowed(file)).map(({ file }) => file);
  const isWhole = (start) => !allowed.some((file) => file.startsWith(start));
  const starts = forbidden.map((file) => {
    const parts = file.split('/');
    const start = parts
      .slice(0, -1)
      .map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)
      .find(isWhole);
    return start === undefined ? `${specifier(folder, file)}$` : `${specifier(folder, start)}/`;
  });
  return anyOf([...new Set(starts)].map((start) => start.replaceAll('.', String.raw`\.`)));
}

function forbiddenPackages(place) {
  const rows = Object.keys(PACKAGES).filter((row) => {
    const places = PACKAGES[row];
    return !places.some((allowed) => place === allowed || place.startsWith(`${allowed}/`));
  });
  return anyOf(rows.map((row) => (row === 'node:*' ? 'node:' : `${row}(/|$)`)));
}

function anyOf(patterns) {
  return patterns.length === 0 ? '' : `^(${patterns.join('|')})`;
}
