import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);

const rows = readFileSync(new URL('docs/security.md', root), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (asset|-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 6) // those of the other table are two
  .map(([, asset = '', door = '', guard = '', tests = '']) => ({ asset, door, guard, tests }));

describe('docs/security.md', () => {
  test('has a table of doors', () => {
    expect(rows.length).toBeGreaterThan(9);
    const doors = rows.map(({ asset, door }) => `${asset}, by ${door}`);
    expect(doors.filter((one, index) => doors.indexOf(one) < index)).toEqual([]);
  });

  test.each([
    ['control routes', /^`\/_stuntdouble\/…`/],
    ['the page', /the page/],
    ['the journal', /the journal/],
    ['HTTP archives', /HTTP archives/],
    ['--persist', /--persist/],
    ['callbacks', /callbacks/],
    ['OAuth routes', /OAuth routes/],
    ['an upstream', /--upstream/],
    ['the Model Context Protocol', /stuntdouble mcp/],
    ['settings that run code', /settings and behaviours/],
    ['descriptions from elsewhere', /descriptions from elsewhere/],
    ['connections', /connections/],
  ])('has a row for %s', (_, door) => {
    expect(rows.filter((row) => door.test(row.door))).not.toEqual([]);
  });

  test.each(rows.map((row) => [`${row.asset}, by ${row.door}`, row] as const))(
    '%s: has a guard and a test',
    (_, row) => {
      const paths = [...row.tests.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path);
      expect(row.guard).not.toBe('');
      expect(paths.length).toBeGreaterThan(0);
      expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    },
  );
});
