import { randomFor } from '../../base/random.ts';
import type { Json } from '../../base/json.ts';
import type { Description } from '../../description/model/description.ts';
import type { Direction, Schema } from '../../description/schemas/schema.ts';
import type { Suggest } from '../suggest.ts';
import type { SearchContext } from './search-context.ts';
import { searchValue } from './search-value.ts';

export interface FindOptions {
  readonly seed: number;
  readonly names: readonly string[];
  readonly direction: Direction;
  readonly optional: boolean;
  readonly suggest: Suggest;
  readonly isFresh: boolean;
}

/** The depths that are tried one after the other: what leads back to itself ends early where it may. */
const ROUNDS = [
  { maxDepth: 6, optional: true, isFirst: true, isCareful: false },
  { maxDepth: 6, optional: false, isFirst: true, isCareful: true },
  { maxDepth: 12, optional: false, isFirst: false, isCareful: false },
  { maxDepth: 4, optional: false, isFirst: false, isCareful: true },
  { maxDepth: 8, optional: false, isFirst: false, isCareful: false },
  { maxDepth: 30, optional: false, isFirst: true, isCareful: true },
  { maxDepth: 60, optional: false, isFirst: false, isCareful: false },
];

/** Limits the characters that the search for texts tries, in all rounds. */
const MAX_STEPS = 4000;

/** Limits the parts that a round tries. */
const MAX_PARTS = 6000;

/**
 * Searches for a value in the schema as the validator has it, going back where a choice leads nowhere. Yields what each
 * round found, which the validator has still to judge.
 */
export function* findValues(
  { document, validators }: Description,
  schema: Schema,
  { seed, names, direction, optional, suggest, isFresh }: FindOptions,
): Generator<Json> {
  const views = validators.viewsOf(schema, direction);
  const vain = new Set<string>();
  const steps = { left: MAX_STEPS };
  for (const [round, { optional: takesOptional, ...limits }] of ROUNDS.entries()) {
    const context: SearchContext = {
      views,
      document,
      random: randomFor(seed, ...names, 'search', String(round)),
      hidden: direction === 'response' ? 'writeOnly' : 'readOnly',
      optional: optional && takesOptional,
      suggest,
      isFresh,
      ...limits,
      budget: { left: MAX_PARTS },
      vain,
      steps,
      search: (goal, place) => searchValue(context, goal, place),
    };
    const value = context.search([views.root], { name: '', depth: 0 });
    if (value !== undefined) yield value;
  }
}
