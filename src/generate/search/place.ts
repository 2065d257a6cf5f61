import type { View } from '../../description/schemas/keywords/schema-view.ts';

/** Where a value stands. */
export interface Place {
  /** The name of the property. */
  readonly name: string;
  readonly depth: number;
  /** The number of different values that are needed at the place. Default: 1. */
  readonly spread?: number;
  /** The views of the values that it is in. */
  readonly inside?: Inside;
}

/** The views of a value, and those of the values around it. */
export interface Inside {
  readonly views: ReadonlySet<View>;
  readonly outer: Inside | undefined;
}

/** True where a value around the place has the view too, so that it would lead back to itself. */
export function isInside({ inside }: Place, view: View): boolean {
  for (let level = inside; level !== undefined; level = level.outer) if (level.views.has(view)) return true;
  return false;
}
