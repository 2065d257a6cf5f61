import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';

/** Suggests a plausible value for a property, by its name and schema; undefined where there is none. */
export type Suggest = (name: string, schema: JsonObject, random: Random) => unknown;
