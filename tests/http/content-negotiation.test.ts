import { describe, expect, test } from '@jest/globals';
import { negotiate } from '../../src/http/content-negotiation.ts';

describe('negotiation', () => {
  const offered = ['application/json', 'text/html', 'text/plain'];

  test.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'text/html'],
    ['TEXT/HTML', 'text/html'],
    ['text/*', 'text/html'],
    ['image/png', undefined],
    ['image/*, text/plain', 'text/plain'],
    ['text/html;q=0.5, text/plain;q=0.6', 'text/plain'],
    ['text/html;q=0.5,text/plain;q=0.5', 'text/html'],
    ['text/html ; q=0.5 , text/plain', 'text/plain'],
    ['text/plain;Q=0.1, text/html;q=0.01', 'text/plain'],
    ['*/*;q=0.1, text/plain', 'text/plain'],
  ])('with Accept %j chooses %s', (accept, expected) => {
    expect(negotiate(accept, offered)).toBe(expected);
  });

  test.each([
    ['text/*;q=0.5, text/html;q=0', 'text/plain'],
    ['text/html;q=0, */*', 'application/json'],
    ['application/json;q=0, text/html;q=0, */*', 'text/plain'],
    ['*/*;q=0, text/plain', 'text/plain'],
    ['*/*;q=0', undefined],
    ['application/*;q=0, text/*;q=0', undefined],
    ['text/plain, text/plain;q=0', 'text/plain'],
  ])('applies the most specific range, including a quality of 0: %j chooses %s', (accept, expected) => {
    expect(negotiate(accept, offered)).toBe(expected);
  });

  /** RFC 9110, section 12.5.1. */
  test('weighs parameters as the example of RFC 9110 does', () => {
    const accept =
      'text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5';
    expect(negotiate(accept, ['text/plain;format=flowed', 'text/plain'])).toBe('text/plain;format=flowed');
    expect(negotiate(accept, ['image/jpeg', 'text/plain'])).toBe('text/plain');
    expect(negotiate(accept, ['text/plain;format=fixed', 'image/jpeg'])).toBe('image/jpeg');
    expect(negotiate(accept, ['text/html', 'text/plain;format=fixed'])).toBe('text/plain;format=fixed');
  });

  test.each([
    ['q=2', 'text/html'],
    ['q=-1', undefined],
    ['q=x', undefined],
    ['q=0.000', undefined],
    ['q=0.001', 'text/html'],
    ['q="1"', 'text/html'],
  ])('with the weight %s chooses %s', (weight, expected) => {
    expect(negotiate(`text/html;${weight}`, offered)).toBe(expected);
  });

  test('ignores commas within quotes, and skips what is not a media range', () => {
    expect(negotiate('text/html;a="x, text/plain", application/json;q=0.1', offered)).toBe(
      'application/json',
    );
    expect(negotiate('nonsense, /, text/, text/plain;q=0.1', offered)).toBe('text/plain');
  });

  test('matches a described range that contains the accepted type', () => {
    expect(negotiate('image/png', ['application/json', 'image/*'])).toBe('image/*');
    expect(negotiate('application/json', ['*/*'])).toBe('*/*');
    expect(negotiate('text/plain', ['image/*'])).toBeUndefined();
  });
});
