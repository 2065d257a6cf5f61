import type { AST } from '@eslint-community/regexpp';
import type { Algebra, Expression } from './expression.ts';
import { characterSet, textsOf } from './character-set.ts';

/** How a pattern is read. */
export interface Reading {
  readonly algebra: Algebra;
  readonly flags: string;
  /** The text that each group with a back-reference has. */
  readonly captured: ReadonlyMap<AST.CapturingGroup, string>;
}

/**
 * Reads a pattern as the expression of all texts in which it is found. Look-behind and word boundaries are passed over, so
 * that the texts have to be tested.
 */
export function expressionOf(reading: Reading, pattern: AST.Pattern): Expression {
  const { algebra } = reading;
  const fromStart = choice(reading, pattern.alternatives, { rest: algebra.all, isStart: true });
  const later = choice(reading, pattern.alternatives, { rest: algebra.all, isStart: false });
  return algebra.either([fromStart, algebra.sequence(anything(algebra), later)]);
}

/** Reads the alternatives of a group alone. */
export function groupExpression(reading: Reading, group: AST.CapturingGroup): Expression {
  return choice(reading, group.alternatives, { rest: reading.algebra.empty, isStart: false });
}

/** What surrounds a part: the expression that follows it, and whether it stands at the start of the text. */
interface Place {
  readonly rest: Expression;
  readonly isStart: boolean;
}

/** Every text of one character or more. */
function anything(algebra: Algebra): Expression {
  return algebra.sequence(
    algebra.one({
      key: 'any',
      has: () => true,
      sample: { characters: ['x', 'a', '1', 'B'], named: 0, isWhole: false },
    }),
    algebra.all,
  );
}

function choice(reading: Reading, alternatives: readonly AST.Alternative[], place: Place): Expression {
  return reading.algebra.either(alternatives.map(({ elements }) => sequence(reading, elements, place)));
}

function sequence(reading: Reading, elements: readonly AST.Element[], { rest, isStart }: Place): Expression {
  const firstTaking = elements.findIndex(({ type }) => type !== 'Assertion');
  const lastAtStart = firstTaking === -1 ? elements.length : firstTaking;
  return elements.reduceRight<Expression>(
    (after, element, index) =>
      read(reading, element, { rest: after, isStart: isStart && index <= lastAtStart }),
    rest,
  );
}

function read(reading: Reading, element: AST.Element, place: Place): Expression {
  const { algebra, flags, captured } = reading;
  const followed = (first: Expression) => algebra.sequence(first, place.rest);
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
      return followed(algebra.one(characterSet(element, flags)));
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const texts = textsOf(element, flags);
      if (texts.length === 0) return followed(algebra.one(characterSet(element, flags)));
      return followed(algebra.either(texts.map((text) => literal(algebra, text))));
    }
    case 'Group':
      return choice(reading, element.alternatives, place);
    case 'CapturingGroup': {
      const text = captured.get(element);
      return text === undefined
        ? choice(reading, element.alternatives, place)
        : followed(literal(algebra, text));
    }
    case 'Backreference': {
      const text = [element.resolved].flat().map((group) => captured.get(group) ?? '');
      return followed(literal(algebra, text.join('')));
    }
    case 'Quantifier':
      return repetition(reading, element, place);
    case 'Assertion':
      return assertion(reading, element, place);
  }
}

/** Returns the expression of one text. */
export function literal(algebra: Algebra, text: string): Expression {
  return Array.from(text).reduceRight<Expression>((rest, character) => {
    const set = {
      key: `=${character}`,
      has: (other: string) => other === character,
      sample: { characters: [character], named: 1, isWhole: true },
    };
    return algebra.sequence(algebra.one(set), rest);
  }, algebra.empty);
}

function repetition(reading: Reading, quantifier: AST.Quantifier, place: Place): Expression {
  const { algebra } = reading;
  const { element, min, max } = quantifier;
  const alone = read(reading, element, { rest: algebra.empty, isStart: place.isStart && max === 1 });
  const looksAhead = /\(\?[=!]/.test(element.raw);
  if (!looksAhead || alone.takesEmpty || alone === algebra.none)
    return algebra.sequence(algebra.repeat(alone, min, max), place.rest);
  return loop(reading, quantifier, { min, max, rest: place.rest, alone });
}

/** Repeats a part that looks beyond its own end, so that what follows has to be known each time. */
function loop(
  reading: Reading,
  quantifier: AST.Quantifier,
  round: {
    readonly min: number;
    readonly max: number;
    readonly rest: Expression;
    readonly alone: Expression;
  },
): Expression {
  const { algebra } = reading;
  const { min, max, rest, alone } = round;
  if (max < 1) return rest;
  const facts = {
    takesEmpty: min === 0 && rest.takesEmpty,
    shortest: min * alone.shortest + rest.shortest,
    longest: Infinity,
  };
  return algebra.later(`${quantifier.raw} ${quantifier.start} ${min} ${max} ${rest.id}`, facts, () => {
    const others = loop(reading, quantifier, { ...round, min: Math.max(0, min - 1), max: max - 1 });
    const again = read(reading, quantifier.element, { rest: others, isStart: false });
    return min === 0 ? algebra.either([rest, again]) : again;
  });
}

function assertion(reading: Reading, element: AST.Assertion, { rest, isStart }: Place): Expression {
  const { algebra } = reading;
  switch (element.kind) {
    case 'start':
      return isStart ? rest : algebra.none;
    case 'end':
      return rest.takesEmpty ? algebra.empty : algebra.none;
    case 'lookahead': {
      const ahead = choice(reading, element.alternatives, { rest: algebra.all, isStart });
      return algebra.both([element.negate ? algebra.not(ahead) : ahead, rest]);
    }
    case 'lookbehind':
    case 'word':
      return rest;
  }
}
