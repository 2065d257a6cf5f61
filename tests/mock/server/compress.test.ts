import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Behaviour } from '../../../src/mock/behaviour/behaviour.ts';
import type { RequestLike } from '../../../src/mock/server/functions/request-like.ts';
import { mockThings, type ThingsOptions } from '../things.ts';
import { serveMock } from './serve-mock.ts';

async function get(options: ThingsOptions, request: Partial<RequestLike> = {}) {
  const response = await mockThings({ compress: true, ...options }).handle({ target: '/things', ...request });
  if (!(response.body instanceof Uint8Array)) throw new Error('it is a stream');
  return { ...response, body: response.body };
}

/** Lists things with these header fields. */
function listing(headers: Readonly<Record<string, string>> = {}): ThingsOptions {
  const listThings: Behaviour = () => ({ status: 200, headers, body: [{ id: 'a', name: 'ä' }] });
  return { operations: { listThings } };
}

const LIST = '[{"id":"a","name":"ä"}]';

describe('a response', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['deflate', inflateSync],
  ])('is compressed in %s where the client prefers that', async (coding, decompress) => {
    const headers = { 'Accept-Encoding': coding };
    const response = await get(listing(), { headers });
    expect(response.headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' });
    expect(decompress(response.body).toString()).toBe(LIST);
    expect((await get({ ...listing(), compress: false }, { headers })).headers).not.toHaveProperty('vary');
  });

  test('is sent as it is, but named as varying, where the client does not ask for a coding', async () => {
    const response = await get(listing({ vary: 'Cookie' }));
    expect(response.headers).toMatchObject({ vary: 'Cookie, Accept-Encoding' });
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(new TextDecoder().decode(response.body)).toBe(LIST);
  });

  test.each([
    ['must not be changed', { 'cache-control': 'no-transform' }],
    ['has a coding', { 'content-encoding': 'x-own' }],
  ])('that %s is sent as it is', async (_, headers) => {
    const response = await get(listing(headers), { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers['content-encoding']).toBe(headers['content-encoding' as keyof typeof headers]);
    expect(new TextDecoder().decode(response.body)).toBe(LIST);
  });

  test('to HEAD has the fields of GET, without a length that nobody has counted', async () => {
    const response = await get(listing(), { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': undefined });
    expect(response.body).toHaveLength(0);
  });

  test('to HEAD over HTTP has no length at all, and the connection stays usable', async () => {
    const { url } = await serveMock(mockThings({ compress: true, ...listing() }));
    const headers = { 'accept-encoding': 'gzip' };
    const head = await fetch(`${url}/things`, { method: 'HEAD', headers });
    expect([head.headers.get('content-encoding'), head.headers.get('content-length')]).toEqual([
      'gzip',
      null,
    ]);
    const whole = await fetch(`${url}/things`, { headers });
    expect([whole.headers.get('content-encoding'), await whole.text()]).toEqual(['gzip', LIST]);
  });

  test('without a body has no coding', async () => {
    const request = { method: 'DELETE', target: '/things/a', headers: { 'accept-encoding': 'gzip' } };
    expect((await get({}, request)).headers['content-encoding']).toBeUndefined();
  });

  test('has an entity tag of its own, which requests may name', async () => {
    const tagged: Behaviour = ({ headers }) => ({
      status: 200,
      headers: { etag: '"one"' },
      body: [{ id: 'a', name: String(headers['If-None-Match']) }],
    });
    const document = {
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/things': {
          get: {
            operationId: 'listThings',
            parameters: [{ name: 'If-None-Match', in: 'header', schema: { type: 'string' } }],
            responses: { '200': { description: 'All.', content: { 'application/json': {} } } },
          },
        },
      },
    };
    const options = { document, operations: { listThings: tagged }, behaviours: {} };
    const mock = { ...options, auth: false };
    const headers = { 'accept-encoding': 'gzip', 'if-none-match': '"one-gzip", W/"two-br"' };
    const response = await get({ ...mock, operations: { listThings: tagged } }, { headers });
    expect(response.headers['etag']).toBe('"one-gzip"');
    expect(JSON.parse(gunzipSync(response.body).toString())).toEqual([{ id: 'a', name: '"one", W/"two"' }]);
  });
});
