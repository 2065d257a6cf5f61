import type { Json, JsonObject } from '../../base/json.ts';
import type { Random } from '../../base/random.ts';
import type { ValidatedViews } from '../../description/schemas/keywords/schema-view.ts';
import type { View } from '../../description/schemas/keywords/schema-view.ts';
import type { Suggest } from '../suggest.ts';
import type { Steps } from '../texts/text-demand.ts';
import type { Place } from './place.ts';

/** The context of one search. */
export interface SearchContext {
  readonly views: ValidatedViews;
  readonly document: JsonObject;
  readonly random: Random;
  /** The flag of properties that this direction does not have: `readOnly` or `writeOnly`. */
  readonly hidden: string;
  /** True where optional properties are searched for too. */
  readonly optional: boolean;
  readonly suggest: Suggest;
  /** True where examples and defaults are ignored. */
  readonly isFresh: boolean;
  /** True where choices are made in the order of the description, not by chance. */
  readonly isFirst: boolean;
  /** True where what is refused is broken knowingly, before other values are tried. */
  readonly isCareful: boolean;
  readonly maxDepth: number;
  /** The number of parts that may still be tried. */
  readonly budget: { left: number };
  /** The number of characters that the search for texts may still try. */
  readonly steps: Steps;
  /** The demands of texts that nothing was found for. */
  readonly vain: Set<string>;
  /** Searches for a value that fits all of the views. */
  readonly search: (goal: readonly View[], place: Place) => Json | undefined;
}

/** Limits the depth of optional parts. */
const MAX_OPTIONAL_DEPTH = 3;

/** True where optional properties and items are searched for at a depth. */
export function takesOptional({ optional, maxDepth }: SearchContext, { depth }: Place): boolean {
  return optional && depth < Math.min(MAX_OPTIONAL_DEPTH, maxDepth - 1);
}

/** Returns the items in an order by chance, or in their own in the first search. */
export function inTurn<Item>({ random, isFirst }: SearchContext, items: readonly Item[]): readonly Item[] {
  if (isFirst || items.length < 2) return items;
  const rest = [...items];
  return items.flatMap(() => rest.splice(random.below(rest.length), 1));
}
