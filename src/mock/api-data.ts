import { inferCorrectedApi } from './inferred/corrected-api.ts';
import { correctionsOf } from './inferred/corrections.ts';
import { faultsOfItems } from './inferred/item-faults.ts';
import type { ResourceModel } from './inferred/resource-model.ts';
import { checkFixtures, initialData, type InitialData } from './initial-state.ts';
import type { MockApi } from './mock.ts';
import { loadSuggestions } from './plausible.ts';

/**
 * An API's fixtures, ready to be served from. Where the operations of a collection are inferred, they say what
 * identifies its items. @throws FixtureError
 */
export function apiData(api: MockApi, seed: number): InitialData {
  const { behaviours = {}, fixtures = {} } = api;
  const modelOf = inferredModels(api);
  return initialData(fixtures, behaviours, seed, (collection) => modelOf(collection)?.key);
}

/** What in an API's fixtures breaks its description: a line each, with pointers. Compiles the schemas that it needs. */
export function faultsOfFixtures(api: MockApi): readonly string[] {
  const { description, behaviours = {}, fixtures = {} } = api;
  description.validators.addFormats(behaviours.formats ?? {});
  const modelOf = inferredModels(api);
  const inferred = Object.entries(fixtures).flatMap(([collection, items]) => {
    if (collection === 'identities' || behaviours.collections?.[collection]?.schema !== undefined) return [];
    const model = modelOf(collection);
    const found = model === undefined ? [] : faultsOfItems(items, model, description);
    return found.map((fault) => `${collection} ${fault}`);
  });
  return [...checkFixtures(fixtures, description, behaviours), ...inferred];
}

/** The collections that operations without a behaviour have; looked for when the first is asked for. */
function inferredModels({
  description,
  behaviours = {},
}: MockApi): (collection: string) => ResourceModel | undefined {
  let modelOf: ((collection: string) => ResourceModel | undefined) | undefined;
  const infer = () => {
    const options = { seed: 0, filled: new Set<string>(), suggest: loadSuggestions };
    const coded = description.operations.filter(({ id }) => Object.hasOwn(behaviours.operations ?? {}, id));
    const corrections = new Map([
      ...correctionsOf(description, behaviours.inferred),
      ...coded.map((operation) => [operation, false] as const),
    ]);
    return inferCorrectedApi(description, corrections, options).modelOf;
  };
  return (collection) => {
    modelOf ??= infer();
    return modelOf(collection);
  };
}
