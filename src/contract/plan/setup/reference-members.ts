import { isObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { expected } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING, ofIdentifier } from '../../../description/resources/conventions/identifying-names.ts';
import { referredName, singularOf, spelling } from '../../../description/resources/naming.ts';
import { isOnItemOf, type Resource } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf, type ValueShape } from '../../../description/schemas/value-shape.ts';

/** A member of a body that refers to an item of a collection. */
interface ReferenceMember {
  readonly path: readonly string[];
  readonly value: string | number;
  readonly resource: Resource;
}

interface Context {
  readonly resources: readonly Resource[];
  readonly operation: Operation;
}

/** Servers seldom look up references that stand deeper. */
const DEEPEST = 6;

/** Returns the members of a body that refer to items: `customerId`, `customer: { id }`, `memberIds` of one item. */
export function referenceMembers(
  { document }: Description,
  schema: Schema,
  value: unknown,
  context: Context,
): readonly ReferenceMember[] {
  return membersIn(shapeOf(document, schema), value, { path: [], holder: undefined, context });
}

interface Place {
  readonly path: readonly string[];
  /** The name of the object that the members are in. */
  readonly holder: string | undefined;
  readonly context: Context;
}

function membersIn(shape: ValueShape, value: unknown, place: Place): readonly ReferenceMember[] {
  if (!isObject(value) || place.path.length >= DEEPEST) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const inner = shape.property(name);
    const path = [...place.path, name];
    if (inner === undefined) return [];
    // the `data` of JSON:API stands for what holds it
    if (isObject(one)) {
      const holder = name === 'data' ? place.holder : name;
      return membersIn(inner, one, { ...place, path, holder });
    }
    const list: readonly unknown[] | undefined = Array.isArray(one) ? one : undefined;
    if (list !== undefined) {
      const [first] = list;
      const named = list.length === 1 && /ids$/i.test(name) ? name.slice(0, -1) : undefined;
      return named === undefined
        ? []
        : memberOf(inner.item(0), first, { ...place, path: [...path, '0'] }, named);
    }
    return memberOf(inner, one, { ...place, path }, name);
  });
}

const IDENTIFIER = ofIdentifier(expected(IDENTIFYING.identifier));

function memberOf(
  { strings }: ValueShape,
  value: unknown,
  { path, holder, context }: Place,
  name: string,
): readonly ReferenceMember[] {
  const isText = typeof value === 'string' && value !== '' && strings.size === 0;
  if (!isText && typeof value !== 'number') return [];
  const resource = referencedResource(IDENTIFIER.test(name) ? `${holder ?? ''}Id` : name, context);
  return resource === undefined ? [] : [{ path, value, resource }];
}

/**
 * Returns the collection whose items a name refers to: `/customers` for `customerId`, at the top or beside the
 * operation's own. `parentId` refers to another item of the operation's own collection.
 */
export function referencedResource(name: string, { resources, operation }: Context): Resource | undefined {
  const subject = referredName(name);
  const isOwn = (one: Resource) => isOnItemOf(one, operation) || one.collectionPath === operation.path;
  const keyed = resources.find(
    (one) => !isOwn(one) && isWithin(one, operation.path) && spelling(name) === keyedName(one),
  );
  if (keyed !== undefined) return keyed;
  if (subject === undefined || subject === '') return undefined;
  if (subject === 'parent') return resources.find((one) => isOwn(one));
  return resources
    .filter((one) => !isOwn(one) && isWithin(one, operation.path))
    .filter(({ collectionPath }) => singularOf(collectionPath.split('/').at(-1) ?? '') === subject)
    .filter(({ parameter }) => namesSameAs(parameter, subject))
    .toSorted((left, right) => right.collectionPath.length - left.collectionPath.length)[0];
}

/** Returns the name of an item with that of its path parameter, such as `productsku` for `/products/{sku}`. */
function keyedName({ collectionPath, parameter }: Resource): string {
  return `${singularOf(collectionPath.split('/').at(-1) ?? '')}${spelling(parameter)}`;
}

/** True where the path also names all the parents of the collection. */
function isWithin({ collectionPath }: Resource, path: string): boolean {
  const above = /^.*\}/s.exec(collectionPath)?.[0];
  return above === undefined || path === above || path.startsWith(`${above}/`);
}

/** An identifier is not a name: where the paths take a name, `customerId` is something else. */
function namesSameAs(parameter: string, subject: string): boolean {
  return [subject, `${subject}id`, `${subject}uuid`, 'id', 'uuid', `${subject}idorname`].includes(
    spelling(parameter),
  );
}
