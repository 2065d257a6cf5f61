import { expect, test } from '@jest/globals';
import { toRawRequest, toResponse } from '../../src/embed/messages.ts';

const NO_BODY = new Uint8Array(0);

test('a field that is sent several times stays so', () => {
  const headers = { 'set-cookie': ['a=1; Path=/', 'b=2'], etag: '"1"', age: undefined };
  const response = toResponse({ status: 200, headers, body: 'it' }, 'GET');
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  expect([...response.headers.keys()].toSorted()).toContain('etag');
  expect(response.headers.has('age')).toBe(false);
});

test.each([101, 199, 600])('the status %d, which no Response has, is a network error', (status) => {
  expect(toResponse({ status, headers: {}, body: NO_BODY }, 'GET').type).toBe('error');
});

test.each([204, 205, 304])('%d has no body', (status) => {
  expect(toResponse({ status, headers: {}, body: NO_BODY }, 'GET').body).toBe(null);
});

test('a stream is read as it is asked for, and ended where nobody reads on', async () => {
  let given = 0;
  let isEnded = false;
  async function* pieces() {
    try {
      for (;;) yield new Uint8Array([(given += 1)]);
    } finally {
      isEnded = true;
    }
  }
  const reader = toResponse({ status: 200, headers: {}, body: pieces() }, 'GET').body?.getReader();
  expect((await reader?.read())?.value).toEqual(new Uint8Array([1]));
  await reader?.cancel();
  expect(given).toBeLessThan(4);
  expect(isEnded).toBe(true);
});

test('a body that is cut fails while it is read, and no response is a network error', async () => {
  const body = new Uint8Array([1, 2]);
  const response = toResponse({ status: 200, headers: {}, body, connection: 'cut' }, 'GET');
  const reader = response.body?.getReader();
  expect((await reader?.read())?.value).toEqual(body);
  await expect(reader?.read()).rejects.toThrow('the body was cut');
  for (const connection of ['reset', 'no-response'] as const)
    expect(toResponse({ status: 0, headers: {}, body: NO_BODY, connection }, 'GET').type).toBe('error');
});

test('a request is as it would be on the wire', async () => {
  const sent = new Request('https://one.example:8443/a%20b?c=d#e', {
    method: 'PUT',
    headers: { 'X-One': '1' },
    body: new Uint8Array([1, 2]),
  });
  expect(await toRawRequest(sent, { session: 'a', theme: 'b' })).toEqual({
    method: 'PUT',
    target: '/a%20b?c=d',
    headers: { host: 'one.example:8443', 'x-one': '1', cookie: 'session=a; theme=b' },
    body: new Uint8Array([1, 2]),
    scheme: 'https',
  });
});
