import type { JsonObject } from '../base/json.ts';
import { onceFulfilled } from '../base/memoise.ts';
import type { Random } from '../base/random.ts';

/** Suggests a plausible value for a property, by its name and schema; undefined where there is none. */
export type Suggest = (name: string, schema: JsonObject, random: Random) => unknown;

/** Loads plausible values on first use, since their library is large. */
export const loadSuggestions = onceFulfilled(async (): Promise<Suggest> => {
  const { suggestPlausible } = await import('./plausible-values.ts');
  return suggestPlausible;
});
