import type { Item } from '../../state/store.ts';
import { linkValue } from './parent-links.ts';
import type { ResourceModel } from './resource-model.ts';

/** The values of a path's parameters. */
export type PathValues = Readonly<Record<string, unknown>>;

/** A member of an item that names its parent, with the parent's identifier. */
export interface ParentMember {
  readonly name: string;
  readonly value: unknown;
}

/** Returns the members that name the parents in a path. */
export function parentMembers({ links }: ResourceModel, path: PathValues): readonly ParentMember[] {
  return links.flatMap(({ parameter, property }) =>
    property === undefined ? [] : [{ name: property.name, value: linkValue(property, path[parameter]) }],
  );
}

/** Returns the members in the form of an item, to be merged into one. */
export function asItem(parents: readonly ParentMember[]): Item {
  return Object.fromEntries(parents.map(({ name, value }) => [name, value]));
}

/** Returns the identifiers of the parents in a path, by parameter. */
export function parentIds(
  { links }: ResourceModel,
  path: PathValues,
): readonly (readonly [string, unknown])[] {
  return links.map(({ parameter }) => [parameter, path[parameter]]);
}
