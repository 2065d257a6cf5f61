import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';

/** Suggests a plausible value for a property, by its name and schema; undefined where there is none. */
export type Suggest = (name: string, schema: JsonObject, random: Random) => unknown;

let loading: Promise<Suggest> | undefined;

/** Loads plausible values on first use, since their library is large. */
export function loadSuggestions(): Promise<Suggest> {
  loading ??= import('./plausible-values.ts').then(({ suggestPlausible }) => suggestPlausible);
  return loading;
}
