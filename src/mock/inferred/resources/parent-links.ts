import { oneOf } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { ItemProperty } from './item-properties.ts';

/** A path parameter above a collection, and the member of its items that names the same parent. */
export interface ParentLink {
  readonly parameter: string;
  /** Undefined when no member of the items names the parent. */
  readonly property: ItemProperty | undefined;
}

export interface LinkContext {
  /** The properties of the items. */
  readonly properties: ReadonlyMap<string, ItemProperty>;
  /** The member that identifies an item. */
  readonly key: string;
  /** Returns the type of a path parameter; undefined when it is not described. */
  readonly typeOf: (parameter: string) => string | undefined;
}

/** Returns the links of a collection's path, one for each parameter: `/owners/{ownerId}/pets` has one. */
export function parentLinks(
  collectionPath: string,
  { properties, key, typeOf }: LinkContext,
): readonly ParentLink[] {
  const segments = collectionPath.split('/');
  return segments.flatMap((segment, index) => {
    const [, parameter] = /^\{([^{}]+)\}$/.exec(segment) ?? [];
    if (parameter === undefined) return [];
    const names = parentMemberNames(parameter, segments[index - 1] ?? '');
    const candidates = [...properties.values()].filter(
      (property) => property.name !== key && canHoldIdentifier(property, typeOf(parameter)),
    );
    const property =
      names
        .map((name) => candidates.find((candidate) => spelling(candidate.name) === name))
        .find((candidate) => candidate !== undefined) ??
      candidates.find(({ name }) => names.some((whole) => isAbbreviationOf(name, whole)));
    return [{ parameter, property }];
  });
}

/**
 * Returns the names that the member for a parent may have, the likeliest first: that of the parameter (`ownerId`); for
 * a parameter that is only called `id`, names made from the parent's collection.
 */
function parentMemberNames(parameter: string, parentSegment: string): readonly string[] {
  const parent = singularOf(parentSegment);
  const name = spelling(parameter);
  const suffix = /(id|uuid|key|slug|name)$/.exec(name)?.[0] ?? 'id';
  const isBare = name === suffix;
  const bare = isBare ? parent : name.replace(/(id|uuid|key|slug|name)$/, '');
  return [
    ...new Set([...(isBare ? [] : [name]), `${bare}${suffix}`, `${bare}id`, `${parent}id`, bare, parent]),
  ];
}

const SHORT = new RegExp(`^(.{3,}?)(${oneOf(IDENTIFYING.identifier.sure)})$`);

/** True when a name is short for another: `appId` for `applicationId`. */
function isAbbreviationOf(name: string, whole: string): boolean {
  const [, short = '', suffix = ''] = SHORT.exec(spelling(name)) ?? [];
  return short !== '' && whole.startsWith(short) && whole.endsWith(suffix);
}

/** True when a member can hold the values of a path parameter: a string can hold a number, but not the reverse. */
function canHoldIdentifier({ type }: ItemProperty, parameter: string | undefined): boolean {
  if (type === 'integer' || type === 'number') return parameter !== 'string';
  return type === undefined || type === 'string';
}

/** Converts a parent's identifier to the type of the member that holds it. */
export function linkValue({ type }: ItemProperty, id: unknown): unknown {
  if (type === 'string') return String(id);
  const isNumber = (type === 'integer' || type === 'number') && typeof id === 'string' && /^-?\d+$/.test(id);
  return isNumber ? Number(id) : id;
}
