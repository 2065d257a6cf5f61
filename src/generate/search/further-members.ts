import type { Json } from '../../base/json.ts';
import type { View } from '../../description/schemas/keywords/schema-view.ts';
import type { Place } from './place.ts';
import { viewsOf, viewsUnder, type Rule } from '../views/rule.ts';
import { inTurn, type SearchContext } from './search-context.ts';

/** Limits the names that are drawn for one further member. */
const MAX_DRAWS = 8;

interface Further {
  readonly found: ReadonlyMap<string, Json>;
  /** Searches for a value of a member. */
  readonly add: (name: string) => boolean;
  readonly wanted: number;
  readonly place: Place;
}

/** Adds members that no property describes, under names by `patternProperties`, or any, until there are enough. */
export function addFurther(context: SearchContext, rules: readonly Rule[], further: Further): void {
  const { found, wanted, add } = further;
  const patterns = rules
    .flatMap((rule) => viewsOf(rule['patternProperties']))
    .filter(([, view]) => view !== false);
  const sources: readonly (string | undefined)[] = [
    ...new Set(patterns.map(([pattern]) => pattern)),
    undefined,
  ];
  for (const pattern of inTurn(context, sources)) {
    let misses = 0;
    for (let index = 1; found.size < wanted && misses < MAX_DRAWS; index += 1) {
      const name = drawName(context, rules, { pattern, index, place: further.place, found });
      const isAdded = name !== undefined && !found.has(name) && add(name);
      misses = isAdded ? 0 : misses + 1;
      if (name === undefined) break;
    }
  }
}

function drawName(
  context: SearchContext,
  rules: readonly Rule[],
  options: {
    readonly pattern: string | undefined;
    readonly index: number;
    readonly place: Place;
    readonly found: ReadonlyMap<string, Json>;
  },
): string | undefined {
  const { pattern, index, place, found } = options;
  const names = viewsUnder(rules, 'propertyNames');
  if (pattern === undefined && names.length === 0) return `key${index}`;
  const refusedValues = found.size < 64 ? [...found.keys()] : [];
  const goal: View[] = [
    { type: 'string' },
    ...names,
    ...(pattern === undefined ? [] : [{ pattern }]),
    { refusedValues },
  ];
  const name = context.search(goal, { name: '', depth: place.depth + 1, spread: 2 });
  return typeof name === 'string' ? name : undefined;
}
