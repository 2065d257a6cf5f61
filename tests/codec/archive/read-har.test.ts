import { describe, expect, test } from '@jest/globals';
import { readHar, readHarRequests } from '../../../src/codec/archive/read-har.ts';
import { jsonBodyOf } from '../../../src/codec/json-body.ts';

const URL_OF_LAMPS = 'https://api.example.com/lamps?hue=blue#top';

const entry = (request: object, response: object = {}) => ({
  request: { method: 'get', url: URL_OF_LAMPS, ...request },
  response: { status: 200, content: { mimeType: 'application/json', text: '[1]' }, ...response },
});

const archive = (...entries: readonly object[]) => ({ log: { entries } });

const WHOLE = entry({ headers: [{ name: ':authority', value: 'api.example.com' }] });

const PARTS = archive(
  WHOLE,
  entry({}, { status: 0, content: {} }),
  entry({}, { status: 304, content: {} }),
  entry({}, { content: { size: 12 } }),
  entry({ method: 'HEAD' }, { content: { size: 12 } }),
  entry({ url: 'wss://api.example.com/live' }),
  entry({ url: 'data:,x' }),
);

describe('an HTTP archive', () => {
  test('has the exchanges whose responses are there as a whole, and says what it lacks of others', () => {
    const { exchanges, leftOut } = readHar(PARTS) ?? {};
    expect(exchanges?.map(({ request }) => request.method)).toEqual(['GET', 'HEAD']);
    expect(leftOut).toEqual([
      { entry: 'get https://api.example.com/lamps', reason: 'it got no response' },
      { entry: 'get https://api.example.com/lamps', reason: 'it was answered from a cache (304)' },
      { entry: 'get https://api.example.com/lamps', reason: 'the archive lacks the body of its response' },
      { entry: 'get wss://api.example.com/live', reason: 'it is not over HTTP' },
      { entry: 'get data:,x', reason: 'it is not over HTTP' },
    ]);
  });

  test('has the requests whatever became of them', () => {
    const requests = readHarRequests(PARTS) ?? [];
    expect(requests.map(({ response }) => response.status)).toEqual([200, 0, 304, 200, 200]);
    expect(requests.map((one) => jsonBodyOf(one.response))).toEqual([
      [1],
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(requests[0]).toMatchObject({
      origin: 'https://api.example.com',
      request: {
        target: '/lamps?hue=blue',
        scheme: 'https',
        headers: { host: 'api.example.com' },
      },
    });
  });

  test('has bodies as they were sent: a text, base64, and the parameters of a form', () => {
    const form = { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a b', value: 'c&d' }] };
    const posts = [
      { mimeType: 'text/plain', text: 'é' },
      { mimeType: 'image/png', text: 'AP8=', comment: 'base64' },
      form,
    ];
    const requests = readHarRequests(archive(...posts.map((postData) => entry({ postData })))) ?? [];
    expect(requests.map(({ request }) => [request.headers['content-type'], [...request.body]])).toEqual([
      ['text/plain', [0xc3, 0xa9]],
      ['image/png', [0, 0xff]],
      [form.mimeType, [...new TextEncoder().encode('a+b=c%26d')]],
    ]);
  });

  test('is nothing else', () => {
    for (const value of [null, [], {}, { log: {} }, { log: { entries: {} } }]) {
      expect(readHar(value)).toBeUndefined();
      expect(readHarRequests(value)).toBeUndefined();
    }
  });
});
