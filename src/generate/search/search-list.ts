import type { Json } from '../../base/json.ts';
import type { View } from '../../description/schemas/keywords/schema-view.ts';
import { pick } from '../../base/random.ts';
import { fitsView } from '../views/fits-view.ts';
import { notOf } from '../views/negate.ts';
import { canonical, listOf, numbersUnder, viewOf, viewsUnder, type Rule } from '../views/rule.ts';
import type { Place } from './place.ts';
import { takesOptional, type SearchContext } from './search-context.ts';

/** The number of items where the schema leaves it open. */
const DEFAULT_ITEMS = 2;

/** After so many items of a long list, earlier ones are repeated where they may be. */
const MAX_DIFFERENT = 12;

/** Limits the items. */
const MAX_ITEMS = 100_000;

/** An item that the list has to have some number of. */
interface Wanted {
  readonly view: View;
  readonly least: number;
  readonly most: number;
}

/** Searches for an array; undefined where too few items were found. */
export function searchList(
  context: SearchContext,
  rules: readonly Rule[],
  place: Place,
): readonly Json[] | undefined {
  const wanted = rules.filter((rule) => rule['contains'] !== undefined).map(wantedBy);
  const least = Math.max(0, ...numbersUnder(rules, 'minItems'));
  const most = Math.min(...numbersUnder(rules, 'maxItems'), ...closedLengths(rules));
  const needed = Math.max(least, ...wanted.map((one) => one.least));
  if (needed > most || needed > MAX_ITEMS) return undefined;
  const usual = takesOptional(context, place) ? Math.max(DEFAULT_ITEMS, ...prefixes(rules)) : 0;
  const room = wanted.reduce((sum, one) => sum + one.least, 0);
  const lengths = [Math.max(needed, usual), needed, needed + room, Math.max(...prefixes(rules), 0) + room];
  const isRepeated = rules.some((rule) => rule['repeatedItems'] === true);
  for (const length of new Set(lengths.map((one) => Math.max(needed, Math.min(one, most))))) {
    const list = ofLength(context, rules, { wanted, length, place });
    if (list === undefined) continue;
    const [first] = list;
    return isRepeated && first !== undefined ? [...list.slice(0, -1), first] : list;
  }
  return undefined;
}

function wantedBy(rule: Rule): Wanted {
  const { minContains, maxContains } = rule;
  return {
    view: viewOf(rule, 'contains') ?? true,
    least: typeof minContains === 'number' ? minContains : 1,
    most: typeof maxContains === 'number' ? maxContains : Infinity,
  };
}

/** Returns the lengths of lists whose further items are forbidden. */
function closedLengths(rules: readonly Rule[]): readonly number[] {
  return rules
    .filter((rule) => rule['items'] === false || rule['unevaluatedItems'] === false)
    .map((rule) =>
      rule['items'] === false ? listOf(rule['prefixItems']).length : Math.max(...prefixes(rules), 0),
    )
    .filter((length, index, all) => length > 0 || all.length === index + 1);
}

function prefixes(rules: readonly Rule[]): readonly number[] {
  return rules.map((rule) => listOf(rule['prefixItems']).length);
}

interface Plan {
  readonly wanted: readonly Wanted[];
  readonly length: number;
  readonly place: Place;
}

function ofLength(
  context: SearchContext,
  rules: readonly Rule[],
  { wanted, length, place }: Plan,
): readonly Json[] | undefined {
  const isUnique = rules.some((rule) => rule['uniqueItems'] === true);
  const filling: Filling = {
    context,
    list: Array.from({ length }),
    taken: new Set(),
    isUnique,
    place: {
      name: place.name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1'),
      depth: place.depth + 1,
      ...(place.inside && { inside: place.inside }),
      ...(isUnique && length > MAX_DIFFERENT && { spread: length }),
    },
  };
  if (!wanted.every((one) => placeWanted(filling, rules, one))) return undefined;
  const limited = wanted.filter(({ most }) => most < Infinity);
  const recent: Json[] = [];
  const widest = Math.max(0, ...prefixes(rules));
  for (let index = 0; index < length; index += 1) {
    if (filling.list[index] !== undefined) continue;
    const isLike = recent.length >= MAX_DIFFERENT;
    const apart = limited.map(({ view }) => notOf(view));
    const again = (earlier: readonly Json[]) =>
      isUnique || index < widest ? undefined : pick(context.random, earlier);
    const repeated = isLike ? again(recent) : undefined;
    const views = itemViews(rules, index);
    const item =
      repeated ?? another(filling, [...views, ...apart]) ?? another(filling, views) ?? again(recent);
    if (item === undefined) return undefined;
    put(filling, index, item);
    if (index >= widest) recent.push(item);
  }
  return filling.list.filter((item) => item !== undefined);
}

/** A list that is being filled. */
interface Filling {
  readonly context: SearchContext;
  readonly list: (Json | undefined)[];
  readonly taken: Set<string>;
  readonly isUnique: boolean;
  readonly place: Place;
}

/** Puts items that are wanted where they fit: at the first places that are free, but those of `prefixItems` last. */
function placeWanted(filling: Filling, rules: readonly Rule[], { view, least }: Wanted): boolean {
  const { context, list } = filling;
  let missing =
    least - list.filter((item) => item !== undefined && fitsView(context.views, view, item)).length;
  const widest = Math.min(Math.max(0, ...prefixes(rules)), list.length);
  const places = [...list.keys()];
  let isOpen = true;
  for (const index of [...places.slice(widest), ...places.slice(0, widest)]) {
    if (missing <= 0) return true;
    const isAlike = index >= widest; // as every other place behind those of `prefixItems`
    if (list[index] !== undefined || (isAlike && !isOpen)) continue;
    const item = another(filling, [...itemViews(rules, index), view]);
    if (item === undefined) {
      isOpen &&= !isAlike;
      continue;
    }
    put(filling, index, item);
    missing -= 1;
  }
  return missing <= 0;
}

function put({ list, taken, isUnique }: Filling, index: number, item: Json): void {
  list[index] = item;
  if (isUnique) taken.add(canonical(item));
}

/** Limits the items that are drawn until one differs from the others. */
const MAX_DRAWS = 6;

/** The items that are kept out by name, where few values fit. */
const MAX_REFUSED = 64;

function another(
  { context, list, taken, isUnique, place }: Filling,
  views: readonly View[],
): Json | undefined {
  for (let draw = 0; draw < (isUnique ? MAX_DRAWS : 1); draw += 1) {
    const item = context.search(views, place);
    if (item === undefined || !isUnique || !taken.has(canonical(item))) return item;
  }
  if (taken.size > MAX_REFUSED) return undefined;
  const refusedValues = list.filter((item) => item !== undefined);
  return context.search([...views, { refusedValues }], place);
}

/** Returns what an item has to fit, by its place. */
function itemViews(rules: readonly Rule[], index: number): readonly View[] {
  const own = rules
    .map((rule) => listOf(rule['prefixItems'])[index] ?? viewOf(rule, 'items'))
    .filter((view) => view !== undefined);
  return own.length > 0 ? own : viewsUnder(rules, 'unevaluatedItems');
}
