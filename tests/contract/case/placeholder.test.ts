import { describe, expect, test } from '@jest/globals';
import {
  placeholder,
  placeholderName,
  placeholderNames,
  replacePlaceholders,
} from '../../../src/contract/case/placeholder.ts';

describe('a placeholder', () => {
  test('is read as it is written', () => {
    expect(placeholder('order.id')).toBe('{{order.id}}');
    expect(placeholderName(placeholder('order.id'))).toBe('order.id');
  });

  test.each([undefined, '', 'id', '{id}', '/{{id}}', '{{id}}{{id}}', '{{}}'])(
    'is not the whole of %p',
    (text) => {
      expect(placeholderName(text)).toBeUndefined();
    },
  );

  test('is found anywhere in a text', () => {
    expect(placeholderNames('/a/{{b}}/{c}/{{d.e}}?f={{b}}')).toEqual(['b', 'd.e', 'b']);
  });

  test('stays when there is no value for it', () => {
    const values = new Map([['b', '1']]);
    expect(replacePlaceholders('/a/{{b}}/{{c}}', (name) => values.get(name))).toBe('/a/1/{{c}}');
  });
});
