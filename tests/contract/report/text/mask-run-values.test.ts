import { describe, expect, test } from '@jest/globals';
import { maskRunValues } from '../../../../src/contract/report/text/mask-run-values.ts';

const now = new Date('2026-03-04T05:06:07Z');

function written(text: string, sent = ''): string {
  return maskRunValues(text, { sent, now });
}

describe('a text that two runs say alike', () => {
  test.each([
    ['{"at":"2026-03-04T05:00:00.123Z"}', '{"at":"{time}"}'],
    ['{"at":"2026-03-04T07:00:00+02:00"}', '{"at":"{time}"}'],
    ['{"at":1772600000,"ms":1772600000123}', '{"at":{time},"ms":{time}}'],
    ['request 0d9f6a52-7c1b-4c58-9a5e-0f6d1c2b3a49 failed', 'request {uuid} failed'],
    ['trace 4bf92f3577b34da6a3ce929d0e0e4736', 'trace {hex}'],
  ])('has present times and random identifiers by their kind: %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  test.each([
    '{"at":"2024-01-01T00:00:00Z","until":"2035-06-01T00:00:00Z"}',
    '{"count":1234567890,"name":"deadbeef"}',
    'body /name must be string: found 12',
  ])('keeps what is no such thing: %s', (text) => {
    expect(written(text)).toBe(text);
  });

  test('keeps what was sent', () => {
    const id = '0d9f6a52-7c1b-4c58-9a5e-0f6d1c2b3a49';
    expect(written(`{"id":"${id}"}`, `/things/${id}`)).toBe(`{"id":"${id}"}`);
  });
});
