// Joins the files that each start of a mock loads: Node takes as long for a hundred small files as for all that is in them.
import { basename } from 'node:path';

/** The file that they are joined in. */
const JOINED = 'mock.cjs';

const LOAD = /\brequire\("\.\/([\w$-]+)\.cjs"\)/g;

/** Returns what a file in the place of many begins and ends with: each of them is run when it is first asked for. */
const START = `"use strict";const $kept={};const $load=name=>{const known=$kept[name];if(known!==undefined)return known.exports;const module=$kept[name]={exports:{}};$modules[name](module);return module.exports};const $modules={`;
const END = '};module.exports=$load;\n';

/**
 * Joins the files that the sources of `begin` load at once. `files`: the code by name, without `.cjs`. `outputs`: those of
 * esbuild's metafile; entries of the package stay files.
 */
export function joined(files, outputs, { begin, entries }) {
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [basename(path, '.cjs'), output]));
  const named = [...byName].filter(([, { entryPoint }]) => begin.includes(entryPoint)).map(([name]) => name);
  const reached = new Set(named);
  for (const name of reached) {
    for (const { path, kind, external = false } of byName.get(name).imports) {
      if (kind === 'import-statement' && !external) reached.add(basename(path, '.cjs'));
    }
  }
  for (const entry of entries) reached.delete(entry);
  const inside = (code) => code.replace(LOAD, (all, name) => (reached.has(name) ? `$load("${name}")` : all));
  const outside = (code) =>
    code.replace(LOAD, (all, name) => (reached.has(name) ? `require("./${JOINED}")("${name}")` : all));
  const modules = [...reached].map((name) => `${JSON.stringify(name)}(module){${inside(files.get(name))}\n}`);
  const others = [...files].filter(([name]) => !reached.has(name));
  return new Map([
    ...others.map(([name, code]) => [`${name}.cjs`, outside(code)]),
    [JOINED, `${START}${modules.join(',\n')}${END}`],
  ]);
}
