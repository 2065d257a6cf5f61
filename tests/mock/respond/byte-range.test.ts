import { describe, expect, test } from '@jest/globals';
import { clientOf, mockPaths } from '../inferred/described.ts';

const TEXT = '0123456789';

function mockFile(responses: object, headers: object = {}) {
  const file = { description: 'A file.', headers, content: { 'text/plain': { example: TEXT } } };
  return clientOf(mockPaths({ '/file': { get: { responses: { '200': file, ...responses } } } }));
}

const part = { '206': { description: 'A part.', content: { 'text/plain': {} } } };

const etag = { ETag: { example: '"v1"' }, 'Last-Modified': { example: 'Wed, 01 Jan 2025 00:00:00 GMT' } };

describe('a request for a range of bytes', () => {
  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-20', TEXT, 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['Bytes=9-9', '9', 'bytes 9-9/10'],
  ])('%s gets %s', async (range, text, contentRange) => {
    const answer = await mockFile(part).get('/file', { range });
    expect([answer.status, answer.text]).toEqual([206, text]);
    expect(answer.headers).toMatchObject({ 'content-range': contentRange, 'content-type': 'text/plain' });
  });

  test.each(['bytes=5-2', 'bytes=0-1,3-4', 'items=0-1', 'bytes=a-b', 'bytes=-', 'nonsense'])(
    'that is none, or several, gets the whole: %s',
    async (range) => {
      const answer = await mockFile({ ...part, '416': { description: 'No.' } }).get('/file', { range });
      expect([answer.status, answer.text]).toEqual([200, TEXT]);
    },
  );

  test.each(['bytes=10-', 'bytes=-0'])(
    'behind the end is refused where that is documented: %s',
    async (range) => {
      const answer = await mockFile({ ...part, '416': { description: 'No.' } }).get('/file', { range });
      expect([answer.status, answer.text, answer.headers['content-range']]).toEqual([416, '', 'bytes */10']);
      expect((await mockFile(part).get('/file', { range })).status).toBe(200);
    },
  );

  test.each([
    ['without 206', {}, {}, 200],
    [
      'with other content for 206',
      { '206': { description: 'A part.', content: { 'image/png': {} } } },
      {},
      200,
    ],
    ['with 206 without content', { '206': { description: 'A part.' } }, {}, 206],
    ['with 2XX alone', { '2XX': { description: 'Any.' } }, {}, 200],
    [
      'with 2XX, and Accept-Ranges',
      { '2XX': { description: 'Any.' } },
      { 'Accept-Ranges': { example: 'bytes' } },
      206,
    ],
  ])('is obeyed as documented: %s', async (_, responses, headers, status) => {
    expect((await mockFile(responses, headers).get('/file', { range: 'bytes=0-0' })).status).toBe(status);
  });

  test.each([
    ['"v1"', 206],
    ['"v2"', 200],
    ['W/"v1"', 200],
    ['Wed, 01 Jan 2025 00:00:00 GMT', 206],
    ['Thu, 02 Jan 2025 00:00:00 GMT', 200],
  ])('is for the version %s', async (condition, status) => {
    const answer = await mockFile(part, etag).get('/file', { range: 'bytes=0-0', 'if-range': condition });
    expect(answer.status).toBe(status);
  });

  test('is for GET alone', async () => {
    const answer = await mockFile(part).send('HEAD', '/file', undefined, { range: 'bytes=0-0' });
    expect([answer.status, answer.headers['content-length']]).toEqual([200, '10']);
  });
});
