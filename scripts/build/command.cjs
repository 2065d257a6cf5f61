#!/usr/bin/env node
// The command: the build writes this file to dist/. What a start has compiled is kept beside it for the next one, where
// that may be written. Node's own cache keeps only what is compiled before a file runs, which of a mock is the smaller part.
'use strict';
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

/** Stands for a hash of all files, which the build puts here: V8 itself compares no more than their lengths. */
const BUILD = '{build}';

const FOLDER = path.join(__dirname, '.compiled');
const PARAMETERS = 'exports, require, module, __filename, __dirname';

/** After so many milliseconds a mock has started, and V8 still has the code that only starts need. */
const STARTED = 3_000;

/** The code of usage errors, as of a command that there is not. */
const USAGE_ERROR = 2;

/** The scripts of which nothing was kept, with the files to keep it in. */
const compiled = new Map();

/** Loads a file of the package once, as `require` does. */
function load(name) {
  const file = path.join(__dirname, name);
  const known = require.cache[file];
  if (known !== undefined) return known.exports;
  const module_ = Object.assign(new Module(file, module), { filename: file, paths: module.paths });
  require.cache[file] = module_;
  const inside = (asked) => (asked.startsWith('./') ? load(asked.slice(2)) : require(asked));
  compile(name, file)(module_.exports, inside, module_, file, __dirname);
  module_.loaded = true;
  return module_.exports;
}

/** Returns the function of a file, with what was kept of its code. */
function compile(name, file) {
  const code = readFileSync(file, 'utf8').replace(/^#!.*/, '');
  const kept = path.join(FOLDER, [BUILD, process.version, process.arch, commandName(), name].join('-'));
  const cachedData = read(kept);
  const script = new Script(`(function(${PARAMETERS}){${code}\n})`, { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected === true) compiled.set(script, kept);
  return script.runInThisContext();
}

/** Each command runs other functions, so that each has code of its own. */
function commandName() {
  return (process.argv[2] ?? '').replaceAll(/[^a-z]/g, '');
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Keeps the functions that have been compiled. A file is written whole before it has its name, since others may read it. */
function keep() {
  try {
    for (const [script, kept] of compiled) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(`${kept}.${process.pid}`, script.createCachedData());
      renameSync(`${kept}.${process.pid}`, kept);
    }
  } catch {
    // the next start compiles again
  }
  compiled.clear();
}

setTimeout(keep, STARTED).unref();
process.on('exit', (code) => {
  if (code !== USAGE_ERROR) keep();
});
load('main.cjs');
