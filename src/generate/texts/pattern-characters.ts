import type { AST } from '@eslint-community/regexpp';

const DIGITS = '0123456789';

export const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const WORD = `${LETTERS}${LETTERS.toUpperCase()}${DIGITS}_`;

/** The printable characters of ASCII, without the space. */
export const VISIBLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');

/** A part of a regular expression that matches one of several characters. */
type Choice = AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

type ClassPart = AST.CharacterClassElement | AST.ClassIntersection | AST.ClassSubtraction;

/**
 * Returns characters that a class or an escape such as `\d` matches, or the texts of `\q{abc}`. Duplicates are chosen
 * more often. `flags` are those of the regular expression.
 */
export function charactersOf(choice: Choice, flags: string): readonly string[] {
  if (choice.type !== 'CharacterClass') return partsOf(choice, flags);
  if (choice.negate) return fitting(choice, flags);
  const takesLetters = choice.elements.some(isProperty) && matcherOf(choice, flags)('a');
  return choice.elements.flatMap((part) => (takesLetters && isProperty(part) ? ['a'] : partsOf(part, flags)));
}

function isProperty(part: AST.CharacterClassElement): boolean {
  return part.type === 'CharacterSet' && part.kind === 'property';
}

function partsOf(part: ClassPart | AST.AnyCharacterSet, flags: string): readonly string[] {
  switch (part.type) {
    case 'Character':
      return [String.fromCodePoint(part.value)];
    case 'CharacterClassRange':
      return range(part.min.value, part.max.value);
    case 'CharacterSet':
      return setOf(part, flags);
    case 'CharacterClass':
      return charactersOf(part, flags);
    case 'ExpressionCharacterClass':
      return fitting(part, flags, part.negate ? [] : partsOf(part.expression, flags));
    case 'ClassIntersection':
    case 'ClassSubtraction':
      return [...partsOf(part.left, flags), ...partsOf(part.right, flags)];
    case 'ClassStringDisjunction':
      return part.alternatives.map(({ elements }) => elements.flatMap((one) => partsOf(one, flags)).join(''));
  }
}

/** Limits the characters of a range. */
const MAX_RANGE = 512;

function range(first: number, last: number): readonly string[] {
  const length = Math.min(last - first + 1, MAX_RANGE);
  return Array.from({ length }, (_, index) => String.fromCodePoint(first + index));
}

function setOf(set: AST.CharacterSet, flags: string): readonly string[] {
  switch (set.kind) {
    case 'any':
      return Array.from(LETTERS);
    case 'digit':
      return Array.from(set.negate ? LETTERS : DIGITS);
    case 'word':
      return Array.from(set.negate ? '-.!' : WORD);
    case 'space':
      return Array.from(set.negate ? LETTERS : ' ');
    case 'property':
      return matcherOf(set, flags)('a') ? ['a'] : fitting(set, flags);
  }
}

/** The characters of ASCII; letters, digits and `_` twice. */
const COMMON = Array.from(`${WORD}${VISIBLE}`);

/** Returns the candidates that match, or else common characters, or else the first ones of Unicode. */
function fitting(part: AST.Node, flags: string, candidates: readonly string[] = []): readonly string[] {
  const fits = matcherOf(part, flags);
  return (
    [candidates, COMMON].map((list) => list.filter(fits)).find((list) => list.length > 0) ?? firstOf(fits)
  );
}

/** Limits the characters that are searched for in all of Unicode. */
const MAX_FOUND = 32;

/** Ends the search: later planes hold rare ideographs only. */
const LAST_CODE_POINT = 0x1_ffff;

function firstOf(fits: (text: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (let code = 0x20; code <= LAST_CODE_POINT && found.length < MAX_FOUND; code += 1) {
    const isUnwanted = (code >= 0xd800 && code <= 0xdfff) || (code >= 0x7f && code <= 0xa0);
    const character = String.fromCodePoint(code);
    if (!isUnwanted && fits(character)) found.push(character);
  }
  return found;
}

/** Returns a test of a part alone. Parts that this version of JavaScript cannot read match nothing. */
export function matcherOf({ raw }: AST.Node, flags: string): (text: string) => boolean {
  try {
    const whole = new RegExp(`^(?:${raw})$`, flags);
    return (text) => whole.test(text);
  } catch {
    return () => false;
  }
}
