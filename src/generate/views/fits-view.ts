import { equalJson, type Json } from '../../base/json.ts';
import { memoised } from '../../base/memoise.ts';
import { compilePattern } from '../../description/schemas/pattern.ts';

import {
  LAZY_REFERENCE,
  type ValidatedViews,
  type View,
} from '../../description/schemas/keywords/schema-view.ts';
import { typeOfValue } from '../views/json-type.ts';
import { canonical, isRule, listOf, viewOf, viewsOf, type Rule } from '../views/rule.ts';

/** A view that is being compared with a value, and those around it. */
interface Trail {
  readonly view: View;
  readonly value: Json;
  readonly outer: Trail | undefined;
}

/**
 * Tells whether a value fits a view. It only guides the search, where a validator for each part would take too long to
 * compile; the validator has the last word. What is unevaluated is left to that. As there, a view that leads back to
 * itself at the same value adds nothing.
 */
export function fitsView(views: ValidatedViews, view: View | undefined, value: Json, outer?: Trail): boolean {
  if (typeof view === 'boolean') return view;
  if (view === undefined) return true;
  for (let one = outer; one !== undefined; one = one.outer) {
    if (one.view === view && one.value === value) return true;
  }
  const trail = { view, value, outer };
  const fits = (inner: View | undefined) => fitsView(views, inner, value, trail);
  return fitsRule(views, view, value, trail) && combinations(views, view, fits, value);
}

function combinations(
  views: ValidatedViews,
  view: Rule,
  fits: (inner: View | undefined) => boolean,
  value: Json,
): boolean {
  const reference = view['$ref'] ?? view[LAZY_REFERENCE];
  const [anyOf, oneOf] = [listOf(view['anyOf']), listOf(view['oneOf'])];
  if (typeof reference === 'string' && !fits(views.follow(reference))) return false;
  if (!listOf(view['allOf']).every(fits)) return false;
  if (anyOf.length > 0 && !anyOf.some(fits)) return false;
  if (oneOf.length > 0 && oneOf.filter(fits).length !== 1) return false;
  if (view['not'] !== undefined && fits(viewOf(view, 'not'))) return false;
  if (view['if'] !== undefined && !fits(viewOf(view, fits(viewOf(view, 'if')) ? 'then' : 'else')))
    return false;
  return viewsOf(view['dependentSchemas']).every(
    ([name, schema]) => !isRule(value) || !Object.hasOwn(value, name) || fits(schema),
  );
}

/** Tells whether a value fits the assertions of a rule, but not its combinations. */
export function fitsRule(views: ValidatedViews, rule: Rule, value: Json, trail?: Trail): boolean {
  const types = [rule['type'] ?? []].flat();
  const type = typeOfValue(value);
  if (types.length > 0 && !types.includes(type) && !(types.includes('integer') && Number.isInteger(value)))
    return false;
  if (rule['const'] !== undefined && !equalJson(rule['const'], value)) return false;
  if (Array.isArray(rule['enum']) && !rule['enum'].some((one) => equalJson(one, value))) return false;
  if (listOf(rule['refusedValues']).some((one) => equalJson(one, value))) return false;
  if (rule['notAnswered'] === true) return false;
  if (typeof value === 'string') return fitsText(views, rule, value);
  if (typeof value === 'number') return fitsNumber(rule, value);
  if (Array.isArray(value)) return fitsList(views, rule, value as readonly Json[], trail);
  return !isRule(value) || fitsObject(views, rule, value, trail);
}

function fitsText(views: ValidatedViews, rule: Rule, text: string): boolean {
  const { minLength, maxLength, pattern, format, refusedPattern, refusedFormat } = rule;
  const length = minLength === undefined && maxLength === undefined ? 0 : Array.from(text).length;
  if (typeof minLength === 'number' && length < minLength) return false;
  if (typeof maxLength === 'number' && length > maxLength) return false;
  if (typeof pattern === 'string' && !compilePattern(pattern).test(text)) return false;
  if (typeof refusedPattern === 'string' && compilePattern(refusedPattern).test(text)) return false;
  if (typeof refusedFormat === 'string' && views.hasFormat(refusedFormat, text)) return false;
  return typeof format !== 'string' || views.hasFormat(format, text);
}

function fitsNumber(rule: Rule, number: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, refusedMultipleOf } = rule;
  if (typeof minimum === 'number' && number < minimum) return false;
  if (typeof maximum === 'number' && number > maximum) return false;
  if (typeof exclusiveMinimum === 'number' && number <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === 'number' && number >= exclusiveMaximum) return false;
  if (typeof multipleOf === 'number' && !isMultiple(number, multipleOf)) return false;
  return typeof refusedMultipleOf !== 'number' || !isMultiple(number, refusedMultipleOf);
}

/** The precision is that of the validator. */
export function isMultiple(number: number, step: number): boolean {
  const quotient = number / step;
  return Math.abs(Math.round(quotient) - quotient) <= 1e-9;
}

function fitsList(
  views: ValidatedViews,
  rule: Rule,
  list: readonly Json[],
  trail: Trail | undefined,
): boolean {
  const { minItems, maxItems, uniqueItems, repeatedItems, contains, minContains, maxContains } = rule;
  if (typeof minItems === 'number' && list.length < minItems) return false;
  if (typeof maxItems === 'number' && list.length > maxItems) return false;
  const prefix = listOf(rule['prefixItems']);
  const fits = (view: View | undefined, item: Json) => fitsView(views, view, item, trail);
  if (!list.slice(0, prefix.length).every((item, index) => fits(prefix[index], item))) return false;
  const others = new Set(list.slice(prefix.length));
  if (rule['items'] !== undefined && ![...others].every((item) => fits(viewOf(rule, 'items'), item)))
    return false;
  if (uniqueItems === true || repeatedItems === true) {
    const isUnique = new Set(list.map(canonical)).size === list.length;
    if (isUnique !== (uniqueItems === true)) return false;
  }
  if (contains === undefined) return true;
  const isContained = memoised((item: Json) => fits(viewOf(rule, 'contains'), item));
  const count = list.filter(isContained).length;
  if (count < (typeof minContains === 'number' ? minContains : 1)) return false;
  return typeof maxContains !== 'number' || count <= maxContains;
}

function fitsObject(
  views: ValidatedViews,
  rule: Rule,
  object: Readonly<Record<string, Json>>,
  trail: Trail | undefined,
): boolean {
  const names = Object.keys(object);
  const { minProperties, maxProperties, properties, additionalProperties } = rule;
  if (typeof minProperties === 'number' && names.length < minProperties) return false;
  if (typeof maxProperties === 'number' && names.length > maxProperties) return false;
  if (listOf(rule['required']).some((name) => !Object.hasOwn(object, String(name)))) return false;
  if (listOf(rule['forbidden']).some((name) => Object.hasOwn(object, String(name)))) return false;
  const dependants = viewsOf(rule['dependentRequired']).filter(([name]) => Object.hasOwn(object, name));
  if (dependants.some(([, needed]) => !listOf(needed).every((name) => Object.hasOwn(object, String(name)))))
    return false;
  const patterns = viewsOf(rule['patternProperties']);
  return names.every((name) => {
    const fits = (view: View | undefined) => fitsView(views, view, object[name] ?? null, trail);
    const own = viewOf(properties, name);
    const named = patterns.filter(([pattern]) => compilePattern(pattern).test(name));
    if (own !== undefined && !fits(own)) return false;
    if (!named.every(([, view]) => fits(view))) return false;
    const isOther = own === undefined && named.length === 0 && additionalProperties !== undefined;
    if (isOther && !fits(viewOf(rule, 'additionalProperties'))) return false;
    return rule['propertyNames'] === undefined || fitsView(views, viewOf(rule, 'propertyNames'), name, trail);
  });
}
