import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { folderWith } from '../../temporary-folder.ts';
import { codeBlocksOf, readPages, ROOT } from './pages.ts';

const root = fileURLToPath(ROOT);

const blocks = readPages()
  .filter(({ path }) => path === 'README.md' || path.startsWith('docs/'))
  .flatMap((page) => codeBlocksOf(page).map((block) => ({ ...block, at: `${page.path}:${block.line}` })));

const inLanguage = (...languages: readonly string[]) =>
  blocks.filter(({ language }) => languages.includes(language));

describe('the data in the pages', () => {
  test.each(inLanguage('json').map(({ at, code }) => [at, code]))('%s is JSON', (_, code) => {
    expect(JSON.parse(code)).toBeInstanceOf(Object);
  });

  test.each(inLanguage('yaml').map(({ at, code }) => [at, code]))('%s is YAML', (_, code) => {
    expect(load(code)).toBeInstanceOf(Object);
  });
});

/** What the code in the pages takes for granted: a mock, a description, and what test frameworks and bundlers bring. */
const GIVEN = `
declare const app: import('stuntdouble').MockApp;
declare const description: Record<string, unknown>;
declare const url: string;
declare const body: string;
declare const expect: typeof import('@jest/globals').expect;
declare const request: typeof import('supertest');
declare module '*.json' { const content: Record<string, unknown>; export default content }
declare module '*/mock/index.js' { const built: import('stuntdouble/fetch').BuiltDescription; export default built }
declare module '@playwright/test' {
  interface Given {
    page: { goto: (url: string) => Promise<unknown> };
    mock: import('stuntdouble/playwright').TestMock;
    request: { get: (url: string, options: { headers: Readonly<Record<string, string>> }) => Promise<unknown> };
  }
  interface Test {
    (title: string, body: (given: Given) => Promise<void>): void;
    extend: (fixtures: object) => Test;
  }
  export const test: Test;
}
declare module 'vite' { export const defineConfig: (config: { plugins: readonly { name: string }[] }) => object }
`;

/** Links the package as its users install it, and the packages that it is used with, into a folder. */
function installIn(folder: string): void {
  const modules = join(folder, 'node_modules');
  const installed = ['@types', '@jest', 'jest-mock', 'express', 'msw', 'supertest', 'playwright-core'];
  const links = [
    ...installed.map((name) => [name, join(root, 'node_modules', name)] as const),
    ['stuntdouble', root] as const,
  ];
  mkdirSync(modules);
  for (const [name, path] of links) symlinkSync(path, join(modules, name), 'dir');
}

/** Compiles the files of a folder with TypeScript, and returns its messages. */
function compile(folder: string): Promise<string> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder }, (_, said) => {
      resolve(said.trim());
    });
  });
}

const COMPILER = {
  target: 'es2023',
  lib: ['es2023', 'dom'],
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  strict: true,
  noImplicitAny: false, // a part of it is JavaScript
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  allowImportingTsExtensions: true,
};

describe('the code in the pages', () => {
  // what imports generated types is compiled with them: tests/cli/types
  const code = inLanguage('ts', 'js', 'tsx').filter((block) => !block.code.includes("'./api.d.ts'"));

  test('is there', () => {
    expect(code.length).toBeGreaterThan(6);
  });

  test('compiles, with the types of the package', async () => {
    const names = code.map(({ at }) => `${at.replaceAll(/\W/g, '_')}.ts`);
    const files = Object.fromEntries(code.map((block, index) => [names[index] ?? '', block.code]));
    const folder = folderWith({
      ...files,
      'given.d.ts': GIVEN,
      'tsconfig.json': { compilerOptions: COMPILER, include: ['*.ts'] },
      'package.json': { type: 'module' },
    });
    installIn(folder);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(names));
    expect(await compile(folder)).toBe('');
  });

  test('is found wrong where it is', async () => {
    const folder = folderWith({
      'wrong.ts': "import { createMock } from 'stuntdouble';\ncreateMock({ seed: 'one' });\n",
      'given.d.ts': GIVEN,
      'tsconfig.json': { compilerOptions: COMPILER, include: ['*.ts'] },
    });
    installIn(folder);
    expect(await compile(folder)).toContain('wrong.ts(2,14): error TS2322');
  });
});
