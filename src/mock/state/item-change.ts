import type { Item } from './items/item.ts';

/** An item that a request has added, changed or deleted. */
export interface ItemChange {
  readonly collection: string;
  readonly id: string;
  /** Undefined for an added item. */
  readonly before: Item | undefined;
  /** Undefined for a deleted item. */
  readonly after: Item | undefined;
}
