import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import express from 'express';
import { describe, expect, test } from '@jest/globals';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { serveMock } from './serve-mock.ts';
import { mockThings, thingsWithPaths } from '../things.ts';

const start = async (app: MockApp) => (await serveMock(app)).url;

async function put(url: string, coding: string, body: Uint8Array) {
  const headers = { 'content-type': 'application/json', 'content-encoding': coding };
  const response = await fetch(`${url}/echo`, { method: 'PUT', headers, body });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const TEXT = JSON.stringify({ name: 'übergroß', list: [1, 2, 3] });

describe('a body with a content coding', () => {
  test.each([
    ['gzip', gzipSync(TEXT)],
    ['GZip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
    ['identity, gzip', gzipSync(TEXT)],
  ])('of %s is read', async (coding, body) => {
    expect(await put(await start(mockThings()), coding, body)).toMatchObject({ status: 200, text: TEXT });
  });

  test('is read without HTTP too', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const request = { method: 'PUT', target: '/echo', headers, body: gzipSync(TEXT) };
    const response = await mockThings().handle(request);
    expect([response.status, new TextDecoder().decode(response.body as Uint8Array)]).toEqual([200, TEXT]);
  });

  test('is read once behind a parser that has read it', async () => {
    const app = express();
    app.use(express.json());
    app.use(mockThings());
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      server.once('listening', resolve);
    });
    const { port } = server.address() as { port: number };
    expect(await put(`http://127.0.0.1:${port}`, 'gzip', gzipSync(TEXT))).toMatchObject({
      status: 200,
      text: TEXT,
    });
    server.close();
    server.closeAllConnections();
  });

  test.each([
    ['that it does not have', 'gzip', Buffer.from(TEXT)],
    ['that is cut off', 'gzip', gzipSync(TEXT).subarray(0, 20)],
    ['of two, of which it has one', 'gzip, br', brotliCompressSync(TEXT)],
  ])('%s is malformed', async (_, coding, body) => {
    const { status, text } = await put(await start(mockThings()), coding, body);
    expect(status).toBe(400);
    expect(text).toContain('it cannot be decompressed');
  });

  test.each(['zstd', 'compress', 'gzip, zstd', 'gzip, gzip, gzip, gzip'])(
    'that is not known is refused with those that are: %s',
    async (coding) => {
      const { status, headers } = await put(await start(mockThings()), coding, gzipSync(TEXT));
      expect([status, headers.get('accept-encoding')]).toEqual([415, 'br, gzip, deflate']);
    },
  );

  test('may come where its field is a documented parameter', async () => {
    const parameter = { name: 'Content-Encoding', in: 'header', required: true, schema: { enum: ['gzip'] } };
    const content = { 'application/json': {} };
    const echo = {
      operationId: 'echo',
      parameters: [parameter],
      requestBody: { content },
      responses: { '200': { description: 'The same.', content } },
    };
    const app = mockThings({ document: thingsWithPaths({ '/echo': { put: echo } }), operations: {} });
    expect(await put(await start(app), 'gzip', gzipSync(TEXT))).toMatchObject({ status: 200, text: TEXT });
  });

  test('is refused after missing credentials', async () => {
    const url = await start(mockThings({ auth: true }));
    expect((await put(url, 'gzip', Buffer.from('no'))).status).toBe(401);
  });
});

describe('the limit of a body', () => {
  const jsonOf = (length: number) => JSON.stringify('x'.repeat(length - 2));

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('counts what comes out of %s', async (coding, compress) => {
    const url = await start(mockThings({ bodyLimit: 5_000 }));
    expect((await put(url, coding, compress(jsonOf(5_000)))).status).toBe(200);
    expect((await put(url, coding, compress(jsonOf(5_001)))).status).toBe(413);
    expect((await put(url, coding, compress(jsonOf(2_000_000)))).status).toBe(413);
    expect((await put(url, `${coding}, ${coding}`, compress(compress(jsonOf(2_000_000))))).status).toBe(413);
  });

  test('does not count what a coding adds to a body that it cannot make smaller', async () => {
    const text = JSON.stringify(
      randomBytes(3_000)
        .toString('latin1')
        .replace(/[^\x20-\x7e]/g, '~'),
    );
    const url = await start(mockThings({ bodyLimit: text.length }));
    const stored = gzipSync(text, { level: 0 });
    expect(stored.length).toBeGreaterThan(text.length);
    expect((await put(url, 'gzip', stored)).status).toBe(200);
  });
});
