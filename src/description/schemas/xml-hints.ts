import { isObject, member, stringMember, type JsonObject } from '../../base/json.ts';

/** A schema's `xml` (OpenAPI 3.1 and 3.2, XML Object). */
export interface XmlHints {
  readonly name?: string;
  readonly prefix?: string;
  readonly namespace?: string;
  readonly attribute?: boolean;
  /** True for arrays whose items are in an element of their own. */
  readonly wrapped?: boolean;
  /** True where the value is the text of the enclosing element (3.2: `nodeType: text` or `cdata`). */
  readonly text?: boolean;
  /** True where the value's members are in the enclosing element, without one of their own (3.2: `nodeType: none`). */
  readonly spread?: boolean;
}

/** Returns the XML hints of a schema; undefined without `xml`. */
export function xmlHintsOf(schema: JsonObject): XmlHints | undefined {
  const xml = member(schema, 'xml');
  if (!isObject(xml)) return undefined;
  const nodeType = member(xml, 'nodeType');
  const texts = (['name', 'prefix', 'namespace'] as const).flatMap((key) => {
    const text = stringMember(xml, key);
    return text === undefined ? [] : [[key, text] as const];
  });
  return {
    ...Object.fromEntries(texts),
    ...((xml['attribute'] === true || nodeType === 'attribute') && { attribute: true }),
    ...((xml['wrapped'] === true || nodeType === 'element') && { wrapped: true }),
    ...(nodeType === 'none' && { spread: true }),
    ...((nodeType === 'text' || nodeType === 'cdata') && { text: true }),
  };
}
