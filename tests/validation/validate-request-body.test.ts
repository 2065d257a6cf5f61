import { describe, expect, test } from '@jest/globals';
import { judgeRequest } from '../codec/bodies.ts';

const json = { 'content-type': 'application/json' };

function body(required: boolean) {
  return {
    required,
    content: {
      'application/json': { schema: { type: 'object', required: ['name'] } },
      'text/*': { schema: { type: 'string', maxLength: 3 } },
      'application/octet-stream': {},
    },
  };
}

describe('a request without a body', () => {
  test.each([
    [{}],
    [json],
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'nonsense/type' }],
    [{ 'content-encoding': 'gzip' }],
  ])('is valid when the body is optional, regardless of its header fields: %j', (headers) => {
    const { violations, values } = judgeRequest(body(false), { headers });
    expect([violations, values.body]).toEqual([[], undefined]);
  });

  test.each([[{}], [json], [{ 'content-type': 'nonsense/type' }]])(
    'misses one that is required, with the header fields %j',
    (headers) => {
      const { violations } = judgeRequest(body(true), { headers });
      expect(violations).toMatchObject([
        { where: 'body', keyword: 'required', message: 'must not be empty' },
      ]);
    },
  );

  test.each([
    ['text/plain', ''],
    ['application/octet-stream', new Uint8Array()],
  ])('may be an empty %s', (contentType, value) => {
    const { violations, values } = judgeRequest(body(true), { headers: { 'content-type': contentType } });
    expect([violations, values.body]).toEqual([[], value]);
  });
});

describe('the content type of a request', () => {
  test('defaults to the first documented one', () => {
    expect(judgeRequest(body(true), { body: '{"name":1}' }).values.body).toEqual({ name: 1 });
    expect(judgeRequest(body(true), { body: '{' }).violations).toMatchObject([{ keyword: 'json' }]);
    const range = { content: { '*/*': { schema: { type: 'object' } } } };
    expect(judgeRequest(range, { body: '{"name":1}' }).values.body).toEqual({ name: 1 });
  });

  test.each([
    ['text/plain', 'long', 'maxLength'],
    ['text/markdown', 'long', 'maxLength'],
    ['TEXT/PLAIN; Charset="UTF-8"', 'long', 'maxLength'],
    ['application/json; charset=utf-16', '{}', 'charset'],
    ['image/png', 'x', 'contentType'],
    ['', 'x', 'contentType'],
  ])('%j with the body %j breaks the rule %s', (contentType, sent, keyword) => {
    const { violations } = judgeRequest(body(false), {
      headers: { 'content-type': contentType },
      body: sent,
    });
    expect(violations).toMatchObject([{ keyword }]);
  });

  test.each([
    ['gzip', ['contentEncoding']],
    ['identity, br', ['contentEncoding']],
    ['identity', []],
    ['', []],
  ])('with Content-Encoding: %s breaks the rules %j', (coding, keywords) => {
    const headers = { ...json, 'content-encoding': coding };
    const { violations } = judgeRequest(body(false), { headers, body: '{"name":1}' });
    expect(violations.map(({ keyword }) => keyword)).toEqual(keywords);
    expect(violations.every(({ where }) => where === 'contentType')).toBe(true);
  });

  test('whose content coding has been removed is read, and one that could not be is malformed', () => {
    const headers = { ...json, 'content-encoding': 'gzip' };
    const judge = (decoding: 'done' | 'failed') =>
      judgeRequest(body(false), { headers, body: '{"name":1}', decoding }).violations;
    expect(judge('done')).toEqual([]);
    expect(judge('failed')).toMatchObject([{ where: 'body', keyword: 'contentEncoding' }]);
  });
});
