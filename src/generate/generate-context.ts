import type { Json, JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import type { Suggest } from './suggest.ts';

/** All that one try works with. */
export interface Drawing {
  readonly document: JsonObject;
  readonly random: Random;
  /** The flag of properties that do not travel in this direction. */
  readonly hidden: string;
  readonly optional: boolean;
  readonly suggest: Suggest;
  /** How many values may still be made: wide schemas that refer to each other would fill megabytes. */
  readonly budget: { left: number };
  readonly attempt: number;
  /** A value of a schema inside the one that is drawn; `name` is the property's, `depth` how deep it stands. */
  readonly generate: (node: Json, name: string, depth: number) => Json | undefined;
}

/** How deep optional parts are filled. */
const DEPTH = 3;

/** Whether there is room for what is not required. */
export function isRoomy({ optional, budget }: Drawing, depth: number): boolean {
  return optional && depth < DEPTH && budget.left > 0;
}
