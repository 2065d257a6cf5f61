import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { carried, judgeRequest, read, write } from '../bodies.ts';
import { clientOf, mockPaths } from '../../mock/inferred/described.ts';

const STRING = { type: 'string' };

describe('a sequence', () => {
  const item = { type: 'object', properties: { n: { type: 'integer' } } };

  test.each([
    ['application/x-ndjson', '{"n":1}\n{"n":2}\n'],
    ['application/jsonl', '{"n":1}\n{"n":2}\n'],
    ['application/json-seq', '\u001E{"n":1}\n\u001E{"n":2}\n'],
    ['application/geo+json-seq', '\u001E{"n":1}\n\u001E{"n":2}\n'],
  ])('of %s is an array', (range, text) => {
    const described = { range, itemSchema: item };
    expect(write(described, [{ n: 1 }, { n: 2 }]).text).toBe(text);
    expect(read(described, text)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(read(described, '')).toEqual([]);
    expect(read(described, text.replace('2}', '2'))).toBe('malformed: json /1');
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const plain: unknown = JSON.parse(JSON.stringify(values));
        expect(carried(described, plain)).toEqual(plain);
      }),
    );
  });

  /** HTML, section 9.2.6, and OpenAPI 3.2, "Special Considerations for text/event-stream Content". */
  test('of server-sent events is an array of their fields', () => {
    const described = {
      range: 'text/event-stream',
      itemSchema: { type: 'object', properties: { data: STRING, event: STRING, retry: { type: 'integer' } } },
    };
    const text =
      ': comment\r\nevent: add\r\ndata: one\r\ndata: two\r\nretry: 10\r\n\r\ndata:{"a":1}\r\n\r\n: only a comment\n\n';
    const events = [{ event: 'add', data: 'one\ntwo', retry: 10 }, { data: '{"a":1}' }];
    expect(read(described, text)).toEqual(events);
    expect(carried(described, events)).toEqual(events);
    const typed = { range: 'text/event-stream', itemSchema: { properties: { data: { type: 'object' } } } };
    expect(read(typed, 'data: {"a":1}\n\n')).toEqual([{ data: { a: 1 } }]);
  });

  /** OpenAPI before 3.2 has no `itemSchema`: descriptions of streams give the schema of what one event carries. */
  test('of server-sent events is an array of their data when the schema describes the data instead of an event', () => {
    const chunk = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
    const described = { range: 'text/event-stream', schema: chunk };
    const text = 'id: 1\ndata: {"n":1}\n\n: still here\n\ndata: {"n":\ndata: 2}\n\ndata: [DONE]\n\n';
    expect(read(described, text)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(write(described, { n: 1 }).text).toBe('data: {"n":1}\n\n');
    expect(write(described, [{ n: 1 }, { n: 2 }]).text).toBe('data: {"n":1}\n\ndata: {"n":2}\n\n');
    const listed = { range: 'text/event-stream', schema: { type: 'array', items: chunk } };
    expect(carried(listed, [{ n: 1 }, { n: 2 }])).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('of server-sent events has the schema of one event when it names fields of events', () => {
    const schema = { type: 'object', properties: { event: STRING, data: { type: 'integer' } } };
    const described = { range: 'text/event-stream', schema };
    expect(read(described, 'event: add\ndata: 1\n\n')).toEqual([{ event: 'add', data: 1 }]);
    expect(carried(described, [{ event: 'add', data: 1 }])).toEqual([{ event: 'add', data: 1 }]);
  });

  test('of server-sent events is validated event by event', () => {
    const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
    const content = { 'text/event-stream': { schema } };
    const headers = { 'content-type': 'text/event-stream' };
    const judged = (body: string) => judgeRequest({ content }, { headers, body }).violations;
    expect(judged('data: {"n":1}\n\ndata: {"n":2}\n\n')).toEqual([]);
    expect(judged('data: {"n":1}\n\ndata: {"n":"2"}\n\n')).toMatchObject([
      { pointer: '/1/n', keyword: 'type' },
    ]);
  });

  test('of server-sent events is text when no schema describes items', () => {
    expect(read({ range: 'text/event-stream', schema: STRING }, 'data: x\n\n')).toBe('data: x\n\n');
  });

  test.each([
    ['itemSchema', { itemSchema: item }],
    ['schema', { schema: item }],
    ['schema', { schema: { type: 'array', items: item } }],
  ])('has the violations of its items with their index, by %s', (_, described) => {
    const { violations } = judgeRequest(
      { content: { 'application/x-ndjson': described } },
      { headers: { 'content-type': 'application/x-ndjson' }, body: '{"n":1}\n{"n":"x"}\n' },
      { openapi: '3.2.0' },
    );
    expect(violations).toMatchObject([{ pointer: '/1/n', keyword: 'type' }]);
  });
});

describe('a sequence whose schema is that of a text', () => {
  const described = { schema: { type: 'string' } };

  test.each([
    ['application/jsonl', 'one', '"one"\n'],
    ['application/x-ndjson', '{"n":1}\n{"n":2}\n', '{"n":1}\n{"n":2}\n'],
    ['application/jsonl', '', '""\n'],
    ['application/json-seq', 'two words', '\u001E"two words"\n'],
  ])('of %s has one JSON text a line: %j', async (range, example, text) => {
    const content = { [range]: { ...described, example } };
    const answer = await clientOf(
      mockPaths({ '/a': { get: { responses: { '200': { description: 'A.', content } } } } }),
    ).get('/a');
    expect([answer.status, answer.text]).toEqual([200, text]);
  });

  test('is generated, and validated, as such', async () => {
    const content = { 'application/jsonl': { schema: { type: 'string', maxLength: 9 } } };
    const paths = {
      '/a': { post: { requestBody: { content }, responses: { '200': { description: 'A.', content } } } },
    };
    const client = clientOf(mockPaths(paths));
    const answer = await client.post('/a');
    expect([answer.status, typeof JSON.parse(answer.text)]).toEqual([200, 'string']);
    const lines = { 'content-type': 'application/jsonl' };
    expect((await client.post('/a', '{"n":1}\n"two"\n', lines)).status).toBe(200);
    expect((await client.post('/a', '{"n":1}\n{"name":"three"}\n', lines)).status).toBe(400);
    expect((await client.post('/a', '{"n":1', lines)).status).toBe(400);
  });
});
