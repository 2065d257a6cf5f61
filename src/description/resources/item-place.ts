import type { JsonObject } from '../../base/json.ts';
import { once } from '../../base/memoise.ts';
import type { Description } from '../model/description.ts';
import type { Schema } from '../schemas/schema.ts';
import { shapeOf, type ValueShape } from '../schemas/value-shape.ts';
import type { Resource } from './resource.ts';

/** Where an item stands in a body, and which of its members identifies it. */
export interface ItemPlace {
  /** Property names that lead to the item; empty where the body is the item. */
  readonly envelope: readonly string[];
  readonly key: string;
}

/** Where the item stands in the body of a schema. Undefined where none can be told. */
export function itemPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  resource: Identified,
): ItemPlace | undefined {
  return schema?.place ?? (schema && findItem(shapeOf(document, schema), keysOf(document, resource), []));
}

/** Where the list of items stands in a body, and what identifies them. Undefined where none can be told. */
export function listPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  resource: Identified,
): ItemPlace | undefined {
  return schema?.place ?? (schema && findList(shapeOf(document, schema), keysOf(document, resource), []));
}

/** What names an item in a path. */
export type Identified = Pick<Resource, 'parameter' | 'parameterSchema'>;

/** The member of an item that the path parameter means; undefined where none can be told. */
export function keyOfItem(document: JsonObject, item: ValueShape, resource: Identified): string | undefined {
  return keysOf(document, resource)(item);
}

/** Finds the member of an item that the path parameter means. */
type FindKey = (item: ValueShape) => string | undefined;

/** The likeliest name first; of members whose type the parameter cannot have, none is it. */
function keysOf(document: JsonObject, { parameter, parameterSchema }: Identified): FindKey {
  const wanted = parameterSchema && shapeOf(document, parameterSchema);
  const names = once(() => keyNames(parameter));
  return (item) =>
    names().find((name) => item.propertyNames.includes(name) && mayBe(item.property(name), wanted));
}

/** Texts are written like numbers at times; a number is never written like a text. */
function mayBe(member: ValueShape | undefined, wanted: ValueShape | undefined): boolean {
  if (member === undefined || wanted === undefined || !member.isKnown || !wanted.isKnown) return true;
  const isNumber = (shape: ValueShape) =>
    shape.primitives.includes('integer') || shape.primitives.includes('number');
  const isText = (shape: ValueShape) => shape.primitives.includes('string');
  if (!isText(member) && !isNumber(member)) return false;
  return isText(wanted) || isNumber(member);
}

/** What an identifier may be called, the likeliest first. */
function keyNames(parameter: string): readonly string[] {
  const snake = parameter.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const bare = parameter.replace(/_?(id|name|key|slug)$/i, '');
  const suffix = parameter.slice(bare.length).replace(/^_/, '').toLowerCase();
  const named = [suffix, 'id', '_id', 'uuid', 'key', 'slug', 'name', bare].filter((name) => name !== '');
  const camel = parameter.replace(/[_-]([a-z])/gi, (_, letter: string) => letter.toUpperCase());
  return [...new Set([parameter, snake, camel, ...named])];
}

/** Envelopes are seldom deeper than this. */
const DEEPEST = 2;

function findItem(shape: ValueShape, keyIn: FindKey, envelope: readonly string[]): ItemPlace | undefined {
  const key = keyIn(shape);
  if (key !== undefined) return { envelope, key };
  if (envelope.length >= DEEPEST) return undefined;
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
  if (envelope.length >= DEEPEST) return undefined;
  for (const name of shape.propertyNames) {
    const inner = shape.property(name);
    const found = inner?.isKnown === true ? findList(inner, keyIn, [...envelope, name]) : undefined;
    if (found) return found;
  }
  return undefined;
}
