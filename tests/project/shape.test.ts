import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
// @ts-expect-error: a script, which has no types
import { circles, forbiddenImports, readImports, unlistedFolders } from '../../scripts/shape/imports.mjs';

type Files = readonly { readonly file: string; readonly imports: readonly string[] }[];
const check = { circles, forbiddenImports, unlistedFolders } as Record<string, (files: Files) => unknown>;
const read = readImports as (folder: string) => Files;
const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

describe('the imports of src', () => {
  const files = read(folder('src'));

  test('go the way that the table of layers allows, types included', () => {
    expect(check['forbiddenImports']?.(files)).toEqual([]);
  });

  test('come from folders that all have a row in the table', () => {
    expect(check['unlistedFolders']?.(files)).toEqual([]);
  });
});

test.each(['src', 'faults'])('no files of %s import each other in a circle, types included', (name) => {
  expect(check['circles']?.(read(folder(name)))).toEqual([]);
});

describe('the check itself', () => {
  test('finds an import that goes up, and a package in the wrong place', () => {
    const files = [
      { file: 'base/json.ts', imports: ['http/message.ts', 'node:fs'] },
      { file: 'http/message.ts', imports: ['base/json.ts'] },
    ];
    expect(check['forbiddenImports']?.(files)).toEqual([
      'base/json.ts imports http/message.ts, which base may not',
      'base/json.ts imports node:fs, which base may not',
    ]);
    expect(check['circles']?.(files)).toEqual([['base/json.ts', 'http/message.ts']]);
  });
});
