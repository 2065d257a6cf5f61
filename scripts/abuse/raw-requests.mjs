// Raw requests that no well-behaved client sends, each with the outcomes that are right for it: the statuses of the responses
// in their order, `closed` for a connection that is closed without one, and `waits` for one on which the mock waits for more.
import { gzipSync } from 'node:zlib';

const HOST = 'Host: 127.0.0.1';
const END = '\r\n\r\n';
const get = (target = '/things', ...fields) => [`GET ${target} HTTP/1.1`, HOST, ...fields].join('\r\n') + END;
const post = (body, ...fields) => {
  const bytes = Buffer.from(body);
  const type = fields.some((field) => /^content-type:/i.test(field))
    ? []
    : ['Content-Type: application/json'];
  const lines = ['POST /things HTTP/1.1', HOST, ...type, `Content-Length: ${bytes.length}`, ...fields];
  return Buffer.concat([Buffer.from(lines.join('\r\n') + END), bytes]);
};
const chunked = (text, ...fields) =>
  [
    'POST /things HTTP/1.1',
    HOST,
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
    ...fields,
  ].join('\r\n') +
  END +
  text;
const THING = '{"name":"raw"}';
const CHUNK = `e\r\n${THING}\r\n`;
const GOOD = get();

/** A name, the bytes in pieces, and the outcomes that are allowed. */
const one = (name, bytes, allowed, options = {}) => ({
  name,
  pieces: Array.isArray(bytes) ? bytes : [bytes],
  allowed: allowed.split(' | '),
  ...options,
});

const REQUEST_LINES = [
  one('nothing but line ends', '\r\n\r\n\r\n\r\n', 'waits'),
  one('line ends before a request', `\r\n\r\n${GOOD}`, '200'),
  one('no version', `GET /things${END}`, '200 | 400'),
  one('version 0.9', `GET /things HTTP/0.9\r\n${HOST}${END}`, '200 | 400'),
  one('version 3.0', `GET /things HTTP/3.0\r\n${HOST}${END}`, '400 | 505'),
  one('a method in lower case', `get /things HTTP/1.1\r\n${HOST}${END}`, '400'),
  one('a method that there is not', `BREW /things HTTP/1.1\r\n${HOST}${END}`, '400'),
  one('a rare method', `PROPFIND /things HTTP/1.1\r\n${HOST}${END}`, '405'),
  one('TRACE', `TRACE /things HTTP/1.1\r\n${HOST}${END}`, '405'),
  one('CONNECT', `CONNECT 127.0.0.1:1 HTTP/1.1\r\n${HOST}${END}`, 'closed | 404 | 405'),
  one('OPTIONS *', `OPTIONS * HTTP/1.1\r\n${HOST}${END}`, '404 | 204'),
  one('a space in the target', get('/things and more'), '400'),
  one('a target without a slash', get('things'), '400 | 404'),
  one('a target on another host', get('http://elsewhere.example/things'), '200'),
  one('a target of 20 kB', get(`/${'a'.repeat(20_000)}`), '431 | 414'),
  one('a NUL in the target', get('/things/\0'), '400'),
  one('bytes that are no UTF-8 in the target', Buffer.from(get('/things/\xff\xfe'), 'latin1'), '400 | 404'),
  one('a broken percent sign', get('/things/%zz'), '400 | 404'),
  one('an encoded NUL', get('/things/%00'), '400 | 404'),
  one('an overlong encoding', get('/things/%c0%ae%c0%ae'), '400 | 404'),
  one('segments that lead up', get('/things/../../../etc/passwd'), '404'),
  one('encoded segments that lead up', get('/things/%2e%2e%2f%2e%2e%2fetc%2fpasswd'), '404'),
  one('a fragment', get('/things#x'), '200 | 400 | 404'),
  one('a path of backslashes', get('/things\\..\\x'), '400 | 404'),
  one('a path of 3,000 segments', get('/a'.repeat(3_000)), '404'),
  one('a query of 2,000 parameters', get(`/things?${'a=1&'.repeat(2_000)}`), '200'),
  one('a query that names prototypes', get('/things?__proto__[x]=1&constructor.prototype.x=1'), '200'),
];

const FIELDS = [
  one('no Host', `GET /things HTTP/1.1${END}`, '400'),
  one('two Hosts', get('/things', 'Host: elsewhere.example'), '400'),
  one('a malformed Host', `GET /things HTTP/1.1\r\nHost: a b/c@d${END}`, '400'),
  one('HTTP/1.0 without Host', `GET /things HTTP/1.0${END}`, '200'),
  one('a field of 20 kB', get('/things', `X: ${'a'.repeat(20_000)}`), '431'),
  one('1,000 fields', get('/things', ...Array.from({ length: 1_000 }, (_, at) => `X${at}: 1`)), '200 | 431'),
  one('a folded field', get('/things', 'X: a\r\n b'), '200 | 400'),
  one('a space before the colon', get('/things', 'X : a'), '400'),
  one('a NUL in a field', get('/things', 'X: a\0b'), '400'),
  one('a carriage return in a field', get('/things', 'X: a\rSet-Cookie: b'), '400'),
  one('lines that end with a line feed alone', GOOD.replaceAll('\r', ''), '200 | 400'),
  one('a name with brackets', get('/things', 'X(): a'), '400'),
  one('no colon', get('/things', 'nothing'), '400'),
  one('a field that is not ASCII', Buffer.from(get('/things', 'X: \xe9\xff'), 'latin1'), '200'),
  one('a prototype as a field', get('/things', '__proto__: x', 'constructor: y'), '200'),
  one('a credential of 10 kB', get('/things', `Authorization: Bearer ${'a'.repeat(10_000)}`), '200'),
  one(
    '1,000 media types',
    get('/things', `Accept: ${Array(1_000).fill('a/b;q=0.1').join(',')}`),
    '406 | 431',
  ),
  one(
    'weights that are no numbers',
    get('/things', 'Accept: */*;q=nan', 'Accept-Encoding: br;q=-1, gzip;q=x'),
    '200 | 406',
  ),
  one('1,000 entity tags', get('/things', `If-None-Match: ${Array(1_000).fill('"a"').join(', ')}`), '200'),
  one('a range', get('/things', 'Range: bytes=9-1,-0,99999999999999999999-'), '200'),
  one('cookies without names', get('/things', `Cookie: ${'=;'.repeat(3_000)}`), '200'),
  one('a namespace of 10 kB', get('/things', `X-Stuntdouble-Namespace: ${'n'.repeat(10_000)}`), '200'),
  one('a fault that there is not', get('/things', 'X-Stuntdouble-Fault: explode'), '400 | 200'),
  one(
    'a wait without an end',
    get('/things', 'Prefer: wait=1e309, code=abc, example=__proto__'),
    '200 | 400',
  ),
  one('an expectation that there is not', get('/things', 'Expect: a-miracle'), '417'),
  one(
    'an upgrade to WebSocket',
    get('/things', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: eA=='),
    '200',
  ),
  one(
    'an upgrade to HTTP/2',
    get('/things', 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AA'),
    '200',
  ),
  one('the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '400 | closed'),
  one('the hello of TLS', Buffer.from('16030100c8010000c40303', 'hex'), '400 | closed'),
  one(
    'random bytes',
    Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256)),
    '400 | closed',
  ),
];

const BODIES = [
  one('a negative length', `POST /things HTTP/1.1\r\n${HOST}\r\nContent-Length: -1${END}`, '400'),
  one(
    'two lengths',
    `POST /things HTTP/1.1\r\n${HOST}\r\nContent-Length: 1\r\nContent-Length: 2${END}xx`,
    '400',
  ),
  one('a length and chunks', chunked(`0${END}`, 'Content-Length: 5'), '400'),
  one('a coding after chunks', chunked(`0${END}`, 'Transfer-Encoding: gzip'), '400 | 501'),
  one('chunks by another name', get('/things', 'Transfer-Encoding: xchunked'), '400 | 501'),
  one('a size that is no number', chunked('zz\r\nx\r\n0\r\n\r\n'), '400'),
  one('a size beyond 64 bits', chunked('fffffffffffffffff\r\n'), '400'),
  one('an extension of 20 kB', chunked(`e;${'a'.repeat(20_000)}\r\n${THING}\r\n0${END}`), '413 | 400'),
  one('trailers', chunked(`${CHUNK}0\r\nX-After: 1${END}`, 'Trailer: X-After'), '201'),
  one(
    'a chunk of one byte each',
    [chunked(''), ...THING.split('').map((byte) => `1\r\n${byte}\r\n`), '0\r\n\r\n'],
    '201',
  ),
  one('chunks without an end', chunked(CHUNK), 'waits'),
  one('chunks that end in the middle', chunked('e\r\n{"na'), 'closed | 400', { end: 'half' }),
  one(
    'less than the length, then the end',
    `POST /things HTTP/1.1\r\n${HOST}\r\nContent-Length: 50${END}{`,
    'closed | 400',
    { end: 'half' },
  ),
  one('more than the length', Buffer.concat([post(THING), Buffer.from('GARBAGE\r\n\r\n')]), '201 400 | 400'),
  one(
    '10 GB that never come',
    `POST /things HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nContent-Length: 10000000000${END}{`,
    'waits | 413',
  ),
  one('2 MB', post(`"${'a'.repeat(2_000_000)}"`), '413'),
  one('1 GB in a few bytes', post(gzipSync(Buffer.alloc(50_000_000)), 'Content-Encoding: gzip'), '413'),
  one('a coding that there is not', post(THING, 'Content-Encoding: snappy'), '415'),
  one('twenty codings', post(THING, `Content-Encoding: ${Array(20).fill('gzip').join(', ')}`), '400 | 415'),
  one('a coding that it does not have', post(THING, 'Content-Encoding: gzip'), '400'),
  one('no JSON', post('{"name":'), '400'),
  one('JSON 100,000 levels deep', post('['.repeat(100_000) + ']'.repeat(100_000)), '400 | 422'),
  one('objects 50,000 levels deep', post('{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)), '400 | 422'),
  one('a number of 100,000 digits', post(`{"name":"a","size":${'9'.repeat(100_000)}}`), '400 | 422 | 201'),
  one('prototypes', post('{"name":"a","__proto__":{"x":1},"constructor":{"prototype":{"y":1}}}'), '201'),
  one('bytes that are no UTF-8', post(Buffer.from([0x22, 0xff, 0xfe, 0x22])), '400'),
  one('a byte-order mark', post(`\ufeff${THING}`), '201 | 400'),
  one('another charset', post(THING, 'Content-Type: application/json; charset=none-such'), '201 | 400 | 415'),
  one(
    'parts without a boundary',
    post('--x--').toString().replace('/things', '/files').replace('application/json', 'multipart/form-data'),
    '400 | 415',
  ),
  one(
    'a boundary of 10 kB',
    post('--x--')
      .toString()
      .replace('/things', '/files')
      .replace('application/json', `multipart/form-data; boundary=${'b'.repeat(10_000)}`),
    '400 | 413 | 422',
  ),
  one('a GET with a body', post(THING).toString().replace('POST', 'GET'), '200'),
  one(
    'a promise of a body',
    [
      `POST /things HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nContent-Length: 14\r\nExpect: 100-continue${END}`,
      THING,
    ],
    '100 201',
  ),
];

const CONNECTIONS = [
  one('100 requests at once', GOOD.repeat(100), Array(100).fill(200).join(' ')),
  one('a good one after a bad one', post('{') + GOOD, '400 200'),
  one('one byte after the other', GOOD.split(''), '200', { pause: 1 }),
  one('half a request', GOOD.slice(0, 30), 'waits'),
  one('half a request, then the end', GOOD.slice(0, 30), 'closed | 400', { end: 'half' }),
  one('a request, then the end', GOOD, '200', { end: 'half' }),
  one('a request, then a reset', post(THING), 'closed', { end: 'reset' }),
  one('half a body, then a reset', post(THING).subarray(0, -5), 'closed', { end: 'reset' }),
  one('a connection that nobody uses', [''], 'waits'),
];

const CONTROL = [
  one('a control request of another page', get('/_stuntdouble/state', 'Origin: https://evil.example'), '403'),
  one(
    'a control request to a rebound name',
    get('/_stuntdouble/state').replace('127.0.0.1', 'evil.example'),
    '403',
  ),
  one('a control path that leads up', get('/_stuntdouble/../things'), '404'),
  one(
    'a snapshot 100,000 levels deep',
    post(`{"apis":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
      .toString()
      .replace('/things', '/_stuntdouble/restore'),
    '400',
  ),
  one(
    'an expectation of 2 MB',
    post(`"${'a'.repeat(2_000_000)}"`)
      .toString()
      .replace('/things', '/_stuntdouble/verify'),
    '413',
  ),
];

export const RAW_REQUESTS = [...REQUEST_LINES, ...FIELDS, ...BODIES, ...CONNECTIONS, ...CONTROL];
