import { isObject, type JsonObject } from '../../../../base/json.ts';
import { isWhole, listAt } from '../list.ts';
import { totalAt } from '../pages.ts';
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

/**
 * The items of a list where they are some of those that the list `by` has shown, or none; undefined where all are new:
 * then the target makes its items up for each request, or shows another part of a long list.
 */
export function knownItemsAt(
  sequence: Sequence,
  index: number,
  { by, at, key }: { readonly by: number; readonly at: readonly string[]; readonly key: string },
): ReadonlyMap<string, JsonObject> | undefined {
  const known = itemsAt(sequence, by, { at, key });
  const shown = itemsAt(sequence, index, { at, key });
  if (known === undefined || shown === undefined) return undefined;
  return shown.size === 0 || [...shown.keys()].some((id) => known.has(id)) ? shown : undefined;
}

/**
 * True where a list shows all that there is: its total says so, or it is shorter than a page may be, and than the list
 * `by` that is not narrowed down: some servers have shorter pages than they are asked for.
 */
export function isAllShown(
  sequence: Sequence,
  index: number,
  { at, by }: { readonly at: readonly string[]; readonly by: number },
): boolean {
  const exchange = exchangeAt(sequence, index);
  const list = listAt(sequence, index, at);
  const whole = listAt(sequence, by, at);
  if (exchange === undefined || list === undefined || whole === undefined) return false;
  const total = totalAt(sequence, index);
  const isShort = index === by || list.length < whole.length;
  return (total === undefined ? isShort : total <= list.length) && isWhole(exchange, list, leastOf(list));
}

/** An empty list is whole, unless it says that it goes on. */
function leastOf({ length }: readonly unknown[]): number {
  return length === 0 ? 0 : length + 1;
}
