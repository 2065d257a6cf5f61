import { describe, expect, test } from '@jest/globals';
import { fitsPattern, mayFitPattern } from '../../../../src/contract/plan/spread/case-pattern.ts';

const id = 'pets/makePet/type/body/name.first';

const fitting = [
  id,
  'pets/makePet/',
  'pets/makePet*',
  '*',
  'pets/*/body/name.first',
  '*/name.first',
  'pets/*/type/*/',
  'pets/*/type/b*',
];

const others = [
  'pets/makePet',
  'pets/makePet/type/body/name',
  'makePet/',
  'pets/*/body/name',
  'pets/*/body/nameXfirst',
  'pets/*/body/name/',
  '',
];

describe('a pattern for case ids', () => {
  test.each(fitting)('fits an id: %s', (pattern) => {
    expect(fitsPattern({ id }, pattern)).toBe(true);
  });

  test.each(others)('fits no other id: %s', (pattern) => {
    expect(fitsPattern({ id }, pattern)).toBe(false);
  });

  test('is taken literally first, as media types in ids have stars', () => {
    expect(fitsPattern({ id: 'pets/makePet/accept/*/*' }, 'pets/makePet/accept/*/*')).toBe(true);
  });

  test.each(fitting)('may fit the cases of the operation: %s', (pattern) => {
    expect(mayFitPattern('pets/makePet/', pattern)).toBe(true);
  });

  test.each(['pets/getPet/', 'pets/makePet', 'pets/makePets/', 'toys/*', 'pets/getPet/*/body'])(
    'may not fit the cases of another operation: %s',
    (pattern) => {
      expect(mayFitPattern('pets/makePet/', pattern)).toBe(false);
    },
  );
});
