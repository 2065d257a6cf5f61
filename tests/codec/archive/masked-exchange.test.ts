import { describe, expect, test } from '@jest/globals';
import { ExchangeMasks } from '../../../src/codec/archive/masked-exchange.ts';
import { StandIns } from '../../../src/codec/archive/stand-ins.ts';
import { encodeText } from '../../../src/http/charset.ts';
import { NO_BODY } from '../../../src/http/message.ts';

const JSON_FIELDS = { 'content-type': 'application/json' };

function masking(keep: readonly string[] = []) {
  const masks = new ExchangeMasks({ descriptions: () => [], keep: new Set(keep) });
  return {
    body: (value: unknown) =>
      JSON.parse(textOf(masks, encodeText(JSON.stringify(value)), JSON_FIELDS)) as unknown,
    text: (text: string, headers: Record<string, string> = {}) => textOf(masks, encodeText(text), headers),
    request: (target: string, headers: Record<string, string> = {}, body = NO_BODY) =>
      masks.masked({
        request: { method: 'POST', target, headers, body },
        response: { status: 200, headers: {}, body: NO_BODY },
      }).request,
  };
}

function textOf(masks: ExchangeMasks, body: Uint8Array, headers: Record<string, string>): string {
  const request = { method: 'GET', target: '/', headers: {}, body: NO_BODY };
  return new TextDecoder().decode(
    masks.masked({ request, response: { status: 200, headers, body } }).response.body,
  );
}

describe('a stand-in', () => {
  test.each([
    ['jane.doe+x@mail.example.com', /^[a-z]{4}\.[a-z]{3}\+[a-z]@[a-z]{4}\.[a-z]{7}\.com$/],
    ['+49 170 1234567', /^\+[1-9]{2} [1-9]{2}0-?| \d{7}$/],
    [
      '5f2b8c1d-1111-4222-8333-abcdefabcdef',
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    ['d41d8cd98f00b204e9800998ecf8427e', /^[0-9a-f]{32}$/],
    ['sk_live_4eC39HqLyjWDarjtT1zdp7dc', /^sk_live_[0-9][a-z][A-Z][0-9]{2}[A-Za-z0-9]{19}$/],
    ['ghp_abcdefABCDEF0123456789', /^ghp_[a-z]{6}[A-Z]{6}[0-9]{10}$/],
    ['Änne Müller', /^\p{Lu}[a-z]{2}[a-z] [A-Z]\p{Ll}[a-z]{4}$/u],
  ])('of %s has its form', (value, form) => {
    const standIn = new StandIns().of(value);
    expect(standIn).not.toBe(value);
    expect(standIn).toHaveLength(value.length);
    expect(standIn).toMatch(form);
  });

  test('is the same for the same value, another one for another, and stands for itself', () => {
    const standIns = new StandIns();
    const values = Array.from({ length: 500 }, (_, index) => `name ${index}`);
    const given = values.map((value) => standIns.of(value));
    expect(values.map((value) => standIns.of(value))).toEqual(given);
    expect(new Set(given).size).toBe(500);
    expect(given.map((value) => standIns.of(value))).toEqual(given);
  });
});

describe('what is masked', () => {
  test('addresses, telephones and names of persons, with their identity', () => {
    const { body } = masking();
    const masked = body({
      id: 7,
      email: 'a@b.example.com',
      firstName: 'Jane',
      phone: '0170 1234567',
      contact: { name: 'Jane Doe', mobile: 491701234567 },
      product: { name: 'Chair' },
      text: 'ask a@b.example.com',
      list: [{ email: 'a@b.example.com' }],
      'a@b.example.com': true,
    }) as Record<string, never>;
    const text = JSON.stringify(masked);
    for (const shown of ['Jane', 'a@b', '0170', '491701234567']) expect(text).not.toContain(shown);
    expect(masked).toMatchObject({
      id: 7,
      product: { name: 'Chair' },
      text: `ask ${masked['email']}`,
      list: [{ email: masked['email'] }],
    });
    expect(Object.keys(masked)).toContain(masked['email']);
  });

  test('tokens by their form, wherever they stand', () => {
    const jwt = `eyJhbGciOiJIUzI1NiJ9.${'a1B2'.repeat(8)}.${'c3D4'.repeat(8)}`;
    const { text } = masking();
    const masked = text(`see ${jwt} and AKIAIOSFODNN7EXAMPLE, glpat-abcdefghijklmnop12`);
    for (const token of [jwt.slice(22), 'OSFODNN7', 'abcdefghijklmnop']) expect(masked).not.toContain(token);
    expect(masked).toMatch(/^see eyJhbGciOiJIUzI1NiJ9\.\S+ and AKIA\w{16}, glpat-\S{18}$/);
  });

  test('credentials wherever they have been seen, in each form', () => {
    const { request, text, body } = masking();
    const sent = request('/x?access_token=canary%20one%2B', {
      authorization: 'Bearer canary-two-2',
      cookie: 'session=canary-three; b=c',
      'x-secret-header': 'canary-four',
    });
    expect(sent.headers['authorization']).toMatch(/^Bearer \S{12}$/);
    expect(sent.headers['x-secret-header']).toBeUndefined();
    expect(JSON.stringify(sent)).not.toContain('canary');
    expect(text(`x canary-two-2 ${btoa('canary-two-2')} canary%20one%2B`)).not.toMatch(/canary|Y2FuYXJ5/);
    expect(JSON.stringify(body({ password: 'canary"five', other: 'canary"five' }))).not.toContain('canary');
  });

  test('user and password of basic authentication, which stays well-formed', () => {
    const { request } = masking();
    const { headers } = request('/', { authorization: `Basic ${btoa('jane:canary-pass')}` });
    expect(atob(String(headers['authorization']).slice(6))).toMatch(/^[a-z]{4}:[a-z]{6}-[a-z]{4}$/);
  });

  test('paths and queries as bodies, so that they still lead to the same', () => {
    const { request, body } = masking();
    const masked = body({ email: 'a@b.example.com' }) as { email: string };
    expect(request('/users/a%40b.example.com?email=a@b.example.com&x=1%20').target).toBe(
      `/users/${encodeURIComponent(masked.email)}?email=${encodeURIComponent(masked.email)}&x=1%20`,
    );
  });

  test('nothing that is kept by name, and nothing that is no secret, not even a space', () => {
    const { text, body } = masking(['firstname', 'email']);
    expect(body({ firstName: 'Jane', email: 'a@b.example.com' })).toEqual({
      firstName: 'Jane',
      email: 'a@b.example.com',
    });
    const plain =
      '{ "id":  12345678901234567890, "name": "Chair",\n"uuid": "5f2b8c1d-1111-4222-8333-abcdefabcdef" }';
    expect(text(plain, JSON_FIELDS)).toBe(plain);
  });
});
