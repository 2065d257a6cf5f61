import { oneOf, type Convention } from './convention.ts';

/** Members that tell items apart. */
export const IDENTIFYING = {
  /** The identifier of an item. */
  identifier: { sure: ['id', 'uuid'], likely: ['guid'] },

  /**
   * Names by which people tell items apart: the suite sends such that no two items share, and the mock starts with items
   * that differ in them.
   */
  naturalKey: {
    sure: ['name', 'title', 'label', 'slug', 'code', 'key', 'email', 'login', 'user name', 'display name'],
    likely: ['subject', 'first name'],
    suiteOnly: [
      'project name',
      'file name',
      'group name',
      'tag name',
      'login name',
      'nick name',
      'handle',
      'isbn',
      'ean',
      'gtin',
      'sku',
      'serial number',
      'phone',
      'phone number',
      'mobile',
    ],
  },

  /** Names, or ends of names, of texts that servers want without spaces. */
  word: {
    sure: [],
    suiteOnly: ['name', 'label', 'key', 'slug', 'code', 'tag', 'login', 'handle'],
  },

  /** Members that are other items' identifiers, or choose what an item is. */
  reference: { sure: [], suiteOnly: ['uuid', 'key', 'slug', 'type', 'kind'] },
} satisfies Readonly<Record<string, Convention>>;

/** Matches names as they stand in a description, also with `_` before them. */
export function ofIdentifier(names: readonly string[]): RegExp {
  return new RegExp(`^_?(${oneOf(names)})$`, 'i');
}
