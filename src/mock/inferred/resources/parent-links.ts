import { oneOf } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { ItemProperty } from './item-properties.ts';

/** A path parameter above a collection, and the member of its items that names the same parent. */
export interface ParentLink {
  readonly parameter: string;
  /** Undefined where the items do not say whose they are. */
  readonly property: ItemProperty | undefined;
}

interface LinkContext {
  /** Of the items. */
  readonly properties: ReadonlyMap<string, ItemProperty>;
  readonly key: string;
  /** The type of a path parameter; undefined where it is not said. */
  readonly typeOf: (parameter: string) => string | undefined;
}

/** The links of a collection's path: `/owners/{ownerId}/pets` has one. */
export function parentLinks(
  collectionPath: string,
  { properties, key, typeOf }: LinkContext,
): readonly ParentLink[] {
  const segments = collectionPath.split('/');
  return segments.flatMap((segment, index) => {
    const [, parameter] = /^\{([^{}]+)\}$/.exec(segment) ?? [];
    if (parameter === undefined) return [];
    const names = foreignNames(parameter, segments[index - 1] ?? '');
    const candidates = [...properties.values()].filter(
      (property) => property.name !== key && mayName(property, typeOf(parameter)),
    );
    const property =
      names
        .map((name) => candidates.find((candidate) => spelling(candidate.name) === name))
        .find((found) => found !== undefined) ??
      candidates.find(({ name }) => names.some((one) => isShortFor(name, one)));
    return [{ parameter, property }];
  });
}

/** What the member may be called that names a parent: `ownerId`, or by the collection where it is only called `id`. */
function foreignNames(parameter: string, parentSegment: string): readonly string[] {
  const parent = singularOf(parentSegment);
  const own = spelling(parameter);
  const suffix = /(id|uuid|key|slug|name)$/.exec(own)?.[0] ?? 'id';
  const isBare = own === suffix;
  const bare = isBare ? parent : own.replace(/(id|uuid|key|slug|name)$/, '');
  return [
    ...new Set([...(isBare ? [] : [own]), `${bare}${suffix}`, `${bare}id`, `${parent}id`, bare, parent]),
  ];
}

const SHORT = new RegExp(`^(.{3,}?)(${oneOf(IDENTIFYING.identifier.sure)})$`);

/** `appId` may stand for the identifier of an application. */
function isShortFor(name: string, whole: string): boolean {
  const [, short = '', suffix = ''] = SHORT.exec(spelling(name)) ?? [];
  return short !== '' && whole.startsWith(short) && whole.endsWith(suffix);
}

/** A number may be written as a text; a text is no number. */
function mayName({ type }: ItemProperty, parameter: string | undefined): boolean {
  if (type === 'integer' || type === 'number') return parameter !== 'string';
  return type === undefined || type === 'string';
}

/** The identifier in the type that the member has. */
export function linkValue({ type }: ItemProperty, id: unknown): unknown {
  if (type === 'string') return String(id);
  const isNumber = (type === 'integer' || type === 'number') && typeof id === 'string' && /^-?\d+$/.test(id);
  return isNumber ? Number(id) : id;
}
