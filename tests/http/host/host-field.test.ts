import { describe, expect, test } from '@jest/globals';
import { hostFault } from '../../../src/http/host/host-field.ts';

describe('a Host field', () => {
  test.each([
    [undefined],
    [''],
    ['localhost'],
    ['localhost:3000'],
    ['api.example.com.'],
    ['127.0.0.1:80'],
    ['[::1]:8080'],
    ['under_score.example'],
    ['b%C3%BCcher.example'],
    ['example.com:'],
    [['one.example']],
  ])('%j is well-formed', (host) => {
    expect(hostFault({ host })).toBeUndefined();
  });

  test.each([
    ['a b'],
    ['user@example.com'],
    ['example.com/path'],
    ['example.com:port'],
    ['example.com:123456'],
    ['a, b'],
    ['[::1'],
    ['::1'],
    ['100%'],
    ['bücher.example'],
    ['<script>'],
  ])('%j is malformed', (host) => {
    expect(hostFault({ host })).toContain(JSON.stringify(host));
  });

  test('given twice is malformed, even with one value', () => {
    expect(hostFault({ host: ['a', 'a'] })).toBe('Host must be given once, not 2 times');
  });
});
