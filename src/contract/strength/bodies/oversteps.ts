import { isObject, items, type Json, type JsonObject } from '../../../base/json.ts';
import { ODD, type BrokenValue } from './broken-value.ts';

/** Longer texts and lists are not made. */
const LONGEST = 20_000;

/** Returns a value beyond a bound; undefined for one that it does not speak of. */
type Overstep = (value: Json, bound: number) => Json | undefined;

const ofNumbers =
  (change: (bound: number) => number): Overstep =>
  (value, bound) =>
    typeof value === 'number' ? change(bound) : undefined;

const ofTexts =
  (length: (bound: number) => number): Overstep =>
  (value, bound) => {
    const wanted = length(bound);
    if (typeof value !== 'string' || wanted < 0 || wanted > LONGEST) return undefined;
    return Array.from(value).slice(0, wanted).join('').padEnd(wanted, 'x');
  };

const ofLists =
  (length: (bound: number) => number): Overstep =>
  (value, bound) => {
    const wanted = length(bound);
    const [first] = items(value);
    if (!Array.isArray(value) || first === undefined || wanted < 0 || wanted > LONGEST) return undefined;
    return Array.from({ length: wanted }, (_, index): Json => items(value)[index] ?? first);
  };

const ofObjects: Overstep = (value, bound) => {
  if (!isObject(value) || bound > LONGEST) return undefined;
  const missing = bound + 1 - Object.keys(value).length;
  const more = Array.from({ length: Math.max(0, missing) }, (_, index) => [`further${index}`, ODD]);
  return { ...value, ...(Object.fromEntries(more) as JsonObject) };
};

const OVERSTEPS: Readonly<Record<string, Overstep>> = {
  minimum: ofNumbers((bound) => bound - 1),
  maximum: ofNumbers((bound) => bound + 1),
  exclusiveMinimum: ofNumbers((bound) => bound),
  exclusiveMaximum: ofNumbers((bound) => bound),
  multipleOf: ofNumbers((bound) => bound * 1.5),
  minLength: ofTexts((bound) => bound - 1),
  maxLength: ofTexts((bound) => bound + 1),
  minItems: ofLists((bound) => bound - 1),
  maxItems: ofLists((bound) => bound + 1),
  maxProperties: ofObjects,
};

/** Returns how the bounds of a schema can be overstepped. */
export function bounds(schema: JsonObject): readonly BrokenValue[] {
  return Object.entries(OVERSTEPS).flatMap(([keyword, overstep]): readonly BrokenValue[] => {
    const bound = schema[keyword];
    if (typeof bound !== 'number') return [];
    return [{ operator: 'bound-overstepped', detail: keyword, change: (value) => overstep(value, bound) }];
  });
}
