import { writeExactJson } from '../../base/exact-json.ts';
import { formatPointer } from '../../base/json-pointer.ts';
import type { ParameterStyle, PartEncodings, Styling } from '../../description/model/media-type-object.ts';
import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { decodingAt } from '../../http/malformed-text.ts';
import { isJson, parseMediaType } from '../../http/media-type.ts';
import type { Escaping } from '../../http/percent-encoding.ts';
import type { RawPair } from '../../http/raw-parameters.ts';
import { decodeDeepObject, encodeDeepObject } from '../styles/deep-object-codec.ts';
import { joinItems, splitItems } from '../styles/nested-items.ts';
import { decodePairs, encodePairs, nameOf, type Pairs } from '../styles/pairs-codec.ts';
import { delimiterOf } from '../styles/style-delimiter.ts';
import { isComposite, readTexts, writeText } from '../styles/value-text.ts';
import { readJson } from './json-codec.ts';

/** How an object is written as a form: as names with texts. */
export interface Form {
  readonly shape: ValueShape;
  readonly encoding: PartEncodings['encoding'];
  readonly escaping: Escaping;
  /** The escaping where `allowReserved` is set. */
  readonly reserved: Escaping;
}

/**
 * Writes the pairs of one property (OpenAPI 3.1, Encoding Object): like a query parameter where `style`, `explode` or
 * `allowReserved` is given; otherwise by content type: objects as JSON, an array as several pairs of one name.
 */
export function encodeProperty(name: string, given: unknown, form: Form): RawPair[] {
  const rule = ruleOf(name, form);
  const value = joinItems(given, rule.itemStyles);
  if (rule.isDeepObject) return encodeDeepObject(name, value, rule.pairs.escaping);
  if (rule.isStyled) return encodePairs(value, rule.pairs);
  const { escaping } = form;
  const write = (item: unknown) => (rule.isJson ? (writeExactJson(item) ?? '') : writeText(item));
  return (Array.isArray(value) ? value : [value]).map((item) => ({
    name: escaping.encode(name),
    value: escaping.encode(write(item)),
  }));
}

/** Reads the properties of a form: the schema's in their order, then the others. @throws MalformedText */
export function decodeProperties(pairs: readonly RawPair[], form: Form): [string, unknown][] {
  const declared = new Set(form.shape.propertyNames);
  const names = [...declared, ...otherNames(pairs, form, declared)];
  return names.flatMap((name): [string, unknown][] => {
    const found = decodingAt(formatPointer([name]), () => decodeProperty(pairs, name, form));
    if (found === undefined) return [];
    const styles = ruleOf(name, form).itemStyles;
    return [[name, splitItems(found.value, form.shape.property(name) ?? ANY_SHAPE, styles)]];
  });
}

function decodeProperty(
  pairs: readonly RawPair[],
  name: string,
  form: Form,
): { readonly value: unknown } | undefined {
  const rule = ruleOf(name, form);
  const shape = form.shape.property(name) ?? ANY_SHAPE;
  const { escaping } = rule.pairs;
  if (rule.isDeepObject) return decodeDeepObject(pairs, name, shape, escaping);
  if (rule.isStyled) return decodePairs(pairs, rule.pairs, shape);
  const named = pairs.map((pair) => ({ name: nameOf(pair, escaping), value: pair.value }));
  if (named.some((pair) => pair.name.startsWith(`${name}[`))) {
    const found = decodeDeepObject(pairs, name, shape, escaping); // `a[b]=1`, `a[]=1`, as many forms send
    if (found !== undefined) return found;
  }
  const texts = named.filter((pair) => pair.name === name).map((pair) => escaping.decode(pair.value));
  if (texts.length === 0) return undefined;
  return { value: rule.isJson ? readJsonTexts(texts, shape) : readTexts(texts, shape) };
}

/** Each text is an item; a single text may also be the whole array. */
function readJsonTexts(texts: readonly string[], shape: ValueShape): unknown {
  const values = texts.map(readJson);
  if (values.length > 1) return values;
  const isWhole = Array.isArray(values[0]) || !shape.isKnown || !isOnlyArray(shape);
  return isWhole ? values[0] : values;
}

function isOnlyArray(shape: ValueShape): boolean {
  return shape.allowsArray && !shape.allowsObject && shape.primitives.length === 0;
}

/** Returns the names that the schema does not have, without the members of objects that are spread over the form. */
function otherNames(pairs: readonly RawPair[], form: Form, declared: ReadonlySet<string>): Set<string> {
  const spread = [...declared]
    .filter((name) => isSpread(name, form))
    .map((name) => form.shape.property(name) ?? ANY_SHAPE);
  const others = new Set<string>();
  for (const pair of pairs) {
    const name = nameOf(pair, form.escaping);
    const owner = /^([^[]+)(?:\[[^[\]]*\])+$/s.exec(name)?.[1] ?? name;
    const isKnown = declared.has(name) || declared.has(owner);
    if (!isKnown && !spread.some((shape) => shape.property(owner) !== undefined)) others.add(owner);
  }
  return others;
}

/** True for objects whose members are names of the form themselves (`form` with `explode`). */
function isSpread(name: string, form: Form): boolean {
  const { isStyled, isDeepObject, pairs } = ruleOf(name, form);
  const shape = form.shape.property(name);
  return isStyled && !isDeepObject && pairs.explode && shape?.isKnown === true && shape.allowsObject;
}

interface PropertyRule {
  readonly isStyled: boolean;
  readonly isDeepObject: boolean;
  readonly isJson: boolean;
  readonly pairs: Pairs;
  readonly itemStyles: readonly ParameterStyle[];
}

const UNSTYLED: Styling = { style: 'form', explode: true, allowReserved: false };

function ruleOf(name: string, form: Form): PropertyRule {
  const encoding = form.encoding.get(name);
  const { style, explode, allowReserved } = encoding?.styling ?? UNSTYLED;
  const isStyled = encoding?.styling !== undefined;
  const contentType = parseMediaType(encoding?.contentType ?? '');
  return {
    isStyled,
    isDeepObject: style === 'deepObject',
    itemStyles: encoding?.itemStyles ?? [],
    isJson: !isStyled && contentType !== undefined && isJson(contentType),
    pairs: {
      name,
      delimiter: delimiterOf(style),
      explode,
      escaping: allowReserved ? form.reserved : form.escaping,
      declared: new Set(form.shape.propertyNames),
    },
  };
}

/** True for values with members, which can be written as a form. */
export function isForm(value: unknown): value is Readonly<Record<string, unknown>> {
  return isComposite(value) && !Array.isArray(value) && !(value instanceof Uint8Array);
}
