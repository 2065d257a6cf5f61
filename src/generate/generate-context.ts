import type { Json, JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import type { Suggest } from './suggest.ts';
import type { Steps } from './texts/text-demand.ts';

/** The context of one attempt to generate a value. */
export interface GenerateContext {
  readonly document: JsonObject;
  readonly random: Random;
  /** The flag of properties that this direction does not have: `readOnly` or `writeOnly`. */
  readonly hidden: string;
  /** True where optional properties are generated. */
  readonly optional: boolean;
  readonly suggest: Suggest;
  /**
   * The number of values that may still be generated, since wide schemas that refer to each other would fill
   * megabytes.
   */
  readonly budget: { left: number };
  /** The number of characters that the search for texts may still try, in all attempts. */
  readonly steps: Steps;
  /** True where examples and defaults are ignored. */
  readonly isFresh: boolean;
  /** From 0. Later attempts generate less that is optional, and nothing suggested. */
  readonly attempt: number;
  /** Generates a value of a subschema. `name`: that of the property. `depth`: the level of nesting. */
  readonly generate: (node: Json, name: string, depth: number) => Json | undefined;
}

/** Limits the depth of optional parts. */
export const MAX_OPTIONAL_DEPTH = 3;

/** True where optional properties and items are generated at a depth. */
export function fillsOptional({ optional, budget }: GenerateContext, depth: number): boolean {
  return optional && depth < MAX_OPTIONAL_DEPTH && budget.left > 0;
}
