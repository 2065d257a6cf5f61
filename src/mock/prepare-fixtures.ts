import { formatPointer } from '../base/json-pointer.ts';
import { isObject } from '../base/json.ts';
import { randomStateOf } from '../base/random.ts';
import type { Description } from '../description/model/description.ts';
import { loadSuggestions } from '../generate/plausible-values.ts';
import type { MockApi } from './api.ts';
import type { Behaviours } from './behaviour/behaviour.ts';
import { inferCorrectedApi } from './inferred/corrections/corrected-api.ts';
import { correctionsOf } from './inferred/corrections/corrections.ts';
import { faultsOfItems } from './inferred/items/item-faults.ts';
import type { ResourceModel } from './inferred/resources/resource-model.ts';
import { parseIdentity } from './state/identity.ts';
import { type InitialData, type Fixtures, FixtureError } from './state/initial-data.ts';
import type { Item } from './state/store.ts';
import { deepFreeze } from './state/transaction.ts';

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

/**
 * `inferredKey` is asked for collections of which the behaviours say no key.
 * @throws FixtureError for items without an identifier, two with the same, or a malformed identity.
 */
export function initialData(
  fixtures: Fixtures,
  behaviours: Behaviours,
  seed: number,
  inferredKey: (collection: string) => string | undefined = () => undefined,
): InitialData {
  const faults: string[] = [];
  const keys = new Map<string, string>();
  const collections: Record<string, (readonly [string, Item])[]> = {};
  for (const [name, items] of Object.entries(fixtures)) {
    if (name === 'identities') continue;
    const key = behaviours.collections?.[name]?.key ?? likelyKey(name, items, inferredKey(name));
    keys.set(name, key);
    collections[name] = identified(items, key, name, faults);
  }
  for (const [name, { key }] of Object.entries(behaviours.collections ?? {})) {
    if (key !== undefined) keys.set(name, key);
  }
  const identities = (fixtures['identities'] ?? []).map(parseIdentity);
  faults.push(...identities.filter((identity) => typeof identity === 'string'));
  if (faults.length > 0) throw new FixtureError(faults.join('\n'));
  return {
    snapshot: { collections, random: randomStateOf(seed) },
    identities: identities.filter((identity) => typeof identity !== 'string'),
    keys,
  };
}

/** The inferred one, `_id`, `id`, or the collection's own name with `_id` or `Id` behind it: which all items have. */
function likelyKey(collection: string, items: readonly unknown[], inferred: string | undefined): string {
  const singular = collection.replace(/s$/, '');
  const candidates = [
    ...(inferred === undefined ? [] : [inferred]),
    '_id',
    'id',
    `${singular}_id`,
    `${singular}Id`,
    'key',
    'name',
  ];
  const has = (key: string) => items.every((item) => isObject(item) && Object.hasOwn(item, key));
  return candidates.find(has) ?? inferred ?? 'id';
}

function identified(
  items: readonly unknown[],
  key: string,
  collection: string,
  faults: string[],
): (readonly [string, Item])[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const id = isObject(item) ? item[key] : undefined;
    if (!isObject(item) || (typeof id !== 'string' && typeof id !== 'number')) {
      faults.push(`${collection} ${formatPointer([index])}: there is no '${key}' that identifies it`);
      return [];
    }
    if (seen.has(String(id)))
      faults.push(`${collection} ${formatPointer([index, key])}: ${id} is there twice`);
    seen.add(String(id));
    return [[String(id), deepFreeze(structuredClone(item))] as const];
  });
}

/** What in the fixtures breaks the description: a line each, with pointers. Compiles the schemas that it needs. */
export function checkFixtures(
  fixtures: Fixtures,
  description: Description,
  behaviours: Behaviours,
): readonly string[] {
  return Object.entries(behaviours.collections ?? {}).flatMap(([collection, { schema }]) => {
    if (schema === undefined) return [];
    const pointer = formatPointer(['components', 'schemas', schema]);
    const validate = description.validators.at(pointer, 'response');
    return (fixtures[collection] ?? []).flatMap((item, index) =>
      validate(item).map(
        ({ instancePath, message, descriptionPointer }) =>
          `${collection} ${formatPointer([index])}${instancePath}: ${message} (${descriptionPointer})`,
      ),
    );
  });
}
