import { isObject, member, stringMember, type JsonObject } from '../../base/json.ts';

/** What a schema's `xml` says (OpenAPI 3.1 and 3.2, XML Object); absent members say nothing. */
export interface XmlHints {
  readonly name?: string;
  readonly prefix?: string;
  readonly namespace?: string;
  readonly attribute?: boolean;
  /** For arrays: the items stand in an element of their own. */
  readonly wrapped?: boolean;
  /** The value is the text of the element that it belongs to (3.2: `nodeType: text` or `cdata`). */
  readonly text?: boolean;
  /** The members of the value stand in the element that it belongs to, without one of its own (3.2). */
  readonly spread?: boolean;
}

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
