import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.ts';
import { compileContent } from '../../../src/description/compile/compile-content.ts';
import type { MediaType } from '../../../src/description/model/media-type-object.ts';

function compiled(mediaType: JsonObject): MediaType | undefined {
  return compileContent({}, { 'multipart/form-data': mediaType }, '/content')[0];
}

describe('an Encoding Object', () => {
  test.each([
    [{}, undefined],
    [{ contentType: 'text/plain' }, undefined],
    [{ style: 'deepObject' }, { style: 'deepObject', explode: false, allowReserved: false }],
    [{ style: 'form' }, { style: 'form', explode: true, allowReserved: false }],
    [
      { style: 'form', explode: false },
      { style: 'form', explode: false, allowReserved: false },
    ],
    [{ allowReserved: true }, { style: 'form', explode: true, allowReserved: true }],
    [{ style: 'unknown' }, { style: 'form', explode: false, allowReserved: false }],
  ])('%j has the styling %j', (encoding, styling) => {
    expect(compiled({ encoding: { a: encoding } })?.encoding.get('a')?.styling).toEqual(styling);
  });

  test('has its headers, without Content-Type, which are compiled once', () => {
    const headers = { 'X-Rate': { required: true, schema: { type: 'integer' } }, 'Content-Type': {} };
    const encoding = compiled({ encoding: { 'a/b': { headers } } })?.encoding.get('a/b');
    expect(encoding?.headers).toMatchObject([
      { name: 'X-Rate', pointer: '/content/multipart~1form-data/encoding/a~1b/headers/X-Rate' },
    ]);
    expect(encoding?.headers).toBe(encoding?.headers);
  });

  test('of parts without names is found by position, and may have parts itself', () => {
    const inner = { encoding: { a: { contentType: 'text/csv' } } };
    const mediaType = compiled({
      prefixEncoding: [inner, 'wrong'],
      itemEncoding: { contentType: 'image/*' },
    });
    const [first, second] = mediaType?.prefixEncoding ?? [];
    expect(first?.parts.encoding.get('a')?.contentType).toBe('text/csv');
    expect(second?.contentType).toBeUndefined();
    expect(mediaType?.itemEncoding?.contentType).toBe('image/*');
  });

  test('is found by own names only, and is ignored where it is not an object', () => {
    const mediaType = compiled({ encoding: { a: 'wrong' } });
    expect(mediaType?.encoding.size).toBe(0);
    expect(mediaType?.encoding.get('constructor')).toBeUndefined();
  });
});
