import { describe, expect, test } from '@jest/globals';
import { carried, read, write } from '../bodies.ts';

const SCHEMA = {
  type: 'object',
  properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
};

describe('a YAML body', () => {
  test.each([
    'application/yaml',
    'application/x-yaml',
    'text/yaml; charset=utf-8',
    'text/x-yaml',
    'application/vnd.oai.openapi+yaml',
  ])('of %s is written and read as YAML', (range) => {
    const described = { range, schema: SCHEMA };
    expect(write(described, { name: 'a', tags: ['x', 'y'] }).text).toBe("name: a\ntags:\n  - x\n  - 'y'\n");
    expect(read(described, '# a comment\nname: a\ntags: [x]\n')).toEqual({ name: 'a', tags: ['x'] });
    expect(read(described, '{"name":"a"}')).toEqual({ name: 'a' });
  });

  test('keeps strings that look like dates, numbers or booleans', () => {
    const value = { date: '2024-01-01', number: '1', no: 'no', yes: true, nothing: null, empty: '' };
    expect(carried({ range: 'application/yaml' }, value)).toEqual(value);
  });

  test('with a string schema is a plain string', () => {
    const text = 'a: 1 # as it was written\n';
    expect(carried({ range: 'application/yaml', schema: { type: 'string' } }, text)).toBe(text);
    expect(carried({ range: 'text/yaml', schema: { type: 'string' } }, text)).toBe(text);
  });

  test.each([
    ['a: [1', 'malformed: yaml'],
    ['a: 1\n---\nb: 2', 'malformed: yaml'],
    ['a: &a [*a]', 'malformed: yaml'],
    ['['.repeat(5000), 'malformed: yaml'],
  ])('that is not YAML is malformed: %#', (text, expected) => {
    expect(read({ range: 'application/yaml', schema: SCHEMA }, text)).toBe(expected);
  });

  test('whose aliases would exhaust the memory is malformed', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
      return `a${level}: &a${level} [${items.join(', ')}]`;
    });
    expect(read({ range: 'application/yaml', schema: SCHEMA }, levels.join('\n'))).toBe('malformed: yaml');
  });
});
