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
