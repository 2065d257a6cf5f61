import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';

/** A plausible value for a property, by its name and schema; undefined where nothing suggests itself. */
export type Suggest = (name: string, schema: JsonObject, random: Random) => unknown;
