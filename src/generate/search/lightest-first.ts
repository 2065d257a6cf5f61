import {
  LAZY_REFERENCE,
  type ValidatedViews,
  type View,
} from '../../description/schemas/keywords/schema-view.ts';
import { listOf } from '../views/rule.ts';
import { isInside, type Place } from './place.ts';
import { type SearchContext } from './search-context.ts';

/** Below this depth, what needs the least comes first. */
const MAX_FULL_DEPTH = 2;

/**
 * Returns the views in the order in which they are to be tried: those that lead back to a value around the place come last.
 * Deep inside, and where nothing optional is wanted, the order is that of what their values need: `null`, texts and the like, lists, objects.
 */
export function lightestFirst(
  { views, optional, isFirst }: SearchContext,
  options: readonly View[],
  place: Place,
): readonly View[] {
  const isDeep = place.depth > MAX_FULL_DEPTH || (isFirst && !optional);
  return options
    .map((view) => ({
      view,
      weight: isCircular(views, view, place) ? CIRCULAR : isDeep ? weightOf(views, view, 0) : 0,
    }))
    .toSorted((left, right) => left.weight - right.weight)
    .map(({ view }) => view);
}

/** True where a reference of the view leads to a value around the place. */
function isCircular(views: ValidatedViews, view: View, place: Place): boolean {
  if (typeof view === 'boolean') return false;
  const reference = view['$ref'] ?? view[LAZY_REFERENCE];
  const target = typeof reference === 'string' ? views.follow(reference) : undefined;
  if (target !== undefined && isInside(place, target)) return true;
  return listOf(view['allOf']).some((part) => isCircular(views, part, place));
}

const CIRCULAR = 10;

const WEIGHTS: Readonly<Record<string, number>> = { null: 0, array: 2, object: 3 };

const OTHERS = 1;

/** Limits the references that are followed. */
const MAX_DEPTH = 4;

function weightOf(views: ValidatedViews, view: View, depth: number): number {
  if (typeof view === 'boolean' || depth > MAX_DEPTH) return OTHERS;
  const reference = view['$ref'] ?? view[LAZY_REFERENCE];
  const types = [view['type'] ?? []].flat().map((type) => WEIGHTS[String(type)] ?? OTHERS);
  const own = types.length > 0 ? [Math.min(...types)] : [];
  const parts = [
    ...listOf(view['allOf']),
    ...(typeof reference === 'string' ? [views.follow(reference)] : []),
  ];
  const weights = [...own, ...parts.map((part) => weightOf(views, part, depth + 1))];
  return weights.length > 0 ? Math.max(...weights) : OTHERS;
}
