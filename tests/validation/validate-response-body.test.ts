import { describe, expect, test } from '@jest/globals';
import { createValidator } from '../../src/validation/validator.ts';
import type { HeaderFields } from '../../src/http/message.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { bytesOf } from '../codec/bodies.ts';

const thing = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', xml: { attribute: true } } },
};

function judge(response: object, headers: HeaderFields, body = '', { status = 200, method = 'GET' } = {}) {
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { responses: { [status]: { description: 'A thing.', ...response } } } } },
  });
  const [operation] = description.operations;
  if (operation === undefined) throw new Error('there is no operation');
  const answer = { status, headers, body: bytesOf(body) };
  const { violations, body: value } = createValidator(description).response(operation)(answer, method);
  return { rules: violations.map(({ where, pointer, keyword }) => `${where}${pointer} ${keyword}`), value };
}

describe('the body of a response', () => {
  test.each([
    ['application/json', '{"id":7}', { id: 7 }],
    ['application/xml', '<thing id="7"/>', { id: 7 }],
    ['application/x-www-form-urlencoded', 'id=7', { id: 7 }],
    [
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="id"\r\n\r\n7\r\n--b--',
      { id: 7 },
    ],
    ['text/plain', '{"id":7}', { id: 7 }],
  ])('of %s is decoded and validated', (contentType, body, value) => {
    const range = contentType.replace(/;.*/, '');
    const content = { [range]: { schema: thing } };
    expect(judge({ content }, { 'content-type': contentType }, body)).toEqual({ rules: [], value });
    expect(judge({ content }, { 'content-type': contentType }, body.replace('7', '1.5')).rules).toEqual([
      'body/id type',
    ]);
  });

  test('is allowed when none is documented', () => {
    expect(judge({}, { 'content-type': 'text/html' }, '<p>').rules).toEqual([]);
  });

  test.each([[204], [205], [304]])(
    'is absent with the status %i, whose content type is ignored',
    (status) => {
      const content = { 'application/json': { schema: thing } };
      expect(judge({ content }, { 'content-type': 'text/html' }, '', { status }).rules).toEqual([]);
    },
  );

  test('is absent in a response to HEAD, but its content type is validated', () => {
    const content = { 'application/json': { schema: thing } };
    const head = { method: 'HEAD' };
    expect(judge({ content }, {}, '', head).rules).toEqual([]);
    expect(judge({ content }, { 'content-type': 'application/json' }, '', head).rules).toEqual([]);
    expect(judge({ content }, { 'content-type': 'text/html' }, '', head).rules).toEqual([
      'contentType contentType',
    ]);
  });

  test('that is compressed is not validated', () => {
    const content = { 'application/json': { schema: thing } };
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(judge({ content }, headers, '\u001F\u008B').rules).toEqual([]);
    expect(judge({ content }, { ...headers, 'content-encoding': 'identity' }, '{').rules).toEqual([
      'body json',
    ]);
  });
});

describe('the header fields of a response', () => {
  const header = (more: object) => ({ headers: { 'X-Info': more } });

  test('with content are decoded by their media type', () => {
    const described = header({ content: { 'application/json': { schema: thing } } });
    expect(judge(described, { 'x-info': '{"id":7}' }).rules).toEqual([]);
    expect(judge(described, { 'x-info': '{"id":"x"}' }).rules).toEqual(['header/X-Info/id type']);
    expect(judge(described, { 'x-info': '{' }).rules).toEqual(['header/X-Info json']);
  });

  test('called Set-Cookie have one value per line', () => {
    const cookies = { 'set-cookie': ['a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT', 'b=2'] };
    const each = (pattern: string) => ({
      headers: { 'Set-Cookie': { schema: { type: 'string', pattern } } },
    });
    expect(judge(each('^[ab]=\\d'), cookies).rules).toEqual([]);
    expect(judge(each('^a'), cookies).rules).toEqual(['header/Set-Cookie/1 pattern']);
    expect(judge(each('^b'), { 'set-cookie': 'a=1' }).rules).toEqual(['header/Set-Cookie/0 pattern']);
    const list = { headers: { 'Set-Cookie': { schema: { type: 'array', maxItems: 1 } } } };
    expect(judge(list, cookies).rules).toEqual(['header/Set-Cookie maxItems']);
  });
});
