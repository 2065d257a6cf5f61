import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const folder = new URL('scripts/corpus/', root);

/** The imports of built files, whose paths no compiler checks: the names, and the source of the file. */
const imports = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const found = text.matchAll(/\{ ([\w, ]+) \} = await import\(new URL\('([^']+)\.js', dist\)/g);
    return [...found].map(([, names = '', path = '']) => [name, names, `src/${path}.ts`] as const);
  });

describe('npm run corpus', () => {
  test('imports built files', () => {
    expect(imports.length).toBeGreaterThan(0);
  });

  test.each(imports)('%s imports %s, which %s exports', (_, names, path) => {
    const source = new URL(path, root);
    const text = existsSync(source) ? readFileSync(source, 'utf8') : '';
    const missing = names
      .split(', ')
      .filter(
        (name) => !new RegExp(String.raw`^export (async )?(function|const|class) ${name}\b`, 'm').test(text),
      );
    expect(missing).toEqual([]);
  });
});
