import { formatPointer } from '../../../base/json-pointer.ts';
import { member, type Json } from '../../../base/json.ts';
import { resolveReference } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import { isKeptByServer } from '../../../description/resources/naming.ts';
import { HiddenProperties } from '../../../description/schemas/read-only-properties.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';

/** Members that a server keeps to itself with good reason. */
const SECRET = /passw|secret|token|credential|private|pin$|cvv|cvc|captcha|otp|confirm/i;

/**
 * The members that were sent and that have to be in the item which `schema` describes at `envelope`: it has them,
 * does not call them `writeOnly`, they are no secrets, and no values that are often left out (`null`, `false`, `0`,
 * `""`). Lists and objects may have to be asked for.
 */
export function lastingMembers(
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

/** What was sent, without what the answer cannot show: values that break its schema, and what the server sets. */
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

/** The schema of the property to which the names lead; undefined where it is combined of several. */
function definitionAt(
  { document }: Description,
  schema: Schema,
  names: readonly string[],
): Schema | undefined {
  let place: { node: Json; pointer: string } = { node: schema.definition, pointer: schema.pointer };
  for (const name of names) {
    const { node, pointer } = resolveReference(document, place.node, place.pointer);
    const inner = member(member(node, 'properties'), name);
    if (inner === undefined) return undefined;
    place = { node: inner, pointer: `${pointer}/properties${formatPointer([name])}` };
  }
  const { node, pointer } = place;
  return typeof node === 'boolean' || (typeof node === 'object' && node !== null && !Array.isArray(node))
    ? { definition: node as Schema['definition'], pointer }
    : undefined;
}
