import type { JsonObject } from '../../base/json.ts';
import { once } from '../../base/memoise.ts';
import type { Description } from '../model/description.ts';
import type { Schema } from '../schemas/schema.ts';
import { shapeOf, type ValueShape } from '../schemas/value-shape.ts';
import type { Resource } from './resource.ts';

/** The place of an item in a body, with the member that identifies it. */
export interface ItemPlace {
  /** Property names that lead to the item; empty where the body is the item. */
  readonly envelope: readonly string[];
  readonly key: string;
}

/** Finds the item in the values of a schema. Undefined where it cannot be determined. */
export function itemPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  resource: Identified,
): ItemPlace | undefined {
  return schema?.place ?? (schema && findItem(shapeOf(document, schema), keysOf(document, resource), []));
}

/** Finds the list of items in the values of a schema. Undefined where it cannot be determined. */
export function listPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  resource: Identified,
): ItemPlace | undefined {
  return schema?.place ?? (schema && findList(shapeOf(document, schema), keysOf(document, resource), []));
}

/** The path parameter that identifies an item. */
export type Identified = Pick<Resource, 'parameter' | 'parameterSchema' | 'key' | 'isKeyless'>;

/** The member by which items without an identifier are told apart in the store. No response shows it. */
export const HIDDEN_KEY = 'stuntdouble:key';

/** Returns the member of an item that the path parameter means; undefined where it cannot be determined. */
export function keyOfItem(document: JsonObject, item: ValueShape, resource: Identified): string | undefined {
  return keysOf(document, resource)(item);
}

/** Finds the member of an item that the path parameter means. */
type FindKey = (item: ValueShape) => string | undefined;

/** Tries the likeliest names first, and skips members of a type that the parameter cannot have. */
function keysOf(document: JsonObject, { parameter, parameterSchema, key, isKeyless }: Identified): FindKey {
  if (isKeyless === true) return (item) => (item.propertyNames.length > 0 ? HIDDEN_KEY : undefined);
  const wanted = parameterSchema && shapeOf(document, parameterSchema);
  const names = once(() => (key === undefined ? keyNames(parameter) : [key]));
  return (item) =>
    names().find((name) => item.propertyNames.includes(name) && mayHaveType(item.property(name), wanted));
}

/** True where a member may have the parameter's type. A text may look like a number, but not the reverse. */
function mayHaveType(member: ValueShape | undefined, wanted: ValueShape | undefined): boolean {
  if (member === undefined || wanted === undefined || !member.isKnown || !wanted.isKnown) return true;
  const isNumber = (shape: ValueShape) =>
    shape.primitives.includes('integer') || shape.primitives.includes('number');
  const isText = (shape: ValueShape) => shape.primitives.includes('string');
  if (!isText(member) && !isNumber(member)) return false;
  return isText(wanted) || isNumber(member);
}

/** Returns the names that an identifier may have, the likeliest first. */
function keyNames(parameter: string): readonly string[] {
  const snake = parameter.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const bare = parameter.replace(/_?(id|name|key|slug)$/i, '');
  const suffix = parameter.slice(bare.length).replace(/^_/, '').toLowerCase();
  const named = [suffix, 'id', '_id', 'uuid', 'key', 'slug', 'name', bare].filter((name) => name !== '');
  const camel = parameter.replace(/[_-]([a-z])/gi, (_, letter: string) => letter.toUpperCase());
  return [...new Set([parameter, snake, camel, ...named])];
}

/** Limits the depth of envelopes. */
const MAX_DEPTH = 2;

function findItem(shape: ValueShape, keyIn: FindKey, envelope: readonly string[]): ItemPlace | undefined {
  const key = keyIn(shape);
  if (key !== undefined) return { envelope, key };
  if (envelope.length >= MAX_DEPTH) return undefined;
  for (const name of shape.propertyNames) {
    const inner = shape.property(name);
    if (inner === undefined || inner.allowsArray || !inner.allowsObject || !inner.isKnown) continue;
    const found = findItem(inner, keyIn, [...envelope, name]);
    if (found) return found;
  }
  return undefined;
}

function findList(shape: ValueShape, keyIn: FindKey, envelope: readonly string[]): ItemPlace | undefined {
  if (shape.isKnown && shape.allowsArray) {
    const key = keyIn(shape.item(0));
    return key === undefined ? undefined : { envelope, key };
  }
  if (envelope.length >= MAX_DEPTH) return undefined;
  for (const name of shape.propertyNames) {
    const inner = shape.property(name);
    const found = inner?.isKnown === true ? findList(inner, keyIn, [...envelope, name]) : undefined;
    if (found) return found;
  }
  return undefined;
}
