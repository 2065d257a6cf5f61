import type { AST } from '@eslint-community/regexpp';
import { memoised } from '../../base/memoise.ts';
import type { CharacterSet, Sample } from './expression.ts';
import { charactersOf, matcherOf, VISIBLE } from './pattern-characters.ts';

type Part = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

const USUAL = Array.from(`abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-. ${VISIBLE}`);

/** Limits the characters of a sample. */
const MAX_SAMPLE = 120;

/** Limits the unusual characters among them. */
const MAX_OWN = 12;

/** Returns the characters that a part of a pattern matches. `flags` are those of the pattern. */
export function characterSet(part: Part, flags: string): CharacterSet {
  const key = `${flags} ${part.raw}`;
  const found = known.get(key) ?? newSet(key, part, flags);
  if (known.size > MAX_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

const known = new Map<string, CharacterSet>();

const MAX_KNOWN = 2000;

function newSet(key: string, part: Part, flags: string): CharacterSet {
  const has = memoised(matcherOf(part, flags));
  const own = part.type === 'Character' ? [String.fromCodePoint(part.value)] : charactersOf(part, flags);
  if (isListed(part) && !flags.includes('i') && own.length <= MAX_SAMPLE)
    return { key, has, sample: named([...new Set(own)]) };
  const all = new Set([...USUAL.filter(has), ...own.slice(0, MAX_OWN)]);
  return { key, has, sample: { characters: [...all].slice(0, MAX_SAMPLE), named: 0, isWhole: false } };
}

function named(characters: readonly string[]): Sample {
  return { characters, named: characters.length, isWhole: true };
}

/** True for characters and for classes that list their characters. */
function isListed(part: AST.ClassRangesCharacterClassElement | Part): boolean {
  if (part.type === 'CharacterClass')
    return (
      !part.negate &&
      part.elements.every(
        (element) =>
          element.type === 'Character' || element.type === 'CharacterClassRange' || isDigits(element),
      )
    );
  return part.type === 'Character' || isDigits(part);
}

function isDigits(part: AST.Node): boolean {
  return part.type === 'CharacterSet' && part.kind === 'digit' && !part.negate;
}

/** Returns the texts of a class that has longer ones than a single character, such as `[\q{ch}x]`; none for others. */
export function textsOf(
  part: AST.CharacterClass | AST.ExpressionCharacterClass,
  flags: string,
): readonly string[] {
  if (!flags.includes('v')) return [];
  const texts = charactersOf(part, flags);
  return texts.some((text) => Array.from(text).length > 1) ? texts : [];
}
