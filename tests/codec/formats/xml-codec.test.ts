import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/base/json.ts';
import { growthInCpuTime } from './cpu-time.ts';
import { carried, judgeRequest, read, write, type Described } from '../bodies.ts';

const STRING = { type: 'string' };
const INTEGER = { type: 'integer' };

function xml(schema: JsonObject, schemas: JsonObject = {}, range = 'application/xml'): Described {
  return { range, schema, schemas };
}

function animals(array: JsonObject, items: JsonObject = {}): Described {
  const list = { type: 'array', items: { ...STRING, ...items }, ...array };
  return xml({ type: 'object', properties: { animals: list } });
}

test('reads undocumented elements in linear time', () => {
  const growth = growthInCpuTime(
    (count) => {
      const value = read(xml({ type: 'object' }), `<all>${'<a>1</a>'.repeat(count)}</all>`);
      expect((value as { a: unknown[] }).a).toHaveLength(count);
    },
    { small: 5_000, large: 50_000 },
  );
  expect(growth).toBeLessThan(30); // of what grows with the square of the count: a hundred
});

/** OpenAPI 3.1, XML Object, "XML Object Examples". */
describe('the examples of OpenAPI 3.1, XML Object', () => {
  const person = {
    type: 'object',
    properties: {
      id: { ...INTEGER, xml: { attribute: true } },
      name: { ...STRING, xml: { namespace: 'https://example.com/schema/sample', prefix: 'sample' } },
    },
  };

  test('attribute, prefix and namespace', () => {
    const described = xml({ $ref: '#/components/schemas/Person' }, { Person: person });
    const text =
      '<Person id="123"><sample:name xmlns:sample="https://example.com/schema/sample">example</sample:name></Person>';
    expect(write(described, { id: 123, name: 'example' }).text).toBe(text);
    expect(read(described, text)).toEqual({ id: 123, name: 'example' });
  });

  test.each([
    ['arrays', animals({}), '<animals>a</animals><animals>b</animals>'],
    ['named items', animals({}, { xml: { name: 'animal' } }), '<animal>a</animal><animal>b</animal>'],
    [
      'an outer name, which has no effect',
      animals({ xml: { name: 'aliens' } }, { xml: { name: 'animal' } }),
      '<animal>a</animal><animal>b</animal>',
    ],
    [
      'wrapped',
      animals({ xml: { wrapped: true } }),
      '<animals><animals>a</animals><animals>b</animals></animals>',
    ],
    [
      'wrapped with named items',
      animals({ xml: { wrapped: true } }, { xml: { name: 'animal' } }),
      '<animals><animal>a</animal><animal>b</animal></animals>',
    ],
    [
      'both names',
      animals({ xml: { wrapped: true, name: 'aliens' } }, { xml: { name: 'animal' } }),
      '<aliens><animal>a</animal><animal>b</animal></aliens>',
    ],
    [
      'an outer name alone',
      animals({ xml: { wrapped: true, name: 'aliens' } }),
      '<aliens><aliens>a</aliens><aliens>b</aliens></aliens>',
    ],
  ])('%s', (_, described, inner) => {
    const value = { animals: ['a', 'b'] };
    expect(write(described, value).text).toBe(`<root>${inner}</root>`);
    expect(read(described, `<root>${inner}</root>`)).toEqual(value);
    expect(carried(described, { animals: ['a'] })).toEqual({ animals: ['a'] });
  });
});

/** OpenAPI 3.2, XML Object. */
test('nodeType decides where a value stands: attribute, text, cdata, or an element around a list', () => {
  const described = xml({
    type: 'object',
    xml: { name: 'thing' },
    properties: {
      id: { ...INTEGER, xml: { nodeType: 'attribute' } },
      tags: { type: 'array', items: { ...STRING, xml: { name: 'tag' } }, xml: { nodeType: 'element' } },
      label: {
        type: 'object',
        properties: {
          lang: { ...STRING, xml: { attribute: true } },
          text: { ...STRING, xml: { nodeType: 'text' } },
        },
      },
    },
  });
  const value = { id: 7, tags: ['a', 'b'], label: { lang: 'en', text: 'x' } };
  const text = '<thing id="7"><tags><tag>a</tag><tag>b</tag></tags><label lang="en">x</label></thing>';
  expect(write(described, value).text).toBe(text);
  expect(read(described, text)).toEqual(value);
  const data = xml({ type: 'object', properties: { a: { ...STRING, xml: { nodeType: 'cdata' } } } });
  expect(read(data, '<root><![CDATA[<b>]]></root>')).toEqual({ a: '<b>' });
});

test('nodeType none puts the members of an object into the surrounding element', () => {
  const described = xml({
    type: 'object',
    xml: { name: 'thing' },
    properties: {
      name: STRING,
      size: {
        type: 'object',
        xml: { nodeType: 'none' },
        properties: { width: INTEGER, unit: { ...STRING, xml: { attribute: true } } },
      },
    },
  });
  const value = { name: 'a', size: { width: 7, unit: 'cm' } };
  const text = '<thing unit="cm"><name>a</name><width>7</width></thing>';
  expect(write(described, value).text).toBe(text);
  expect(read(described, text)).toEqual(value);
  expect(read(described, '<thing><name>a</name></thing>')).toEqual({ name: 'a' });
});

describe('an XML body', () => {
  const thing = xml({
    type: 'object',
    xml: { name: 'thing' },
    properties: {
      name: STRING,
      size: INTEGER,
      on: { type: 'boolean' },
      none: { type: ['string', 'null'] },
      at: { type: 'object', properties: { city: STRING } },
      tags: { type: 'array', items: STRING },
    },
  });

  test.each([
    ['<thing><size> 7\n</size><on>true</on></thing>', { size: 7, on: true }],
    ['<thing><name>7</name></thing>', { name: '7' }],
    [
      '<thing><name> a &lt;b&gt; &amp; &#65;&#x42; <![CDATA[<c>&amp;]]></name></thing>',
      { name: ' a <b> & AB <c>&amp;' },
    ],
    ['<thing><tags>a</tags></thing>', { tags: ['a'] }],
    ['<thing><tags>a</tags><name>b</name><tags>c</tags></thing>', { name: 'b', tags: ['a', 'c'] }],
    ['<thing><name/><at/></thing>', { name: '', at: {} }],
    ['<thing><none xmlns:xsi="x" xsi:nil="true"/></thing>', { none: null }],
    ['<thing/>', {}],
    ['<x:thing xmlns:x="urn:x"><x:name>a</x:name></x:thing>', { name: 'a' }],
    ['<thing other="1"><more>2</more><more>3</more></thing>', { other: '1', more: ['2', '3'] }],
    [
      '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><thing>\n  <size>7</size>\n</thing>\n',
      { size: 7 },
    ],
  ])('of %s is read by its schema', (text, expected) => {
    expect(read(thing, text)).toEqual(expected);
    expect(read({ ...thing, range: 'application/vnd.thing+xml' }, text)).toEqual(expected);
  });

  test.each([
    ['<thing>'],
    ['<thing></other>'],
    ['nonsense'],
    [''],
    ['<a/><b/>'],
    ['<thing><name>a & b</name></thing>'],
    ['<thing><name>&unknown;</name></thing>'],
    ['<thing a="1" a="2"/>'],
    [
      '<!DOCTYPE thing [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><thing><name>&b;</name></thing>',
    ],
    ['<!DOCTYPE thing SYSTEM "file:///etc/passwd"><thing/>'],
    ['<a>'.repeat(100_000) + '</a>'.repeat(100_000)],
  ])('of %.60s is malformed', (text) => {
    expect(read(thing, text)).toBe('malformed: xml');
  });

  test('is read in the encoding that it declares', () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><thing><name>\u00e9</name></thing>';
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(read(thing, bytes)).toEqual({ name: 'é' });
    expect(read(thing, bytes, 'application/xml; charset=utf-8')).toBe('malformed: charset');
  });

  test('is validated by its schema, with the names of the schema', () => {
    const schema = {
      type: 'object',
      required: ['size'],
      properties: { size: { type: 'integer', maximum: 5, xml: { name: 's' } } },
    };
    const judge = (body: string) =>
      judgeRequest(
        { content: { 'application/xml': { schema } } },
        { headers: { 'content-type': 'text/xml' }, body },
      ).violations;
    expect(judge('<x/>')).toMatchObject([{ where: 'contentType' }]);
    const judgeXml = (body: string) =>
      judgeRequest(
        { content: { 'application/xml': { schema } } },
        { headers: { 'content-type': 'application/xml' }, body },
      ).violations;
    expect(judgeXml('<x><s>5</s></x>')).toEqual([]);
    expect(judgeXml('<x><s>6</s></x>')).toMatchObject([{ pointer: '/size', keyword: 'maximum' }]);
    expect(judgeXml('<x><size>5</size></x>')).toMatchObject([{ keyword: 'required' }]);
    expect(judgeXml('<x>text</x>')).toMatchObject([{ pointer: '', keyword: 'type' }]);
  });

  test('without a schema, or with a string schema, is text', () => {
    expect(read({ range: 'application/xml' }, '<a/>')).toBe('<a/>');
    expect(read(xml(STRING), '<a/>')).toBe('<a/>');
    expect(write(xml(STRING), '<a/>').text).toBe('<a/>');
  });

  test('with an example written as XML is sent as that text', () => {
    expect(write(thing, '<thing/>').text).toBe('<thing/>');
  });

  test('comes back as it was written', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('abc <>&"\'\n\ré€😀;#')) });
    const values = fc.record(
      {
        name: text,
        size: fc.integer(),
        on: fc.boolean(),
        none: fc.option(text),
        at: fc.record({ city: text }),
        tags: fc.array(text, { minLength: 1 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(values, (value) => expect(carried(thing, { ...value })).toEqual({ ...value })));
  });
});
