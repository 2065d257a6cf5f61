import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { carried, read, write } from '../bodies.ts';

const ROWS = {
  range: 'text/csv',
  schema: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        id: { type: 'integer' },
        name: { type: 'string' },
        open: { type: 'boolean' },
        closed: { type: ['string', 'null'] },
      },
    },
  },
};

describe('a CSV body of objects (RFC 4180)', () => {
  test('has a header line, and a line for each object', () => {
    const items = [
      { id: 1, name: 'a, "b"', open: true, closed: null },
      { id: 2, name: '', open: false, closed: 'today' },
    ];
    const text = 'id,name,open,closed\r\n1,"a, ""b""",true,\r\n2,"",false,today\r\n';
    expect(write(ROWS, items).text).toBe(text);
    expect(read(ROWS, text)).toEqual(items);
    expect(write(ROWS, []).text).toBe('id,name,open,closed\r\n');
    expect(read(ROWS, 'id,name\r\n')).toEqual([]);
  });

  test('is read with any line ends, in the order of its header line, without missing values', () => {
    expect(read(ROWS, 'name,id,other\none,1,7\n\ntwo,,')).toEqual([
      { name: 'one', id: 1, other: '7' },
      { name: 'two' },
    ]);
  });

  test.each([
    ['id,id\n1,2\n', 'malformed: csv'],
    ['id,name\n1,a\n1,a,b\n', 'malformed: csv /1'],
    ['id,name\n1,"a\n', 'malformed: csv'],
    ['id,name\n1,a"b\n', 'malformed: csv'],
  ])('that is not CSV is malformed: %j', (text, expected) => {
    expect(read(ROWS, text)).toBe(expected);
  });

  test('can hold any strings', () => {
    const schema = { type: 'array', items: { type: 'object', properties: { text: { type: 'string' } } } };
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const items = texts.map((one) => ({ text: one }));
        expect(carried({ range: 'text/csv', schema }, items)).toEqual(items);
      }),
    );
  });
});

describe('another CSV body', () => {
  test('of arrays has no header line', () => {
    const schema = { type: 'array', items: { type: 'array', items: { type: 'integer' } } };
    expect(write({ range: 'text/csv', schema }, [[1, 2], [3]]).text).toBe('1,2\r\n3\r\n');
    expect(read({ range: 'text/csv', schema }, '1,2\n3\n')).toEqual([[1, 2], [3]]);
  });

  test('with another schema is a plain string', () => {
    expect(read({ range: 'text/csv', schema: { type: 'string' } }, 'a,b\n')).toBe('a,b\n');
    expect(read({ range: 'text/csv' }, 'a,b\n')).toBe('a,b\n');
  });
});
