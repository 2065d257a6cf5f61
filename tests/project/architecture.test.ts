import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('ARCHITECTURE.md', root), 'utf8');
const [page = '', toChange = ''] = text.split('## To change');

/** Returns the rows of all tables in a part of the page, as their cells. The heads of the tables are left out. */
function tableRows(part: string): readonly (readonly string[])[] {
  return part
    .split('\n')
    .filter((line, index, lines) => line.startsWith('|') && lines[index - 1]?.startsWith('|') === true)
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([first = '']) => !first.startsWith('-'));
}

/** Returns what stands in backticks and looks like a path: it has a slash or an extension, and is not a request's target. */
function pathsIn(part: string): readonly string[] {
  const quoted = [...part.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return quoted.filter((code) => /^[\w.-]+(\/[\w.-]+)+$|^[\w.-]+\.(ts|mjs|md|json)$/.test(code));
}

/** Tells whether a path exists: from the root of the project, or in the shorthand that leaves `src/` out. */
function isThere(path: string): boolean {
  return existsSync(new URL(path, root)) || existsSync(new URL(`src/${path}`, root));
}

describe('ARCHITECTURE.md', () => {
  test.each([...new Set(pathsIn(text))].map((path) => [path]))('names %s, which exists', (path) => {
    expect(isThere(path)).toBe(true);
  });

  test('names paths in each of the two walks, and in each row of what to change', () => {
    const [, mockWalk = '', suiteWalk = ''] = page.split(/^## /m);
    expect(pathsIn(mockWalk).length).toBeGreaterThan(5);
    expect(pathsIn(suiteWalk).length).toBeGreaterThan(5);
    const rows = tableRows(toChange);
    expect(rows.filter(([, open = '']) => !/`[^`]+`/.test(open))).toEqual([]);
  });

  test('has at most 40 rows of what to change', () => {
    const count = tableRows(toChange).length;
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThanOrEqual(40);
  });

  test('has a row for each layer: for src, and for each folder in it', () => {
    const folders = readdirSync(new URL('src', root), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `\`${name}\``);
    const layers = tableRows(page).map(([layer]) => layer);
    expect(new Set(layers)).toEqual(new Set([...folders, '`src`']));
  });
});
