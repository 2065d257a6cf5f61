import type { Part } from './html.ts';

/** A part of a page that has its own place in the navigation. */
export interface Section {
  readonly links: readonly (readonly [anchor: string, name: string])[];
  readonly part: Part;
}
