import { XMLParser } from 'fast-xml-parser';
import { messageOf } from '../../base/error-message.ts';
import { isObject } from '../../base/json.ts';
import { escapeXml, XML_ENTITIES } from '../../base/text/xml-escape.ts';
import { MalformedText } from '../../http/malformed-text.ts';

/** An element of an XML document, with its texts joined. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const MAX_DEPTH = 200;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/**
 * Parses an XML document and returns its root element. A document type is refused, since it could define entities
 * that expand without end. @throws MalformedText
 */
export function parseXml(text: string): XmlElement {
  const [prolog = ''] = text.split(/<[\p{L}_]/u, 1);
  if (/<!DOCTYPE/i.test(prolog)) throw new MalformedText('xml', 'must NOT have a document type');
  const roots = elementsOf(parse(text));
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    throw new MalformedText('xml', 'must be valid XML: there has to be one root element');
  }
  return root;
}

function parse(text: string): readonly unknown[] {
  try {
    const nodes: unknown = parser.parse(text, true);
    return Array.isArray(nodes) ? (nodes as readonly unknown[]) : [];
  } catch (error) {
    const reason = messageOf(error);
    throw new MalformedText('xml', `must be valid XML: ${reason}`);
  }
}

/** Converts the parser's nodes: objects with the element's name, or `#text` or `#cdata`, and `:@` for attributes. */
function elementsOf(nodes: readonly unknown[]): XmlElement[] {
  return nodes.filter(isObject).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name.startsWith('#')) return [];
    const inner = listOf(node[name]);
    const attributes = isObject(node[':@']) ? Object.entries(node[':@']) : [];
    return [
      {
        name,
        attributes: new Map(attributes.map(([key, value]) => [key, unescapeXml(String(value))])),
        children: elementsOf(inner),
        text: textOf(inner),
      },
    ];
  });
}

function textOf(nodes: readonly unknown[]): string {
  return nodes
    .filter(isObject)
    .map((node) => {
      if (typeof node['#text'] === 'string') return unescapeXml(node['#text']);
      const cdata = listOf(node['#cdata']).find(isObject);
      return typeof cdata?.['#text'] === 'string' ? cdata['#text'] : '';
    })
    .join('');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Writes an element, without an XML declaration. The counterpart of `parseXml`. */
export function writeXml({ name, attributes, children, text }: XmlElement): string {
  const fields = [...attributes].map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  const inner = escaped(text) + children.map(writeXml).join('');
  return inner === '' ? `<${name}${fields}/>` : `<${name}${fields}>${inner}</${name}>`;
}

/** Line breaks and tabs are written as references, which attributes keep (XML 1.0, section 3.3.3). */
function escaped(text: string): string {
  return escapeXml(text).replace(/[\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal, hexadecimal, name) => {
    if (typeof name === 'string') return entity(name);
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
    if (code > 0x10ffff) throw new MalformedText('xml', `must NOT refer to the character ${code}`);
    return String.fromCodePoint(code);
  });
}

function entity(name: string): string {
  const character = XML_ENTITIES.get(name);
  if (character === undefined) throw new MalformedText('xml', `must NOT refer to &${name};: it is unknown`);
  return character;
}
