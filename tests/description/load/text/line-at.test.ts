import { expect, test } from '@jest/globals';
import { lineAt, lineFinder } from '../../../../src/description/load/text/line-at.ts';

test.each(['', 'one', '\n', 'one\ntwo\n', '\n\na\r\n\nb'])(
  'finds the line of each character of %j',
  (text) => {
    const find = lineFinder(text);
    for (let offset = 0; offset <= text.length; offset += 1) {
      expect(find(offset)).toBe(lineAt(text, offset));
      expect(find(offset)).toBe(text.slice(0, offset).split('\n').length);
    }
  },
);
