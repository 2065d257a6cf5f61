import { expect, test } from '@jest/globals';
import { SecretValues } from '../../../src/codec/archive/secret-values.ts';
import { NO_BODY } from '../../../src/http/message.ts';

const request = { method: 'GET', target: '/orders', headers: {}, body: NO_BODY };

function maskAfter(cookie: string | readonly string[]): (text: string) => string {
  const secrets = new SecretValues(() => []);
  secrets.learn(request, { status: 200, headers: { 'set-cookie': cookie }, body: NO_BODY });
  return (text) => secrets.mask(text);
}

test('the value of a cookie that is set is a secret, but not its path or how long it lasts', () => {
  const mask = maskAfter('session=0a1b2c3d; Path=/orders; Max-Age=3600; HttpOnly');
  expect(mask('/orders/3600?session=0a1b2c3d')).toBe('/orders/3600?session=***');
});

test('each of several cookies is a secret', () => {
  const mask = maskAfter(['first=0a1b2c3d; Path=/orders', 'second="4e5f6a7b"']);
  expect(mask('0a1b2c3d and 4e5f6a7b at /orders')).toBe('*** and *** at /orders');
});

test('a cookie without a name is a secret', () => {
  expect(maskAfter('0a1b2c3d; Path=/orders')('0a1b2c3d at /orders')).toBe('*** at /orders');
});

test.each([
  ['a part of JSON', '{"a": 1, "password": "0a1b2c3d", "text": "cut of'],
  ['JSON that ends within it', '{"a": 1, "password": "0a1b2c3d'],
  ['JSON by lines', '{"a": 1}\n{"password": "0a1b2c3d"}'],
  ['a form', 'a=1&password=0a1b2c3d'],
  ['multipart', '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n0a1b2c3d\r\n--x--'],
  ['XML', '<login><password type="text">0a1b2c3d</password></login>'],
])('a password in %s is a secret', (_, body) => {
  const secrets = new SecretValues(() => []);
  secrets.learn({ ...request, body: new TextEncoder().encode(body) }, { status: 200, headers: {}, body: '' });
  expect(secrets.mask('it is 0a1b2c3d')).toBe('it is ***');
});

test('a body that resembles each of them at length is read in no time', () => {
  const secrets = new SecretValues(() => []);
  const bodies = ['"password":"', 'name=password\n', '<password ', '\\"', 'password":'].map((text) =>
    text.repeat(20_000),
  );
  const start = performance.now();
  for (const body of bodies) {
    secrets.learn({ ...request, body: new TextEncoder().encode(body) }, { status: 200, headers: {}, body });
  }
  expect(performance.now() - start).toBeLessThan(3_000);
});

test('the longest of several secrets is masked at each place, and each of its forms', () => {
  const secrets = new SecretValues(() => []);
  for (const secret of ['abcd', 'abcdefgh', 'x "y" z', 'ä€/?']) secrets.add(secret);
  const text = ['abcdefgh abcdef aabcd', 'x \\"y\\" z', btoa('x "y" z'), encodeURIComponent('ä€/?')].join(
    ' ',
  );
  expect(secrets.mask(text)).toBe('*** ***ef a*** *** *** ***');
});

test('many secrets are found in a long text in no time, and the last 10,000 at least are known', () => {
  const secrets = new SecretValues(() => []);
  const secret = (index: number) => `token-${index}-abcdefghijklmnop`;
  for (let index = 0; index < 25_000; index += 1) secrets.add(secret(index));
  const text = Array.from({ length: 10_000 }, (_, index) => `it is ${secret(15_000 + index)}`).join('\n');
  const start = performance.now();
  const masked = secrets.mask(text);
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(masked).toBe(Array(10_000).fill('it is ***').join('\n'));
  expect(secrets.mask(secret(0))).toBe(secret(0));
});

test('a secret may be long, and no text', () => {
  const secrets = new SecretValues(() => []);
  const [long, odd] = ['0a1b2c3d'.repeat(50_000), 'half \ud800 a pair'];
  for (const secret of [long, odd]) secrets.add(secret);
  expect(secrets.mask(`${long}, ${odd}, ${btoa(long)}`)).toBe('***, ***, ***');
});
