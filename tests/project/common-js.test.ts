import { spawnSync } from 'node:child_process';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { build, type Plugin } from 'esbuild';
// @ts-expect-error: a script, which has no types
import * as script from '../../scripts/build/common-js.mjs';
import { folderWith } from '../temporary-folder.ts';

const toCommonJs = script.toCommonJs as (text: string) => Promise<string>;

/** Bundles modules, by their names, as the build does, and turns `main` into CommonJS. */
async function converted(modules: Readonly<Record<string, string>>): Promise<string> {
  const inMemory: Plugin = {
    name: 'in-memory',
    setup: (made) => {
      made.onResolve({ filter: /./ }, ({ path }) =>
        Object.hasOwn(modules, path) ? { path, namespace: 'memory' } : { path, external: true },
      );
      made.onLoad({ filter: /./, namespace: 'memory' }, ({ path }) => ({
        contents: modules[path] ?? '',
        loader: 'ts',
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: ['main'],
    bundle: true,
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    outdir: 'out',
    plugins: [inMemory],
  });
  return toCommonJs(outputFiles[0]?.text ?? '');
}

type Exports = Record<string, unknown> & { readonly set?: () => void };

const required = (name: string): unknown => ({ named: `of ${name}`, default: `default of ${name}` });

async function exportsOf(main: string, modules: Readonly<Record<string, string>> = {}): Promise<Exports> {
  const module = { exports: {} as Exports };
  const code = await converted({ main, ...modules });
  const run = runInThisContext(`(module,exports,require)=>{${code}}`) as (
    ...given: readonly unknown[]
  ) => void;
  run(module, module.exports, required);
  return module.exports;
}

const isGetter = (exports: Exports, name: string): boolean =>
  Object.getOwnPropertyDescriptor(exports, name)?.get !== undefined;

describe('an export that is set once is an ordinary member', () => {
  test.each([
    ['a constant', 'export const a = 1;'],
    ['a function', 'export function a() {}'],
    [
      'a class, with members of that name',
      'export class a { a = 2; static a = 3; set(a: number) { this.a = a; } }',
    ],
    [
      'a variable whose name is a text, a key and a label',
      'export let a = { a: "a = 2; a++" }; a: for (;;) break a;',
    ],
    ['a name with $', 'const a$a = 1; let b$a = 2; b$a++; export { a$a as a, b$a as b };'],
    ['an import of another module', 'export { a } from "other";'],
    ['an import of a package', 'export { named as a } from "package";'],
    ['a default', 'const a = 1; export { a }; export default a;'],
  ])('%s', async (_, code) => {
    const exports = await exportsOf(code, { other: 'export const a = 1;' });
    expect([Object.hasOwn(exports, 'a'), isGetter(exports, 'a')]).toEqual([true, false]);
  });
});

describe('an export that is set again is seen as it is now', () => {
  test.each([
    ['by a function', 'export let a = 1; export function set() { a = 2; }'],
    ['that had no value', 'export let a: number; export function set() { a = 2; }'],
    [
      'that had none, beside others',
      'let a: number, b = 1; export function set() { a = 2; } export { b, a };',
    ],
    ['by an operator', 'export let a = 1; export function set() { a += 1; }'],
    ['by ??=', 'export let a: number | undefined; export const set = () => { a ??= 2; };'],
    ['by ++', 'export let a = 1; export const set = () => { a++; };'],
    ['by ++ before it', 'export let a = 1; export const set = () => { ++a; };'],
    ['from a list', 'export let a = 1; export function set() { [, a] = [1, 2]; }'],
    ['from an object', 'export let a = 1; export function set() { ({ b: [a] } = { b: [2] }); }'],
    [
      'from an object of its name',
      'export let a = 1; export function set() { ({ a = 2 } = {} as { a?: number }); }',
    ],
    [
      'from what is left',
      'export let a: unknown = 1; export const set = () => { [...a] = [2]; [a] = a as number[]; };',
    ],
    ['by a loop', 'export let a = 1; export function set() { for (a of [1, 2]); }'],
    [
      'by a loop over names',
      'export let a: unknown = 1; export function set() { for (a in { 2: 1 }); a = Number(a); }',
    ],
    [
      'a function',
      'export function a(): unknown { return 1; } export function set() { (a as unknown) = 2; }',
    ],
    ['a class', 'class A {} let a: unknown = A; export function set() { a = 2; } export { a };'],
    ['in another module', 'export { a, set } from "other";'],
    ['under another name', 'let $ = 1; export function set() { $ = 2; } export { $ as a };'],
    ['as a default', 'let a = 1; export function set() { a = 2; } export { a as default, a };'],
    ['with parentheses', 'export let a = 1; export function set() { (a) = 2; }'],
  ])('%s', async (_, code) => {
    const exports = await exportsOf(code, { other: 'export let a = 1; export function set() { a = 2; }' });
    const { a, set } = exports;
    set?.();
    expect(a).not.toBe(2);
    expect(exports['a']).toBe(2);
    expect(isGetter(exports, 'a')).toBe(true);
  });
});

test('what is seldom used of Node is loaded where it is used', async () => {
  const code = await converted({
    main: `import { X509Certificate, createHash } from 'node:crypto';
      import { sep } from 'node:path';
      export const hash = (text: string) => createHash('sha1').update(text + sep).digest('hex').length;
      export const read = (pem: string) => new X509Certificate(pem).subject;`,
  });
  const module = { exports: {} as Record<'hash' | 'read', (text: string) => unknown> };
  const asked: string[] = [];
  const run = runInThisContext(`(module,exports,require)=>{${code}}`) as (...given: unknown[]) => void;
  run(module, module.exports, (name: string) => {
    asked.push(name);
    return process.getBuiltinModule(name);
  });
  expect(asked).toEqual(['node:path']);
  expect(module.exports.hash('a')).toBe(40);
  expect(() => module.exports.read('no certificate')).toThrow(/PEM/);
  expect(asked).toEqual(['node:path', 'node:crypto', 'node:crypto']);
});

test('Node knows the names, also those that are words of the language', async () => {
  const code = await converted({ main: 'const a = 1; export { a as delete, a }; export default 2;' });
  const folder = folderWith({ 'made.cjs': code });
  const listing = `console.log(Object.keys(await import('./made.cjs')).join(' '))`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', listing], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(
    stdout
      .trim()
      .split(' ')
      .filter((name) => name !== 'module.exports'),
  ).toEqual(['__esModule', 'a', 'default', 'delete']);
});
