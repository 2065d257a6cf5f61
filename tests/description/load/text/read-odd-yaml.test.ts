import { describe, expect, test } from '@jest/globals';
import { formatPointer } from '../../../../src/base/json-pointer.ts';
import { findInText } from '../../../../src/description/load/text/find-in-text.ts';
import { parseValue } from '../../../../src/description/load/text/parse-document.ts';
import { ODD_YAML, SCALARS } from './odd-yaml.ts';

/** Returns the JSON Pointers of a value and of all values in it. */
function pointersIn(value: unknown, path: readonly string[] = []): readonly string[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [formatPointer(path), ...inside.flatMap(([key, child]) => pointersIn(child, [...path, key]))];
}

describe('odd but common YAML', () => {
  test.each(ODD_YAML)('is read as by other readers: %s', (_title, text, value) => {
    expect(parseValue(text, 'api.yaml')).toEqual(value);
  });

  test.each(ODD_YAML)('has a place for each of its values: %s', (_title, text, value) => {
    const find = findInText(text);
    const missing = pointersIn(value).filter((pointer) => find(pointer).rest.length > 0);
    const emptyItems = /\n-\n/.test(text) ? [/^\/a\/[02]$/] : [];
    expect(missing.filter((pointer) => !emptyItems.some((item) => item.test(pointer)))).toEqual([]);
  });

  test.each(SCALARS)('has the scalars of YAML 1.2: %s is %p', (text, value) => {
    expect(parseValue(`a: ${text}\nb: [${text}]\n`, 'api.yaml')).toEqual({ a: value, b: [value] });
  });

  test.each(SCALARS)('keeps a key as it is written: %s', (text) => {
    expect(Object.keys(parseValue(`a: 1\n${text}: 2\n`, 'api.yaml') as object)).toContain(text);
    expect(findInText(`a: 1\n${text}: 2\n`)(formatPointer([text])).line).toBe(2);
  });
});

describe('YAML that would take long', () => {
  const nested = (open: string, close: string) => `${open.repeat(20_000)}1${close.repeat(20_000)}`;

  test.each([
    ['flow sequences', `a: ${nested('[', ']')}`],
    ['flow mappings', nested('{a: ', '}')],
    ['sequences', `${'- '.repeat(20_000)}1`],
    ['explicit keys', `${'? '.repeat(20_000)}1`],
    ['unclosed collections', '[{'.repeat(20_000)],
  ])('is refused where it is nested too deeply: %s', (_title, text) => {
    expect(() => parseValue(text, 'api.yaml')).toThrow(/^api\.yaml:\d+:\d+: nesting exceeded/);
    expect(findInText(text)('/a').line).toBe(1);
  });

  test.each([
    ['anchors', Array.from({ length: 5_000 }, (_, index) => `k${index}: &a${index} x`).join('\n')],
    ['comments', `a: 1\n${'# x\n'.repeat(50_000)}b: 2\n`],
    ['blank lines', `a:\n${' \n'.repeat(50_000)}  b: 2\n`],
    ['quotes', `a: '${"''".repeat(50_000)}'\n`],
    ['a list of lists', `a:\n${'  - [[1], {b: [2]}]\n'.repeat(5_000)}`],
    ['texts that could be keys', `a: &a "${'x '.repeat(50_000)}"\n`],
  ])('is read, and its places are found: %s', (_title, text) => {
    expect(parseValue(text, 'api.yaml')).toEqual(expect.anything());
    expect(findInText(text)('/b').line).toBeGreaterThan(0);
  });
});
