import type { Description } from '../spec/description.ts';
import { formatPointer } from '../spec/json-pointer.ts';
import { isObject } from '../spec/json.ts';
import type { Behaviours } from './behaviour.ts';
import { parseIdentity, type Identity } from './identity.ts';
import { randomStateOf } from '../conformance/generate/random.ts';
import type { Item, Snapshot } from './store.ts';
import { freeze } from './transaction.ts';

/** Collections as they are written in fixtures: lists of items by the collection's name. */
export type Fixtures = Readonly<Record<string, readonly unknown[]>>;

/** Fixtures, ready to be served from. */
export interface InitialData {
  readonly snapshot: Snapshot;
  readonly identities: readonly Identity[];
  /** The member that identifies an item, by collection. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Fixtures that cannot be used; the message lists every fault at once. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
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
    return [[String(id), freeze(structuredClone(item))] as const];
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
