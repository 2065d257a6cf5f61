import { expect, test } from '@jest/globals';
import { otherTexts } from '../../../../src/contract/plan/requests/unique-values.ts';
import { edgeValuesOf } from '../../../../src/contract/plan/values/boundary-values.ts';
import { formedText } from '../../../../src/contract/plan/values/formed-text.ts';

test.each([
  ['example.org.', 'example', '.org.'],
  ['report.pdf', 'report', '.pdf'],
  ['Who is there?', 'Who is there', '?'],
  ['a (b)', 'a (b', ')'],
])('%s has an end that stays', (text, first, rest) => {
  expect(formedText(text)).toEqual({ first, rest });
});

test.each(['linen iris', 'word', '1.2.3', 'Zoë'])('%s has none', (text) => {
  expect(formedText(text)).toBeUndefined();
});

test('another text of its kind keeps the end', () => {
  expect(otherTexts('example.org.', 'sd1')[0]).toBe('example-sd1.org.');
});

test('texts of other lengths keep the end as long as it fits', () => {
  const edges = edgeValuesOf({ type: 'string', minLength: 3, maxLength: 20 }, 'example.org.', 'zone');
  const textsOf = (rule: string) => edges.find((edge) => edge.rule === rule)?.replacements ?? [];
  expect(textsOf('maxLength')[0]).toMatch(/^\w{15}\.org\.$/);
  expect(textsOf('minLength')[0]).toMatch(/^\w{2}\.$/);
});
