import { groupBy } from '../../base/group-by.ts';
import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { givenTwice } from '../../http/malformed-text.ts';
import { isComposite, readText, writeText, writtenMembers } from '../styles/value-text.ts';
import { parseXml, writeXml, type XmlElement } from './xml-text.ts';

/** Writes a value as XML. `rootName`: the name of the root element where the schema's `xml` has none. */
export function encodeXml(value: unknown, shape: ValueShape, rootName: string): string {
  return writeXml(toElement(value, shape, shape.xml.name ?? rootName));
}

/**
 * Reads the value of an XML document by its schema (OpenAPI 3.1, XML Object), which tells arrays, attributes and
 * numbers. Neither prefixes nor the root's name are compared. @throws MalformedText
 */
export function decodeXml(text: string, shape: ValueShape): unknown {
  return toValue(parseXml(text), shape);
}

const NIL = 'xsi:nil';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

function toElement(value: unknown, shape: ValueShape, name: string): XmlElement {
  const { prefix, namespace } = shape.xml;
  const element = {
    name: elementName(prefix === undefined ? name : `${prefix}:${name}`),
    attributes: new Map<string, string>(),
    children: [] as XmlElement[],
    text: '',
  };
  if (namespace !== undefined)
    element.attributes.set(prefix === undefined ? 'xmlns' : `xmlns:${prefix}`, namespace);
  if (value === null) {
    for (const [key, text] of [
      [NIL, 'true'],
      ['xmlns:xsi', XSI],
    ] as const)
      element.attributes.set(key, text);
    return element;
  }
  if (!isComposite(value)) return { ...element, text: writeText(value) };
  if (Array.isArray(value)) return { ...element, children: itemElements(value, shape, name) };
  for (const [key, member] of writtenMembers(value)) addMember(element, key, member, shape);
  return element;
}

function addMember(
  element: { attributes: Map<string, string>; children: XmlElement[]; text: string },
  key: string,
  value: unknown,
  owner: ValueShape,
): void {
  const shape = owner.property(key) ?? ANY_SHAPE;
  const { name = key, attribute, text, wrapped, spread } = shape.xml;
  if (spread === true && isComposite(value) && !Array.isArray(value)) {
    for (const [inner, one] of writtenMembers(value)) addMember(element, inner, one, shape);
  } else if (attribute === true)
    element.attributes.set(elementName(attributeName(key, shape)), writeText(value));
  else if (text === true) element.text += writeText(value);
  else if (Array.isArray(value) && wrapped !== true)
    element.children.push(...itemElements(value, shape, name));
  else element.children.push(toElement(value, shape, name));
}

function itemElements(value: readonly unknown[], shape: ValueShape, name: string): XmlElement[] {
  return value.map((item, index) => {
    const itemShape = shape.item(index);
    return toElement(item, itemShape, itemShape.xml.name ?? name);
  });
}

function attributeName(key: string, { xml: { name = key, prefix } }: ValueShape): string {
  return prefix === undefined ? name : `${prefix}:${name}`;
}

/** Replaces the characters that element names may not have by underscores. */
function elementName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_:.-]/gu, '_').replace(/^(?![\p{L}_:])/u, '_');
}

function toValue(element: XmlElement, shape: ValueShape): unknown {
  if (element.attributes.get(NIL) === 'true') return null;
  if (isArray(shape)) return element.children.map((child, index) => toValue(child, shape.item(index)));
  const isLeaf = element.children.length === 0 && ownAttributes(element).length === 0;
  const isText = isLeaf && (element.text.trim() !== '' || !isObjectOnly(shape));
  if (isText && !hasTextProperty(shape)) return readElementText(element.text, shape);
  return shape.allowsObject ? toObject(element, shape) : readElementText(element.text, shape);
}

/** Reads a text; ignores whitespace around numbers and booleans. */
function readElementText(text: string, shape: ValueShape): unknown {
  return readText(shape.primitives.includes('string') ? text : text.trim(), shape);
}

function isArray(shape: ValueShape): boolean {
  return shape.isKnown && shape.allowsArray && !shape.allowsObject && !shape.primitives.includes('string');
}

function isObjectOnly(shape: ValueShape): boolean {
  return shape.isKnown && shape.allowsObject && !shape.primitives.includes('string');
}

function hasTextProperty(shape: ValueShape): boolean {
  return shape.propertyNames.some((name) => shape.property(name)?.xml.text === true);
}

function toObject(element: XmlElement, shape: ValueShape): object {
  const seen = new Set<string>();
  const declared = declaredMembers(element, shape, seen);
  return Object.fromEntries([...declared, ...others(element, shape, seen)]);
}

function declaredMembers(element: XmlElement, shape: ValueShape, seen: Set<string>): [string, unknown][] {
  return shape.propertyNames.flatMap((key): [string, unknown][] => {
    const found = readProperty(element, key, shape.property(key) ?? ANY_SHAPE, seen);
    return found === undefined ? [] : [[key, found.value]];
  });
}

/** Reads one property. `seen` collects the names of the elements and attributes that have been read. */
function readProperty(
  element: XmlElement,
  key: string,
  shape: ValueShape,
  seen: Set<string>,
): { readonly value: unknown } | undefined {
  const { name = key, attribute, text, wrapped, spread } = shape.xml;
  if (spread === true && isObjectOnly(shape)) {
    const found = declaredMembers(element, shape, seen);
    return found.length === 0 ? undefined : { value: Object.fromEntries(found) };
  }
  if (text === true) return { value: readElementText(element.text, shape) };
  const elementsCalled = (wanted: string) => {
    seen.add(wanted);
    return element.children.filter((child) => localName(child.name) === wanted);
  };
  if (attribute === true) {
    seen.add(`@${name}`);
    const found = ownAttributes(element).find(([attributeKey]) => localName(attributeKey) === name);
    return found && { value: readElementText(found[1], shape) };
  }
  if (isArray(shape) && wrapped !== true) {
    const items = elementsCalled(shape.item(0).xml.name ?? name);
    return items.length === 0
      ? undefined
      : { value: items.map((item, index) => toValue(item, shape.item(index))) };
  }
  const [first, ...more] = elementsCalled(name);
  if (more.length > 0) throw givenTwice();
  return first && { value: toValue(first, shape) };
}

/** Reads what the schema does not name; several elements of one name become an array. */
function others(element: XmlElement, shape: ValueShape, seen: ReadonlySet<string>): [string, unknown][] {
  const attributes = ownAttributes(element)
    .map(([name, text]) => ({ name: localName(name), text }))
    .filter(({ name }) => !seen.has(`@${name}`))
    .map(({ name, text }) => ({ name, value: readText(text, shape.property(name) ?? ANY_SHAPE) }));
  const children = element.children
    .map((child) => ({ name: localName(child.name), child }))
    .filter(({ name }) => !seen.has(name))
    .map(({ name, child }) => ({ name, value: toValue(child, shape.property(name) ?? ANY_SHAPE) }));
  const named = new Set(shape.propertyNames); // properties that are written under another name
  const unnamed = [...attributes, ...children].filter(({ name }) => !named.has(name));
  return [...groupBy(unnamed, ({ name }) => name)].map(([name, group]) => {
    const values = group.map(({ value }) => value);
    return [name, values.length > 1 ? values : values[0]];
  });
}

/** Returns the attributes without namespace declarations and those of XML Schema and XML itself. */
function ownAttributes({ attributes }: XmlElement): [string, string][] {
  return [...attributes].filter(([name]) => !/^(?:xmlns(?::|$)|xsi:|xml:)/.test(name));
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
