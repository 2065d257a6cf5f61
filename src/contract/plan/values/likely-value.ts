import { stringMember } from '../../../base/json.ts';
import { expected, oneOf } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import type { Suggest } from '../../../generate/suggest.ts';

/** Where a value goes: what is asked for has been, what is made is still to come. */
type Purpose = 'parameter' | 'body';

const START = /^(start|begin|from|since|after|valid_?from|effective|opens?|activ)/i;

const END =
  /^(end|until|till|to|before|valid_?(until|to|through)|expir|deadline|due|closes?)(?![a-z])|^(end|expir|due)/i;

const NAME = new RegExp(`(${oneOf(expected(IDENTIFYING.word))})s?$`, 'i');

const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'harbor', 'iris', 'kelp'];

/** Whether a member is an end of a span of time: what stands for it where it is missing is seldom said. */
export function isEndOfSpan(name: string, value: unknown): boolean {
  const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
  return isTime && (START.test(name) || END.test(name));
}

const BOUND = /(^|[a-z_.-])(min|max|lower|upper|least|most|above|below|[gl]te?)(imum)?([_.A-Z-]|$)/;

/** Whether a value of that name has to fit another one: the ends of a span, the bounds of a range. */
export function isSpan(name: string): boolean {
  return START.test(name) || END.test(name) || BOUND.test(name) || /(from|to|start|end)$/i.test(name);
}

/**
 * Values that servers take, where a schema says less than they ask for: a span of time ends after its start, and, in
 * what is made, not in the past; names are a word without spaces. `name` is the parameter's, if the value is one.
 */
export function likelyValue(purpose: Purpose, name: string): Suggest {
  return (member, schema, random) => {
    const called = member === '' ? name : member;
    const format = stringMember(schema, 'format');
    if (format === 'date-time' || format === 'date') {
      const year = yearOf(called, purpose);
      const day = `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
      if (year === undefined) return undefined;
      return format === 'date' ? day : `${day}T${two(random.below(24))}:${two(random.below(60))}:00Z`;
    }
    if (PASSWORD.test(called) && (format === undefined || format === 'password'))
      return `Aa1!${randomDigits(random)}`;
    const isText = schema['type'] === 'string' && format === undefined;
    return isText && NAME.test(called) ? WORDS[random.below(WORDS.length)] : undefined;
  };
}

/** Passwords that servers take have a capital and a small letter, a digit and a sign. */
const PASSWORD = /passw(or)?d$/i;

function randomDigits(random: Parameters<Suggest>[2]): string {
  return String(100_000 + random.below(900_000));
}

/**
 * In order, whatever the day. Of what is to come: a year is left between them for times that a bound asks for, and 32
 * bits of seconds are not over.
 */
function yearOf(name: string, purpose: Purpose): number | undefined {
  if (END.test(name)) return purpose === 'body' ? 2037 : 2025;
  if (START.test(name)) return purpose === 'body' ? 2035 : 2024;
  return undefined;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
