import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const docs = new URL('../../docs/', import.meta.url);
const text = readFileSync(new URL('openapi-support.md', docs), 'utf8');

/** The rows of all tables, as their cells; without their heads. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
  .filter((cells) => cells.at(-1) !== 'test' && !/^-+$/.test(cells.at(-1) ?? ''));

/** The link definitions at the end of the page: paths by label. */
const paths = new Map(
  [...text.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, label = '', path = '']) => [label, path]),
);

/** The tests that a row names: `[label] title in backticks`. */
function namedTests(cells: readonly string[]): readonly (readonly [label: string, title: string])[] {
  return [...(cells.at(-1) ?? '').matchAll(/\[([^\]]+)\] `([^`]+)`/g)].map(([, label = '', title = '']) => [
    label,
    title,
  ]);
}

/** Returns true when `test`, `describe` or one of their tables is called with the title. */
function hasTitle(source: string, title: string): boolean {
  const literal = title.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`\(\s*(['"\`])${literal}\1,`).test(source);
}

describe('the table of OpenAPI features', () => {
  test.each(rows)('%s: names tests that there are', (...cells) => {
    const unknown = namedTests(cells).filter(([label, title]) => {
      const path = new URL(paths.get(label) ?? 'missing', docs);
      return !existsSync(path) || !hasTitle(readFileSync(path, 'utf8'), title);
    });
    expect(unknown).toEqual([]);
    expect(cells.at(-1)).toBe(
      namedTests(cells)
        .map(([label, title]) => `[${label}] \`${title}\``)
        .join('; ') || '–',
    );
  });

  test('says of each feature whether it is supported, and shows it where it is', () => {
    const features = rows.filter((cells) => cells.length === 5);
    expect(new Set(features.map(([, , verdict]) => verdict))).toEqual(
      new Set(['supported', 'partly', 'not']),
    );
    const unshown = features.filter((cells) => cells[2] === 'supported' && namedTests(cells).length === 0);
    expect(unshown).toEqual([]);
  });

  test('shows each trap', () => {
    const traps = rows.filter((cells) => cells.length === 2);
    expect(traps.length).toBeGreaterThan(20);
    expect(traps.filter((cells) => namedTests(cells).length === 0)).toEqual([]);
  });
});
