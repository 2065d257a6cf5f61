import { inferCorrectedApi } from './inferred/corrected-api.ts';
import { correctionsOf } from './inferred/corrections.ts';
import { initialData, type InitialData } from './initial-state.ts';
import type { MockApi } from './mock.ts';
import { loadSuggestions } from './plausible.ts';

/**
 * An API's fixtures, ready to be served from. Where the operations of a collection are inferred, they say what
 * identifies its items. @throws FixtureError
 */
export function apiData({ description, behaviours = {}, fixtures = {} }: MockApi, seed: number): InitialData {
  let keyOf: ((collection: string) => string | undefined) | undefined;
  const infer = () => {
    const options = { seed, filled: new Set<string>(), suggest: loadSuggestions };
    const coded = description.operations.filter(({ id }) => Object.hasOwn(behaviours.operations ?? {}, id));
    const corrections = new Map([
      ...correctionsOf(description, behaviours.inferred),
      ...coded.map((operation) => [operation, false] as const),
    ]);
    return inferCorrectedApi(description, corrections, options).keyOf;
  };
  return initialData(fixtures, behaviours, seed, (collection) => {
    keyOf ??= infer();
    return keyOf(collection);
  });
}
