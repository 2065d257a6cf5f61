import type { Item } from '../../state/store.ts';
import { linkValue } from './parent-links.ts';
import type { ResourceModel } from './resource-model.ts';

/** The values of a path's parameters. */
export type Path = Readonly<Record<string, unknown>>;

/** A member of an item, and the parent that it names. */
export interface Link {
  readonly name: string;
  readonly value: unknown;
}

export function linksOf({ links }: ResourceModel, path: Path): readonly Link[] {
  return links.flatMap(({ parameter, property }) =>
    property === undefined ? [] : [{ name: property.name, value: linkValue(property, path[parameter]) }],
  );
}

export function membersOf(links: readonly Link[]): Item {
  return Object.fromEntries(links.map(({ name, value }) => [name, value]));
}

export function idsOf({ links }: ResourceModel, path: Path): readonly (readonly [string, unknown])[] {
  return links.map(({ parameter }) => [parameter, path[parameter]]);
}
