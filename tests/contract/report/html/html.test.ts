import { expect, test } from '@jest/globals';
import { changedPart } from '../../../../src/contract/report/html/changed-part.ts';
import { markedJson } from '../../../../src/contract/report/html/marked-json.ts';
import { html } from '../../../../src/contract/report/html/markup/html.ts';

test('whatever is put into markup is escaped, unless it is markup', () => {
  const hostile = `</code><script>alert("1")</script>'`;
  const { markup } = html`<p title="${hostile}">${[hostile, html`<b>${hostile}</b>`, 1, undefined]}</p>`;
  const text = "&lt;/code&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'";
  expect(markup).toBe(`<p title="${text}">${text}<b>${text}</b>1</p>`);
});

test('what turns the reading direction, or cannot be seen, is written out; lines stay', () => {
  expect(html`${'a\u202eb\u0000c\nd\te'}`.markup).toBe(String.raw`a\u202eb\u0000c` + '\nd\te');
});

const marks = (text: string, pointer: string | undefined) =>
  markedJson(text, pointer)
    ?.filter(({ isMarked }) => isMarked)
    .map((line) => line.text.trim());

test('the value at a place is marked, or the nearest around it', () => {
  const text = '{"items":[{"id":1},{"id":12345678901234567890}],"total":"2"}';
  expect(marks(text, '/items/1/id')).toEqual(['"id": 12345678901234567890']);
  expect(marks(text, '/total')).toEqual(['"total": "2"']);
  expect(marks(text, '/items/1/name')).toEqual(['{']);
  expect(marks(text, undefined)).toEqual([]);
  expect(markedJson(text, '/items/1/id')?.map((line) => line.text)).toEqual([
    '{',
    '  "items": [',
    '    {',
    '      "id": 1',
    '    },',
    '    {',
    '      "id": 12345678901234567890',
    '    }',
    '  ],',
    '  "total": "2"',
    '}',
  ]);
});

test('of a part of a message, the end of the pointer tells the place', () => {
  expect(marks('{"id":1,"name":2}', '/items/7/name')).toEqual(['"name": 2']);
});

test('what is no JSON, or cut, is not marked', () => {
  expect(markedJson('{"id":1,"na…', '/id')).toBeUndefined();
  expect(markedJson('"text"', '')).toBeUndefined();
});

test('members with the names of what objects have are members', () => {
  expect(marks('{"__proto__":{"constructor":1}}', '/__proto__/constructor')).toEqual(['"constructor": 1']);
});

test.each([
  ['shop/addTool/minLength/body/name', 'addTool', { kind: 'body', pointer: '/name' }],
  ['shop/addTool/type/body', 'addTool', { kind: 'body', pointer: '' }],
  ['shop/listTools/minimum/query/limit', 'listTools', { kind: 'query', name: 'limit' }],
  ['shop/GET /tools/{id}/type/path/id', 'GET /tools/{id}', { kind: 'path', name: 'id' }],
  ['shop/listTools/credentials-missing/all', 'listTools', undefined],
  ['shop/other/type/body', 'listTools', undefined],
])('the id %s names the part that its case changes', (caseId, operationId, part) => {
  expect(changedPart({ caseId, operationId })).toEqual(part);
});
