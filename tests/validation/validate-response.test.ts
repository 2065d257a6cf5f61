import { describe, expect, test } from '@jest/globals';
import { createValidator } from '../../src/validation/validator.ts';
import type { HeaderFields } from '../../src/http/message.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';

const thing = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, secret: { type: 'string', writeOnly: true } },
};

const responses = {
  '200': {
    description: 'A thing.',
    headers: {
      'X-Total': { required: true, schema: { type: 'integer' } },
      'X-Tags': { schema: { type: 'array', items: { type: 'string', maxLength: 3 } } },
      'Content-Type': { required: true, schema: { type: 'integer' } },
    },
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Thing' } },
      'text/*': { schema: { type: 'string', maxLength: 5 } },
      'image/png': { schema: { type: 'string' } },
      'application/vnd.free+json': {},
    },
  },
  '204': { description: 'Nothing.' },
  '4XX': {
    description: 'No.',
    content: { 'application/problem+json': { schema: { type: 'object', required: ['title'] } } },
  },
};

function judge(
  status: number,
  headers: HeaderFields,
  body: string | Uint8Array,
  method?: string,
  extra: object = {},
) {
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { responses: { ...responses, ...extra } } } },
    components: { schemas: { Thing: thing } },
  });
  const [operation] = description.operations;
  if (operation === undefined) throw new Error('there is no operation');
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return createValidator(description).response(operation)({ status, headers, body: bytes }, method);
}

const ok = { 'x-total': '7', 'content-type': 'application/json' };

describe('a response', () => {
  test('that fits the description has no violations, and its body is decoded', () => {
    const judgement = judge(200, ok, '{"id":"x","more":[1]}');
    expect(judgement.violations).toEqual([]);
    expect(judgement.body).toEqual({ id: 'x', more: [1] });
    expect(judgement.response?.status).toBe('200');
    expect(judgement.mediaType?.range).toBe('application/json');
  });

  test.each([201, 302, 500])(
    'with the undocumented status %i has a violation that lists the documented ones',
    (status) => {
      expect(judge(status, ok, '').violations).toMatchObject([
        {
          where: 'status',
          keyword: 'status',
          descriptionPointer: '/paths/~1a/get/responses',
          params: { found: status, allowed: expect.arrayContaining(['200', '4XX']) },
          sentence: expect.stringContaining(String(status)),
        },
      ]);
    },
  );

  test('is validated by its exact status, else by the status range, else by the default', () => {
    const extra = { '404': { description: '' }, default: { description: '' } };
    expect(judge(404, {}, '', 'GET', extra).response?.status).toBe('404');
    expect(judge(418, {}, '', 'GET', extra).response?.status).toBe('4XX');
    expect(judge(503, {}, '', 'GET', extra).response?.status).toBe('default');
  });

  test.each([['application/xml'], ['application/problem+json'], ['nonsense'], [undefined]])(
    'with the content type %s, which is not documented, says which are',
    (contentType) => {
      const headers = { 'x-total': '7', ...(contentType && { 'content-type': contentType }) };
      expect(judge(200, headers, '{"id":"x"}').violations).toMatchObject([
        {
          where: 'contentType',
          keyword: 'contentType',
          descriptionPointer: '/paths/~1a/get/responses/200/content',
          sentence: expect.stringContaining('application/json'),
        },
      ]);
    },
  );

  test.each([
    ['application/json; charset=utf-8', '{"id":"x"}'],
    ['APPLICATION/JSON', '{"id":"x"}'],
    ['text/markdown', '# x'],
    ['image/png', Uint8Array.of(0, 255)],
    ['application/vnd.free+json', 'null'],
  ])('with the content type %s is validated by the schema of that type', (contentType, body) => {
    expect(judge(200, { ...ok, 'content-type': contentType }, body).violations).toEqual([]);
  });

  test('whose body breaks the schema has a violation for each broken rule, with pointers into body and description', () => {
    expect(judge(200, ok, '{"id":5,"secret":"x"}').violations).toMatchObject([
      {
        where: 'body',
        pointer: '/id',
        descriptionPointer: '/components/schemas/Thing/properties/id/type',
        keyword: 'type',
      },
      { where: 'body', pointer: '/secret' },
    ]);
  });

  test.each([
    ['application/json', '{"id":', 'json'],
    ['application/json', '', 'json'],
    ['application/json', Uint8Array.of(0x22, 0xff, 0x22), 'json'],
    ['text/plain', Uint8Array.of(0xff), 'charset'],
    ['text/plain', 'too long', 'maxLength'],
  ])('of %s with the body %j breaks the rule %s', (contentType, body, keyword) => {
    const headers = { 'x-total': '7', 'content-type': contentType };
    expect(judge(200, headers, body).violations).toMatchObject([{ where: 'body', keyword }]);
  });

  test.each([
    [{ 'content-type': 'application/json' }, '/X-Total', 'required'],
    [{ ...ok, 'x-total': 'many' }, '/X-Total', 'type'],
    [{ ...ok, 'x-tags': 'a,long one' }, '/X-Tags/1', 'maxLength'],
  ])('with the header fields %j has a violation at %s', (headers, pointer, keyword) => {
    expect(judge(200, headers, '{"id":"x"}').violations).toMatchObject([
      { where: 'header', pointer, keyword },
    ]);
  });

  test('may have undocumented header fields, and a documented Content-Type field is ignored', () => {
    expect(judge(200, { ...ok, 'x-other': 'x', 'x-tags': ['a', 'b'] }, '{"id":"x"}').violations).toEqual([]);
  });

  test('to HEAD, or with 204, is validated by its header fields alone', () => {
    expect(judge(200, ok, '', 'HEAD').violations).toEqual([]);
    expect(judge(200, {}, '', 'HEAD').violations).toMatchObject([{ where: 'header' }]);
    expect(judge(204, {}, '').violations).toEqual([]);
  });
});
