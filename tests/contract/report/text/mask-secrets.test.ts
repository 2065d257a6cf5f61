import { describe, expect, test } from '@jest/globals';
import { createMasks } from '../../../../src/contract/report/text/mask-secrets.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const { securitySchemes: schemes } = loadDescriptionSync({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: { '/things': { get: { responses: { 200: { description: 'all' } } } } },
  components: {
    securitySchemes: {
      login: { type: 'http', scheme: 'basic' },
      apiKey: { type: 'apiKey', in: 'query', name: 'key' },
    },
  },
});

const masks = createMasks({
  schemes,
  identities: {
    default: { credentials: { login: 'ann:s3cret', apiKey: 'a key/1' } },
    reader: { credentials: { apiKey: 'of-reader' } },
  },
  headers: [{ 'x-tenant': 'tenant-9' }],
});

describe('the masks of a run', () => {
  test.each([
    ['a credential', 'refused ann:s3cret', 'refused $STUNTDOUBLE_LOGIN'],
    ['its form in a header field', `Basic ${btoa('ann:s3cret')}`, 'Basic $STUNTDOUBLE_LOGIN'],
    ['its form in a query', '/things?key=a%20key%2F1', '/things?key=$STUNTDOUBLE_API_KEY'],
    ['that of another identity', 'of-reader', '$STUNTDOUBLE_READER_API_KEY'],
    ['the value of a given header field', 'for tenant-9', 'for $STUNTDOUBLE_HEADER_X_TENANT'],
  ])('replace %s', (_, text, masked) => {
    expect(masks.mask(text, {})).toBe(masked);
  });

  test('keep words that only contain a secret, and statuses', () => {
    expect(masks.mask('tenant-99 of-readers', {})).toBe('tenant-99 of-readers');
    expect(masks.mask('404', { id: '404' })).toBe('404');
  });

  test('replace identifiers of the same case, even short ones', () => {
    expect(masks.mask('there is no item 7', { id: '7' })).toBe('there is no item {id}');
  });

  test('replace identifiers of other cases only when they are long enough', () => {
    const known = masks.withBound([{ bound: { id: '7' } }, { bound: { thingId: 'k3x9q2' } }]);
    expect(known.mask('7 of k3x9q2 by tenant-9', {})).toBe('7 of {thingId} by $STUNTDOUBLE_HEADER_X_TENANT');
    expect(masks.mask('k3x9q2', {})).toBe('k3x9q2');
  });
});
