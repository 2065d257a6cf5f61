import { describe, expect, test } from '@jest/globals';
import { parseIdentity } from '../../../src/mock/state/identity.ts';

describe('an identity', () => {
  test('may have credentials, log in, or both', () => {
    const credentials = { key: 'k' };
    expect(parseIdentity({ id: 'a', credentials })).toMatchObject({ credentials, client: undefined });
    expect(parseIdentity({ id: 'a', clientId: 'app', clientSecret: 's' })).toMatchObject({
      credentials: {},
      client: { id: 'app', secret: 's' },
    });
    expect(parseIdentity({ id: 'a', credentials, username: 'ada', roles: ['x'] })).toMatchObject({
      credentials,
      roles: ['x'],
      user: { name: 'ada', password: undefined },
    });
  });

  test.each([
    [{}, /needs an 'id'/],
    [{ id: 'a' }, /identity a needs 'credentials'.*or 'clientId' or 'username'/],
    [{ id: 'a', credentials: 'key', username: 'ada' }, /needs 'credentials'/],
    [{ id: 'a', credentials: {}, clientSecret: 's' }, /needs a 'clientId' beside 'clientSecret'/],
    [{ id: 'a', credentials: {}, password: 'p' }, /needs a 'username' beside 'password'/],
  ])('%j is a fault', (item, fault) => {
    expect(parseIdentity(item)).toMatch(fault);
  });
});
