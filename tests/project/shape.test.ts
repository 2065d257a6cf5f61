import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
// @ts-expect-error: a script, which has no types
import * as imports from '../../scripts/shape/imports.mjs';

type Files = readonly {
  readonly file: string;
  readonly imports: readonly string[];
  readonly hasCode: boolean;
}[];
const check = imports as Record<string, (files: Files) => unknown>;
const read = imports.readImports as (folder: string) => Files;
const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

describe('the imports of src', () => {
  const files = read(folder('src'));

  test('go the way that the table of layers allows, types included', () => {
    expect(check['forbiddenImports']?.(files)).toEqual([]);
  });

  test('come from folders that all have a row in the table', () => {
    expect(check['unlistedFolders']?.(files)).toEqual([]);
  });

  test('and what has types alone has no code', () => {
    expect(check['codeAmongTypes']?.(files)).toEqual([]);
    const hasCode = new Map(files.map((one) => [one.file, one.hasCode]));
    expect(hasCode.get('mock/control/inspect/shown/exchange.ts')).toBe(false);
    expect(hasCode.get('mock/control/journal/exchange-summary.ts')).toBe(true);
    const broken = [{ file: 'mock/control/inspect/shown/exchange.ts', imports: [], hasCode: true }];
    expect(check['codeAmongTypes']?.(broken)).toHaveLength(1);
  });
});

test.each(['src', 'faults'])('no files of %s import each other in a circle, types included', (name) => {
  expect(check['circles']?.(read(folder(name)))).toEqual([]);
});

describe('the check itself', () => {
  test('finds an import that goes up, and a package in the wrong place', () => {
    const files = [
      { file: 'base/json.ts', imports: ['http/message.ts', 'node:fs'], hasCode: true },
      { file: 'http/message.ts', imports: ['base/json.ts'], hasCode: true },
    ];
    expect(check['forbiddenImports']?.(files)).toEqual([
      'base/json.ts imports http/message.ts, which base may not',
      'base/json.ts imports node:fs, which base may not',
    ]);
    expect(check['circles']?.(files)).toEqual([['base/json.ts', 'http/message.ts']]);
  });
});
