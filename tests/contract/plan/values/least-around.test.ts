import { expect, test } from '@jest/globals';
import { leastAround } from '../../../../src/contract/plan/values/least-around.ts';

const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    note: { type: 'string' },
    owner: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer' }, mail: { type: 'string' }, phone: { type: 'string' } },
    },
    tags: { type: 'array', items: { type: 'object', properties: { word: {}, weight: {} } } },
  },
};
const value = {
  name: 'one',
  note: 'two',
  owner: { id: 3, mail: 'four', phone: 'five' },
  tags: [
    { word: 'six', weight: 7 },
    { word: 'eight', weight: 9 },
  ],
};

test.each([
  [['note'], { name: 'one', note: 'two' }],
  [['name'], { name: 'one' }],
  [['owner', 'mail'], { name: 'one', owner: { id: 3, mail: 'four' } }],
  [['owner'], { name: 'one', owner: value.owner }],
  [['tags', '0', 'word'], { name: 'one', tags: [{ word: 'six' }] }],
  [[], value],
])('of a body, only the way to /%j is there beside what is required', (path, expected) => {
  expect(leastAround({}, schema, value, path)).toEqual(expected);
});

test('what has branches stays as it is, since what they require is not known', () => {
  const choice = { ...schema, oneOf: [{ required: ['note'] }] };
  expect(leastAround({}, choice, value, ['name'])).toEqual(value);
});

test('a map keeps its entries, since few servers take an empty one', () => {
  const map = {
    type: 'object',
    required: ['labels'],
    properties: {
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      at: { type: 'string' },
    },
  };
  const labelled = { labels: { a: 'b' }, at: 'now' };
  expect(leastAround({}, map, labelled, ['at'])).toEqual(labelled);
  expect(leastAround({}, map, { ...labelled, at: 'then' }, ['labels', 'a'])).toEqual({ labels: { a: 'b' } });
});
