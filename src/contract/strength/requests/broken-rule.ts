import { parsePointer } from '../../../base/json-pointer.ts';
import type { MessagePart, Violation } from '../../../validation/violation.ts';
import type { Way } from '../bodies/place.ts';
import type { OperatorName } from '../model/operators.ts';

/** A rule of requests that a server does not look at: a kind of rule, and the place of the values that it speaks of. */
export interface BrokenRule {
  readonly operator: OperatorName;
  readonly where: MessagePart;
  readonly way: Way;
}

/** The keywords that combine schemas: what they say is said by other violations, too. */
const COMBINING = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'discriminator']);

/** The kinds of rules, by their keywords. */
const KINDS: Readonly<Record<string, OperatorName>> = {
  required: 'missing-taken',
  type: 'type-taken',
  enum: 'enum-taken',
  const: 'enum-taken',
  format: 'format-taken',
  pattern: 'pattern-taken',
  additionalProperties: 'unknown-taken',
  unevaluatedProperties: 'unknown-taken',
  json: 'malformed-taken',
  contentType: 'content-type-taken',
  minimum: 'bound-taken',
  maximum: 'bound-taken',
  exclusiveMinimum: 'bound-taken',
  exclusiveMaximum: 'bound-taken',
  multipleOf: 'bound-taken',
  minLength: 'bound-taken',
  maxLength: 'bound-taken',
  minItems: 'bound-taken',
  maxItems: 'bound-taken',
  uniqueItems: 'bound-taken',
  minProperties: 'bound-taken',
  maxProperties: 'bound-taken',
};

/** True where a request breaks this rule, and nothing else. */
export function breaksOnly(violations: readonly Violation[], rule: BrokenRule): boolean {
  const told = violations.filter(({ keyword }) => !COMBINING.has(keyword));
  const others = violations.filter(({ keyword }) => COMBINING.has(keyword));
  const isThere = (one: Violation) => one.where === rule.where && isAt(placeOf(one), rule.way);
  const isAround = ({ where, pointer }: Violation) =>
    where === rule.where && isAt(parsePointer(pointer), rule.way.slice(0, parsePointer(pointer).length));
  if (told.length === 0 || !told.every(isThere) || !others.every(isAround)) return false;
  const kinds = new Set(told.map(({ keyword }) => KINDS[keyword]));
  if (rule.operator === 'type-taken') return kinds.has('type-taken');
  kinds.delete('type-taken'); // a value that may have several types has none of the others then
  return kinds.size === 1 && kinds.has(rule.operator);
}

/** Returns the place that a violation is about: of a missing member, its own. */
function placeOf({ pointer, keyword, params }: Violation): readonly string[] {
  const { missingProperty } = params;
  const path = parsePointer(pointer);
  return keyword === 'required' && typeof missingProperty === 'string' ? [...path, missingProperty] : path;
}

function isAt(path: readonly string[], way: Way): boolean {
  return (
    path.length === way.length &&
    way.every((token, index) => {
      const name = path[index] ?? '';
      return typeof token === 'string' ? token === name : !token.except.has(name);
    })
  );
}
