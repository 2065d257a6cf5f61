import { formatPointer } from '../../../base/json-pointer.ts';
import { member, type Json } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import { isKeptByServer } from '../../../description/resources/naming.ts';
import { HiddenProperties } from '../../../description/schemas/read-only-properties.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';

/** Members that a server hides with good reason. */
const SECRET = /passw|secret|token|credential|private|pin$|cvv|cvc|captcha|otp|confirm/i;

/**
 * Returns the members that were sent and that have to be in the item which `schema` describes at `envelope`: it has
 * them, they are neither `writeOnly` nor secrets, nor values that are often left out (`null`, `false`, `0`, `""`). Lists
 * and objects are not among them: some servers return those on demand only.
 */
export function echoedMembers(
  description: Description,
  schema: Schema,
  envelope: readonly string[],
  sent: Readonly<Record<string, unknown>>,
): readonly string[] {
  const place = definitionAt(description, schema, envelope);
  if (place === undefined) return [];
  const { propertyNames } = shapeOf(description.document, place);
  const { definition, pointer } = place;
  const hidden = new HiddenProperties(description.document).of(definition, pointer, 'response');
  return Object.entries(sent)
    .filter(([name]) => propertyNames.includes(name) && !hidden.includes(name) && !SECRET.test(name))
    .filter(([, value]) => typeof value !== 'object' && Boolean(value))
    .map(([name]) => name);
}

/** Returns what was sent without what a response cannot have: values that violate its schema or that the server sets. */
export function showable(
  description: Description,
  schema: Schema,
  envelope: readonly string[],
  sent: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(sent).filter(([name, value]) => {
    if (isKeptByServer(name)) return false;
    const property = definitionAt(description, schema, [...envelope, name]);
    return property === undefined || description.validators.of(property, 'response')(value).length === 0;
  });
  return Object.fromEntries(entries);
}

/** Returns the schema of the property that the names lead to; undefined where it is combined of several. */
function definitionAt(
  { document }: Description,
  schema: Schema,
  names: readonly string[],
): Schema | undefined {
  let place: { node: Json; pointer: string } = { node: schema.definition, pointer: schema.pointer };
  for (const name of names) {
    const found = tryResolveObject(document, place.node, place.pointer);
    const inner = member(member(found?.node, 'properties'), name);
    if (found === undefined || inner === undefined) return undefined;
    place = { node: inner, pointer: `${found.pointer}/properties${formatPointer([name])}` };
  }
  const { node, pointer } = place;
  return typeof node === 'boolean' || (typeof node === 'object' && node !== null && !Array.isArray(node))
    ? { definition: node as Schema['definition'], pointer }
    : undefined;
}
