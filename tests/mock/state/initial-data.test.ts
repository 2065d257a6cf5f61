import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { FixtureError } from '../../../src/mock/state/initial-data.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { definedSchemaFaults } from '../../../src/mock/server/fixtures/check-fixtures.ts';
import { toInitialData } from '../../../src/mock/choose/prepare-fixtures.ts';
import { loadFixturesSync } from '../../../src/mock/server/fixtures/load-fixtures.ts';
import { rocketchat } from '../../../src/bundled/rocketchat/index.ts';
import { livehelpnow } from '../../../src/bundled/livehelpnow/index.ts';
import { ask } from '../ask.ts';
import { describeThings, mockThings } from '../things.ts';

describe('fixtures', () => {
  test('that are invalid are refused at start, with all faults at once', () => {
    const start = () =>
      mockThings({
        fixtures: {
          things: [{ id: 'a' }, { id: 'a' }, { name: 'x' }, 'text'],
          others: [{ id: null }],
          identities: [{ roles: [] }, { id: 'u' }],
        },
      });
    expect(start).toThrow(FixtureError);
    for (const fault of [
      /things \/1.*same identifier/,
      /things \/2/,
      /things \/3/,
      /others \/0/,
      /identity needs an 'id'/,
      /identity u/,
    ]) {
      expect(start).toThrow(fault);
    }
  });

  test('are not changed by requests or by later changes of the given object', async () => {
    const things = [{ id: 'a', name: 'A', tags: ['x'] }];
    const app = mockThings({ fixtures: { things } });
    await ask(app, { method: 'DELETE', target: '/things/a' });
    const [first] = things;
    first?.tags.push('y');
    expect(things).toEqual([{ id: 'a', name: 'A', tags: ['x', 'y'] }]);
    await app.reset();
    expect((await ask(app, { target: '/things' })).body).toEqual([{ id: 'a', name: 'A', tags: ['x'] }]);
  });

  test('are found by their identifying member', () => {
    const { keys } = toInitialData(
      {
        a: [{ _id: 1 }],
        b: [{ id: 1, name: '' }],
        orders: [{ order_id: 1, x: 2 }],
        users: [{ userId: 1 }],
        none: [],
      },
      { collections: { b: { key: 'name' }, empty: { key: 'code' } } },
      1,
    );
    expect(Object.fromEntries(keys)).toMatchObject({
      a: '_id',
      b: 'name',
      orders: 'order_id',
      users: 'userId',
      empty: 'code',
    });
  });

  test('that break the description are all listed with their pointers', () => {
    const faults = definedSchemaFaults(
      { things: [{ id: 'a', name: 'A' }, { id: 'b' }, { id: 'c', name: 'C', size: 'big' }], others: [{}] },
      describeThings(),
      { collections: { things: { schema: 'Thing' }, others: {} } },
    );
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^things \/1: .*'name'.*\/components\/schemas\/Thing\/required/);
    expect(faults[1]).toMatch(
      /^things \/2\/size: must be integer .*\/components\/schemas\/Thing\/properties\/size/,
    );
  });

  test.each([
    ['rocketchat', rocketchat],
    ['livehelpnow', livehelpnow],
  ])('of the bundled %s fit its description', (name, behaviours) => {
    const fixtures = loadFixturesSync(new URL(`../../../fixtures/${name}/`, import.meta.url));
    expect(Object.keys(fixtures)).toEqual(expect.arrayContaining(Object.keys(behaviours.collections ?? {})));
    expect(definedSchemaFaults(fixtures, loadDescriptionSync(name), behaviours)).toEqual([]);
  });

  test('can be used with one description only, which the error says', () => {
    expect(() => createMock({ fixtures: {} })).toThrow(/single description/);
  });
});
