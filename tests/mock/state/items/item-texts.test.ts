import { describe, expect, it } from '@jest/globals';
import { deepFreeze } from '../../../../src/base/json.ts';
import { asStored, keptText, writeWithTexts } from '../../../../src/mock/state/items/item-texts.ts';

describe('writeWithTexts', () => {
  const frozen = deepFreeze({ b: [1, { c: 'ü' }], a: null });
  const shallow = Object.freeze({ list: [1] });

  it.each([
    [{ items: [asStored({ id: 1, gone: undefined }), frozen], total: 2, none: undefined }],
    [[frozen, frozen, undefined]],
    [{ deep: { deeper: { deepest: { still: frozen } } } }],
    [{ big: 9_007_199_254_740_993n, item: frozen }],
    [{ at: new Date(0), text: '\u{1F600}', [`__proto__`]: 1 }],
    [shallow],
    ['text'],
    [[]],
  ])('writes what JSON.stringify writes: %#', (value) => {
    const bigint = (_: string, member: unknown) => (typeof member === 'bigint' ? Number(member) : member);
    const written = writeWithTexts(value)?.replace('9007199254740993', '9007199254740992');
    expect(written).toBe(JSON.stringify(value, bigint));
    expect(writeWithTexts(value)).toBe(writeWithTexts(value));
  });

  it('keeps no text of what can still be changed', () => {
    writeWithTexts({ shallow });
    expect(keptText(shallow)).toBeUndefined();
    shallow.list.push(2);
    expect(writeWithTexts({ shallow })).toBe('{"shallow":{"list":[1,2]}}');
  });
});
