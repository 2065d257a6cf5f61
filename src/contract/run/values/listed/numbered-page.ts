import { atPointer } from '../../../../base/json-pointer.ts';
import { queryOf } from '../../../../http/request-target.ts';
import type { NumberedPage } from '../../../case/lists/listed-value.ts';

/** Returns the place of the page behind the one that was answered; undefined where that one is not full. */
export function nextNumberedPage(
  { list, limit, place, counts, first }: NumberedPage,
  target: string,
  body: unknown,
): string | undefined {
  const items = atPointer(body, list);
  const asked = new URLSearchParams(queryOf(target));
  const size = Number(asked.get(limit));
  if (!Array.isArray(items) || !(size > 0) || items.length < size) return undefined;
  return String(Number(asked.get(place) ?? first) + (counts === 'items' ? size : 1));
}
