import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { readCredential, writeCredential } from '../../src/codec/credential.ts';
import { NO_BODY, type RawRequest } from '../../src/http/message.ts';
import type { CredentialCarrier, SecurityScheme } from '../../src/description/model/security.ts';

const carriers: readonly CredentialCarrier[] = [
  { kind: 'apiKey', in: 'header', name: 'X-Key' },
  { kind: 'apiKey', in: 'query', name: 'api key' },
  { kind: 'apiKey', in: 'cookie', name: 'session' },
  { kind: 'basic' },
  { kind: 'bearer', scheme: 'Bearer' },
];

function schemeOf(carrier: CredentialCarrier): SecurityScheme {
  return { name: 'scheme', carrier, pointer: '/components/securitySchemes/scheme', example: undefined };
}

function requestOf(parts: Partial<RawRequest> = {}): RawRequest {
  return { method: 'GET', target: '/a', headers: {}, body: NO_BODY, ...parts };
}

/** What may stand in a header field without further ado. */
const token = fc.stringMatching(/^[A-Za-z0-9._~+/-]+$/);
const text = fc.string({ unit: 'grapheme', minLength: 1 });
const anywhere = carriers.map((carrier) => {
  const isField = carrier.kind === 'bearer' || (carrier.kind === 'apiKey' && carrier.in === 'header');
  return { carrier, values: isField ? token : text };
});

describe('a credential', () => {
  test.each(anywhere)('is read back from where it was written: $carrier', ({ carrier, values }) => {
    const scheme = schemeOf(carrier);
    fc.assert(
      fc.property(values, (value) => {
        expect(readCredential(writeCredential(requestOf(), scheme, value), scheme)).toBe(value);
      }),
    );
  });

  test.each(carriers)('is undefined in a request without it: %j', (carrier) => {
    const request = requestOf({
      target: '/a?other=1',
      headers: { 'x-other': 'x', cookie: 'other=1', authorization: 'Digest x' },
    });
    expect(readCredential(request, schemeOf(carrier))).toBeUndefined();
  });

  test('leaves the rest of the request as it is', () => {
    const request = requestOf({ target: '/a?b=c', headers: { accept: 'x/y', cookie: 'd=e' } });
    const all = carriers.reduce(
      (written, carrier) => writeCredential(written, schemeOf(carrier), 'v'),
      request,
    );
    expect(all).toEqual({
      ...request,
      target: '/a?b=c&api%20key=v',
      headers: { accept: 'x/y', cookie: 'd=e; session=v', 'x-key': 'v', authorization: 'Bearer v' },
    });
    expect(request.headers).toEqual({ accept: 'x/y', cookie: 'd=e' });
  });

  test.each([
    ['', undefined],
    ['Basic', undefined],
    ['Basic  ', undefined],
    ['Basic dTpw', 'u:p'],
    ['basic dTpw', 'u:p'],
    ['Basic dTp3w7ZyZDp4', 'u:wörd:x'],
    ['Basic %%%', undefined],
    ['Basically dTpw', undefined],
  ])('for basic authentication in "%s" is %s', (authorization, expected) => {
    expect(readCredential(requestOf({ headers: { authorization } }), schemeOf({ kind: 'basic' }))).toBe(
      expected,
    );
  });

  test('in several lines of a header field is their list', () => {
    const request = requestOf({ headers: { 'x-key': ['a', 'b'] } });
    expect(readCredential(request, schemeOf({ kind: 'apiKey', in: 'header', name: 'X-KEY' }))).toBe('a, b');
  });

  test('with malformed percent-encoding in a query is read without an exception', () => {
    const request = requestOf({ target: '/a?%zz=1&key=%zz' });
    expect(readCredential(request, schemeOf({ kind: 'apiKey', in: 'query', name: 'key' }))).toBe('%zz');
  });

  test('in a header field called like a member of every object is missing when it was not sent', () => {
    const scheme = schemeOf({ kind: 'apiKey', in: 'header', name: 'constructor' });
    expect(readCredential(requestOf(), scheme)).toBeUndefined();
  });
});
