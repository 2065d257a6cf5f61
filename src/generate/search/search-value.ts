import type { Json, JsonObject } from '../../base/json.ts';
import type { View } from '../../description/schemas/keywords/schema-view.ts';
import { contradicts } from '../views/contradiction.ts';
import { expand, type Choice, type Expanded } from '../views/expand.ts';
import { fitsRule, fitsView } from '../views/fits-view.ts';
import { shownValue } from './shown-value.ts';
import { originalOf } from './original-of.ts';
import type { Type } from '../views/json-type.ts';
import { lightestFirst } from './lightest-first.ts';
import { likelyTypes } from './likely-types.ts';
import { isInside, type Place } from './place.ts';
import { listOf, type Rule } from '../views/rule.ts';
import { inTurn, type SearchContext } from './search-context.ts';
import { searchList } from './search-list.ts';
import { numberCandidates } from './search-number.ts';
import { searchObject } from './search-object.ts';
import { textCandidates } from './search-string.ts';

/** Searches for a value that fits all of the views, by trying their choices in turn. */
export function searchValue(context: SearchContext, goal: readonly View[], place: Place): Json | undefined {
  if (place.depth > context.maxDepth) return undefined;
  const expanded = expand(context.views, goal);
  if (expanded === undefined) return undefined;
  const isChosen = expanded.choices.length > 0;
  const fits = (value: Json) => !isChosen || goal.every((view) => fitsView(context.views, view, value));
  return settle(context, expanded, place, fits);
}

type Fits = (value: Json) => boolean;

/** Settles the first choice, then the others; where none is left, makes a value. */
function settle(
  context: SearchContext,
  { rules, choices, seen }: Expanded,
  place: Place,
  fits: Fits,
): Json | undefined {
  context.budget.left -= 1;
  if (context.budget.left < 0 || contradicts(rules)) return undefined;
  const listed = choices.length === 0 ? undefined : listedValues(rules);
  if (listed !== undefined) return listedValue(context, rules, listed, fits);
  const [choice, ...others] = context.isCareful ? narrowFirst(choices) : choices;
  if (choice === undefined) {
    const value = make(context, { rules, seen }, place);
    return value !== undefined && fits(value) ? value : undefined;
  }
  for (const option of optionsOf(context, choice, place)) {
    const expanded = expand(context.views, [option], seen);
    if (expanded === undefined) continue;
    const all = {
      rules: [...rules, ...expanded.rules],
      choices: [...others, ...expanded.choices],
      seen: new Set([...seen, ...expanded.seen]),
    };
    const value = settle(context, all, place, fits);
    if (value !== undefined || context.budget.left < 0) return value;
  }
  return undefined;
}

function* optionsOf(context: SearchContext, choice: Choice, place: Place): Generator<View> {
  const groups = context.isCareful ? choice.toReversed() : choice;
  for (const group of groups) yield* lightestFirst(context, inTurn(context, group()), place);
}

/** Begins with the choices that refuse something. */
function narrowFirst(choices: readonly Choice[]): readonly Choice[] {
  return choices.toSorted((left, right) => right.length - left.length);
}

/** Makes a value that fits the rules, which have no choices any more. */
function make(
  context: SearchContext,
  { rules, seen }: Omit<Expanded, 'choices'>,
  place: Place,
): Json | undefined {
  const original = originalOf(context, rules);
  const listed = listedValues(rules);
  if (listed !== undefined) return listedValue(context, rules, listed);
  const fits = (value: Json) =>
    (Array.isArray(value) && value.length > MAX_REPEATED) || fitsRules(context, rules, value);
  const given = shownValue(context, original, place.name);
  if (given !== undefined && fits(given)) return given;
  const isCircular = [...seen].some((view) => isInside(place, view));
  const inside = { views: seen, outer: place.inside };
  const making = { rules, original, place: { ...place, inside } };
  for (const type of likelyTypes(context, rules, isCircular)) {
    for (const value of candidates(context, type, making)) if (fits(value)) return value;
  }
  return undefined;
}

/** Longer lists are not looked at again. */
const MAX_REPEATED = 100;

/** Returns the values that a constant or an enumeration lists. */
function listedValues(rules: readonly Rule[]): readonly Json[] | undefined {
  const constant = rules.find((rule) => rule['const'] !== undefined);
  if (constant !== undefined) return [constant['const'] as Json];
  const listing = rules.find((rule) => Array.isArray(rule['enum']));
  return listing === undefined ? undefined : (listOf(listing['enum']) as readonly Json[]);
}

/** Returns one of the values that fits the rules, and what else is demanded: what is still to be chosen follows from that. */
function listedValue(
  context: SearchContext,
  rules: readonly Rule[],
  listed: readonly Json[],
  fits: Fits = () => true,
): Json | undefined {
  const inOrder = inTurn(context, byChance(context, listed));
  return inOrder.find((value) => fitsRules(context, rules, value) && fits(value));
}

function fitsRules({ views }: SearchContext, rules: readonly Rule[], value: Json): boolean {
  return rules.every((rule) => fitsRule(views, rule, value));
}

/** Begins at any of the values, `null` last. */
function byChance({ random }: SearchContext, values: readonly Json[]): readonly Json[] {
  const first = random.below(values.length);
  const turned = [...values.slice(first), ...values.slice(0, first)];
  return [...turned.filter((value) => value !== null), ...turned.filter((value) => value === null)];
}

interface Making {
  readonly rules: readonly Rule[];
  readonly original: JsonObject;
  readonly place: Place;
}

function* candidates(context: SearchContext, type: Type, making: Making): Generator<Json> {
  const { rules, original, place } = making;
  switch (type) {
    case 'null':
      yield null;
      return;
    case 'boolean': {
      const first = context.random.below(2) === 0;
      yield first;
      yield !first;
      return;
    }
    case 'number': {
      const suggested = context.suggest(place.name, original, context.random);
      if (typeof suggested === 'number') yield suggested;
      yield* numberCandidates(context, rules, place);
      return;
    }
    case 'string':
      yield* textCandidates(context, rules, original, place);
      return;
    case 'array':
    case 'object': {
      const found = (type === 'array' ? searchList : searchObject)(context, rules, place);
      if (found !== undefined) yield found;
    }
  }
}
