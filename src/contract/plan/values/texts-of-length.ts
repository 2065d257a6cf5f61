import { hashOf } from '../../../base/random.ts';
import { formedText } from './formed-text.ts';

/** What passwords mostly have to have: a capital and a small letter, a digit and a sign. */
const STRONG = 'Aa1!';

/** A text that no other place has, as far as its length allows. */
export function textOf(length: number, name: string): string {
  const letters = hashOf(name).toString(36).split('').toReversed().join('');
  if (/passw/i.test(name) && length >= STRONG.length) {
    return `${STRONG}${textOf(length - STRONG.length, '')}`;
  }
  return letters.padEnd(length, 'abcdefghij').slice(0, length);
}

/** A text of the length with the end that the value has, where it seems to have a form. */
export function inForm(value: string, length: number, name: string): readonly string[] {
  const { rest = '' } = formedText(value) ?? {};
  const sign = /[^\p{L}\p{N}]$/u.exec(rest)?.[0] ?? '';
  return [rest, sign]
    .filter((end) => end !== '' && Array.from(end).length < length)
    .map((end) => textOf(length - Array.from(end).length, name) + end);
}

/** The same text, longer or shorter: some of that may keep to format and pattern. */
export function stretched(value: string, length: number): readonly string[] {
  const known = Array.from(value);
  const missing = length - known.length;
  if (missing < 0) return [known.slice(0, length).join(''), known.slice(-length).join('')];
  const repeat = (one: string) => one.repeat(missing);
  return [
    value + repeat(known.at(-1) ?? 'x'),
    value.replace(/^[^@]*(?=@)/, (local) => local + repeat('x')),
    repeat(known[0] ?? 'x') + value,
    value + repeat('x'),
    ...known.map((one, index) => [...known.slice(0, index), repeat(one), ...known.slice(index)].join('')),
  ];
}
