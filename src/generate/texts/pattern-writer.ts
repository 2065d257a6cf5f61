import type { AST } from '@eslint-community/regexpp';
import type { Random } from '../../base/random.ts';
import { charactersOf, LETTERS, VISIBLE } from './pattern-characters.ts';

/** Writes a text that a part of a regular expression matches. */
export type Write = (writing: Writing) => string;

/** The state of a text that is being written. */
export interface Writing {
  readonly random: Random;
  /** Limits repetitions beyond those that the pattern requires. */
  readonly maxExtra: number;
  /** The characters to choose from for `.`. */
  readonly dot: string;
  /** Whether a text begins as the lookahead before it requires; otherwise look-around is ignored. */
  readonly looksAround: boolean;
  /** The last text of each group, for back-references. */
  readonly groups: Map<AST.CapturingGroup, string>;
}

const MAX_EXTRA = 3;

/** Starts the first text, which nearly all patterns match. */
export function startPlain(random: Random): Writing {
  return { random, maxExtra: MAX_EXTRA, dot: LETTERS, looksAround: false, groups: new Map() };
}

/** Starts a further text: longer with each attempt, and with all of ASCII for `.` in every other one. */
export function startAnew(random: Random, attempt: number): Writing {
  const dot = attempt % 2 === 0 ? LETTERS : VISIBLE;
  return { random, maxExtra: MAX_EXTRA + attempt, dot, looksAround: true, groups: new Map() };
}

/** Returns the writer of a choice between alternatives. `flags` are those of the regular expression. */
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
  // a single character takes nothing from `random`
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

/** Limits the repetitions that a pattern requires. */
const MAX_REPETITIONS = 10_000;

function repetitionWriter({ element, min, max }: AST.Quantifier, flags: string): Write {
  const write = elementWriter(element, flags);
  const least = Math.min(min, MAX_REPETITIONS);
  return (writing) => {
    const most = min === max ? least : Math.min(max, least + writing.maxExtra);
    const count = least + writing.random.below(most - least + 1);
    let text = '';
    for (let written = 0; written < count; written += 1) text += write(writing);
    return text;
  };
}

/** Writes what positive look-around requires; everything else is left to chance. */
function assertionWriter(assertion: AST.Assertion, flags: string): Write {
  if (assertion.kind !== 'lookahead' && assertion.kind !== 'lookbehind') return nothing;
  if (assertion.negate) return nothing;
  const write = writerOf(assertion.alternatives, flags);
  return (writing) => (writing.looksAround ? write(writing) : '');
}
