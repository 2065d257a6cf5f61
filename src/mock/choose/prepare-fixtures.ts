import { formatPointer } from '../../base/json-pointer.ts';
import { isObject } from '../../base/json.ts';
import { randomStateOf } from '../../base/random.ts';
import { loadSuggestions } from '../../generate/suggest.ts';
import type { MockApi } from '../api.ts';
import type { Behaviours } from '../behaviour/behaviour.ts';
import { inferCorrectedApi } from '../inferred/corrections/infer-corrected.ts';
import { correctionsOf } from '../inferred/corrections/corrections.ts';
import type { ResourceModel } from '../inferred/resources/resource-model.ts';
import { frozenCopy } from '../state/items/frozen-copy.ts';
import { parseIdentity } from '../state/identity.ts';
import { type InitialData, type Fixtures, FixtureError } from '../state/initial-data.ts';
import type { Item } from '../state/store.ts';

/**
 * Returns the initial data of an API. The key of a collection is the one that its behaviours define, else the inferred
 * one. @throws FixtureError
 */
export function prepareFixtures(api: MockApi, seed: number): InitialData {
  const { behaviours = {}, fixtures = {} } = api;
  const modelOf = inferredModels(api);
  return toInitialData(fixtures, behaviours, seed, (collection) => modelOf(collection)?.key);
}

/**
 * Returns a function that gives the model of a collection; undefined when its operations have given behaviours. The
 * models are inferred on the first call.
 */
export function inferredModels({
  description,
  behaviours = {},
}: MockApi): (collection: string) => ResourceModel | undefined {
  let modelOf: ((collection: string) => ResourceModel | undefined) | undefined;
  const infer = () => {
    const options = { seed: 0, filled: new Set<string>(), suggest: loadSuggestions };
    const withBehaviour = description.operations.filter(({ id }) =>
      Object.hasOwn(behaviours.operations ?? {}, id),
    );
    const corrections = new Map([
      ...correctionsOf(description, behaviours.inferred),
      ...withBehaviour.map((operation) => [operation, false] as const),
    ]);
    return inferCorrectedApi(description, corrections, options).modelOf;
  };
  return (collection) => {
    modelOf ??= infer();
    return modelOf(collection);
  };
}

/**
 * Converts fixtures to initial data. `inferredKey` gives the key of collections for which the behaviours define none.
 * @throws FixtureError for an item without an identifier, for two with the same, and for a malformed identity
 */
export function toInitialData(
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

/**
 * Returns the first of these keys that all items have: the inferred one, `_id`, `id`, the name of the collection with
 * `_id` or `Id`, `key`, `name`. When there is none, or no item: the inferred one, else `id`.
 */
function likelyKey(collection: string, items: readonly unknown[], inferred: string | undefined): string {
  if (items.length === 0) return inferred ?? 'id';
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

/** Pairs the items with their identifiers, and adds a line to `faults` for each that has none or a repeated one. */
function identified(
  items: readonly unknown[],
  key: string,
  collection: string,
  faults: string[],
): (readonly [string, Item])[] {
  const seen = new Set<string>();
  const pairs: (readonly [string, Item])[] = [];
  for (const [index, item] of items.entries()) {
    const id = isObject(item) ? item[key] : undefined;
    if (!isObject(item) || (typeof id !== 'string' && typeof id !== 'number')) {
      faults.push(
        `${collection} ${formatPointer([index])}: the item has no '${key}' (a string or number) that identifies it`,
      );
      continue;
    }
    if (seen.has(String(id)))
      faults.push(`${collection} ${formatPointer([index, key])}: another item has the same identifier ${id}`);
    seen.add(String(id));
    pairs.push([String(id), frozenCopy(item)]);
  }
  return pairs;
}
