import type { ItemChange } from '../../../state/item-change.ts';
import type { Item } from '../../../state/items/item.ts';

/** A collection in a namespace. */
export interface ShownCollection {
  readonly api: string;
  readonly name: string;
  /** The name of the member that identifies an item. */
  readonly key: string;
  readonly count: number;
  /** How many items were added, changed and deleted since the start. */
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** False for an inferred collection whose items nobody has asked for: they are made up when somebody does. */
  readonly isOpened: boolean;
}

/** The items of a collection, and what has become of those at the start. */
export interface ShownItems {
  readonly key: string;
  readonly items: readonly Item[];
  readonly changes: readonly ItemChange[];
}

/** A snapshot that is kept under a name, in a line. */
export interface SnapshotLine {
  readonly name: string;
  readonly at: string;
}
