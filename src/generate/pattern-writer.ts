import type { AST } from '@eslint-community/regexpp';
import type { Random } from '../base/random.ts';
import { charactersOf, LETTERS, VISIBLE } from './pattern-characters.ts';

/** Writes a text that a part of a regular expression matches. */
export type Write = (writing: Writing) => string;

/** One text that is being written. */
export interface Writing {
  readonly random: Random;
  /** The most repetitions beyond those that are required. */
  readonly further: number;
  /** The characters that `.` is written with. */
  readonly dot: string;
  /** Whether a text begins as the lookahead before it asks for; else look-around is passed over. */
  readonly looksAround: boolean;
  /** What each group has last become, for back-references. */
  readonly groups: Map<AST.CapturingGroup, string>;
}

const FURTHER = 3;

/** Starts the text that is tried first; nearly all patterns match it. */
export function startPlain(random: Random): Writing {
  return { random, further: FURTHER, dot: LETTERS, looksAround: false, groups: new Map() };
}

/** Starts another: the later the longer, and every other time with all characters of ASCII. */
export function startAnew(random: Random, attempt: number): Writing {
  const dot = attempt % 2 === 0 ? LETTERS : VISIBLE;
  return { random, further: FURTHER + attempt, dot, looksAround: true, groups: new Map() };
}

/** Returns a writer of one of the alternatives. `flags` are those of the regular expression. */
export function writerOf(alternatives: readonly AST.Alternative[], flags: string): Write {
  const writers = alternatives.map(({ elements }) => sequenceWriter(elements, flags));
  return (writing) => (writers[writing.random.below(writers.length)] ?? nothing)(writing);
}

const nothing: Write = () => '';

function sequenceWriter(elements: readonly AST.Element[], flags: string): Write {
  const parts = elements.map((element) => ({
    write: elementWriter(element, flags),
    isAhead: element.type === 'Assertion' && element.kind === 'lookahead',
  }));
  return (writing) =>
    parts
      .map(({ write, isAhead }) => ({ text: write(writing), isAhead }))
      .reduceRight((rest, { text, isAhead }) => text + (isAhead ? rest.slice(text.length) : rest), '');
}

function elementWriter(element: AST.Element, flags: string): Write {
  switch (element.type) {
    case 'Character': {
      const character = String.fromCodePoint(element.value);
      return () => character;
    }
    case 'CharacterSet':
      return setWriter(element, flags);
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return oneOf(charactersOf(element, flags));
    case 'Group':
      return writerOf(element.alternatives, flags);
    case 'CapturingGroup':
      return groupWriter(element, flags);
    case 'Backreference': {
      const groups = [element.resolved].flat();
      return (writing) => groups.map((group) => writing.groups.get(group) ?? '').join('');
    }
    case 'Quantifier':
      return repetitionWriter(element, flags);
    case 'Assertion':
      return assertionWriter(element, flags);
  }
}

function setWriter(set: AST.CharacterSet, flags: string): Write {
  if (set.kind === 'any') return ({ random, dot }) => dot.charAt(random.below(dot.length));
  const characters = charactersOf(set, flags);
  // a property that the letter `a` has takes no number
  return set.kind === 'property' && characters.length === 1 ? () => characters.join('') : oneOf(characters);
}

function oneOf(characters: readonly string[]): Write {
  return ({ random }) => characters[random.below(characters.length)] ?? '';
}

function groupWriter(group: AST.CapturingGroup, flags: string): Write {
  const write = writerOf(group.alternatives, flags);
  return (writing) => {
    const text = write(writing);
    writing.groups.set(group, text);
    return text;
  };
}

/** More repetitions than these are not written. */
const MOST_REPETITIONS = 10_000;

function repetitionWriter({ element, min, max }: AST.Quantifier, flags: string): Write {
  const write = elementWriter(element, flags);
  const least = Math.min(min, MOST_REPETITIONS);
  return (writing) => {
    const most = min === max ? least : Math.min(max, least + writing.further);
    const count = least + writing.random.below(most - least + 1);
    return Array.from({ length: count }, () => write(writing)).join('');
  };
}

/** What a place must not have around it is left to chance. */
function assertionWriter(assertion: AST.Assertion, flags: string): Write {
  if (assertion.kind !== 'lookahead' && assertion.kind !== 'lookbehind') return nothing;
  if (assertion.negate) return nothing;
  const write = writerOf(assertion.alternatives, flags);
  return (writing) => (writing.looksAround ? write(writing) : '');
}
