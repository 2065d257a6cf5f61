import { describe, expect, test } from '@jest/globals';
import { evaluate, readConditions } from '../../../src/mock/behaviour/preconditions.ts';

const YEAR = Date.UTC(2025, 0, 1);
const current = { tags: ['a'], lastModified: YEAR };
const EARLIER = 'Tue, 31 Dec 2024 00:00:00 GMT';
const SAME = 'Wed, 01 Jan 2025 00:00:00 GMT';

function outcome(headers: Readonly<Record<string, string>>, isRead: boolean, representation = current) {
  const conditions = readConditions(headers);
  return conditions && evaluate(conditions, representation, isRead);
}

describe('the conditions of a read', () => {
  test.each([
    ['If-None-Match with the version', { 'if-none-match': '"a"' }, 'notModified'],
    ['If-None-Match with it among others', { 'if-none-match': '"b", W/"a"' }, 'notModified'],
    ['If-None-Match with any', { 'if-none-match': '*' }, 'notModified'],
    ['If-None-Match with another', { 'if-none-match': '"b"' }, 'holds'],
    [
      'If-None-Match before If-Modified-Since',
      { 'if-none-match': '"b"', 'if-modified-since': SAME },
      'holds',
    ],
    ['If-Modified-Since with its date', { 'if-modified-since': SAME }, 'notModified'],
    ['If-Modified-Since with an earlier date', { 'if-modified-since': EARLIER }, 'holds'],
    ['If-Modified-Since with no date', { 'if-modified-since': 'yesterday' }, 'holds'],
    ['If-Match with another', { 'if-match': '"b"' }, 'failed'],
    ['If-Match before If-None-Match', { 'if-match': '"b"', 'if-none-match': '"a"' }, 'failed'],
    [
      'If-Match, which holds, and then If-None-Match',
      { 'if-match': '"a"', 'if-none-match': '"a"' },
      'notModified',
    ],
  ])('%s: %j is %s', (_, headers, expected) => {
    expect(outcome(headers, true)).toBe(expected);
  });
});

describe('the conditions of a change', () => {
  test.each([
    ['If-Match with the version', { 'if-match': '"a"' }, 'holds'],
    ['If-Match with the version without quotes', { 'if-match': 'a' }, 'holds'],
    ['If-Match with any', { 'if-match': '*' }, 'holds'],
    ['If-Match with a weak tag', { 'if-match': 'W/"a"' }, 'failed'],
    ['If-Match with another', { 'if-match': '"b", "c"' }, 'failed'],
    ['If-None-Match with any', { 'if-none-match': '*' }, 'failed'],
    ['If-None-Match with the version', { 'if-none-match': '"a"' }, 'failed'],
    ['If-None-Match with another', { 'if-none-match': '"b"' }, 'holds'],
    ['If-Unmodified-Since with its date', { 'if-unmodified-since': SAME }, 'holds'],
    ['If-Unmodified-Since with an earlier date', { 'if-unmodified-since': EARLIER }, 'failed'],
    ['If-Match before If-Unmodified-Since', { 'if-match': '"a"', 'if-unmodified-since': EARLIER }, 'holds'],
    ['If-Modified-Since, which is about reads', { 'if-modified-since': SAME }, 'holds'],
  ])('%s: %j is %s', (_, headers, expected) => {
    expect(outcome(headers, false)).toBe(expected);
  });

  test('hold or fail where nothing is there', () => {
    const at = (headers: Readonly<Record<string, string>>) => {
      const conditions = readConditions(headers);
      return conditions && evaluate(conditions, undefined, false);
    };
    expect([at({ 'if-match': '*' }), at({ 'if-none-match': '*' })]).toEqual(['failed', 'holds']);
  });
});

test('a request without such fields has no conditions', () => {
  expect(readConditions({ accept: '*/*' })).toBeUndefined();
});
