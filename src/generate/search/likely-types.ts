import { typesOf } from '../views/contradiction.ts';
import { TYPES, type Type } from '../views/json-type.ts';
import type { Rule } from '../views/rule.ts';
import { inTurn, type SearchContext } from './search-context.ts';

/** The keywords that speak of one type only. */
const IMPLIED: Readonly<Record<string, Type>> = {
  properties: 'object',
  required: 'object',
  additionalProperties: 'object',
  patternProperties: 'object',
  propertyNames: 'object',
  minProperties: 'object',
  dependentRequired: 'object',
  items: 'array',
  prefixItems: 'array',
  contains: 'array',
  minItems: 'array',
  pattern: 'string',
  format: 'string',
  minLength: 'string',
  maxLength: 'string',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
};

/** Returns the allowed types, in the order in which they are tried: first what keywords imply, and `null` last, but where it ends a circle. */
export function likelyTypes(
  context: SearchContext,
  rules: readonly Rule[],
  isCircular: boolean,
): readonly Type[] {
  const allowed = typesOf(rules);
  const isNamed = allowed.length < TYPES.length;
  const implied = isNamed
    ? []
    : rules.flatMap((rule) => Object.keys(rule).flatMap((name) => IMPLIED[name] ?? []));
  const others = isNamed ? inTurn(context, allowed) : allowed;
  const order = [...new Set([...implied, ...others])].filter((type) => allowed.includes(type));
  const values = order.filter((type) => type !== 'null');
  if (!order.includes('null')) return values;
  return isCircular ? ['null', ...values] : [...values, 'null'];
}
