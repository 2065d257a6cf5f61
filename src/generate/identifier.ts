import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import { honoured, oneOf } from '../description/resources/conventions/convention.ts';
import { IDENTIFYING, ofIdentifier } from '../description/resources/conventions/identifying-names.ts';

const NAMES = honoured(IDENTIFYING.identifier);

const NEW_EACH_TIME = ofIdentifier([...NAMES, 'key']);

const OF_DIGITS = new RegExp(`^_?(${oneOf(NAMES)})$|[a-z](Id|ID|_id)$`);

/** True for names of identifiers, which are generated anew each time, so that they differ. */
export function isIdentifier(name: string): boolean {
  return NEW_EACH_TIME.test(name);
}

/** Generates an identifier of hexadecimal digits; undefined for other names, or where there is a `format`. */
export function identifierFor({ format }: JsonObject, name: string, random: Random): string | undefined {
  if (format !== undefined || !OF_DIGITS.test(name)) return undefined;
  return Array.from({ length: 24 }, () => random.below(16).toString(16)).join('');
}
