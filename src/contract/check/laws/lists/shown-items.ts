import { isObject, type JsonObject } from '../../../../base/json.ts';
import { isWhole, listAt } from '../list.ts';
import { exchangeAt, identifierIn, type Sequence } from '../sequence.ts';

/** The items that a list shows, by their identifiers; undefined where there is no list, or an item has none. */
export function itemsAt(
  sequence: Sequence,
  index: number,
  { at, key }: { readonly at: readonly string[]; readonly key: string },
): ReadonlyMap<string, JsonObject> | undefined {
  const entries = listAt(sequence, index, at)?.map((item): [string | undefined, unknown] => [
    identifierIn(item, key),
    item,
  ]);
  const known = entries?.filter((entry): entry is [string, JsonObject] => {
    const [id, item] = entry;
    return id !== undefined && isObject(item);
  });
  return known === undefined || known.length < (entries?.length ?? 0) ? undefined : new Map(known);
}

/** True where a list shows all that there is: an empty one does, unless it says that it goes on. */
export function isAllShown(sequence: Sequence, index: number, at: readonly string[]): boolean {
  const exchange = exchangeAt(sequence, index);
  const list = listAt(sequence, index, at);
  return (
    exchange !== undefined &&
    list !== undefined &&
    isWhole(exchange, list, list.length === 0 ? 0 : list.length + 1)
  );
}
