import type { Serialisation } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { QUERY, QUERY_RESERVED } from '../../http/percent-encoding.ts';
import type { RawPair } from '../../http/raw-parameters.ts';
import { decodeDeepObject, encodeDeepObject } from '../styles/deep-object-codec.ts';
import { decodePairs, encodePairs, nameOf, type Pairs } from '../styles/pairs-codec.ts';
import { delimiterOf } from '../styles/style-delimiter.ts';
import { decodeContent, decodeContentPair, encodeContent } from './content-codec.ts';

interface QueryParameter extends Serialisation {
  readonly name: string;
}

/** Writes `a=1&b=2`, in the styles form, spaceDelimited, pipeDelimited and deepObject. */
export function encodeQuery(value: unknown, parameter: QueryParameter): string {
  return encodedPairs(value, parameter).map(pairText).join('&');
}

function pairText({ name, value, bare }: RawPair): string {
  return bare === true ? name : `${name}=${value}`;
}

function encodedPairs(value: unknown, parameter: QueryParameter): RawPair[] {
  const { name, content, style, isWholeQuery } = parameter;
  if (content !== undefined) {
    const text = QUERY.encode(encodeContent(value, content));
    if (isWholeQuery === true) return [{ name: text, value: '', bare: true }];
    return [{ name: QUERY.encode(name), value: text }];
  }
  const rule = queryRule(parameter, new Set());
  return style === 'deepObject' ? encodeDeepObject(name, value, rule.escaping) : encodePairs(value, rule);
}

/** Reads a query parameter; undefined where it is absent. @throws MalformedText */
export function decodeQuery(
  pairs: readonly RawPair[],
  parameter: QueryParameter,
  shape: ValueShape,
  declared: ReadonlySet<string>,
): { readonly value: unknown } | undefined {
  const { name, content, style, isWholeQuery } = parameter;
  const rule = queryRule(parameter, declared);
  if (isWholeQuery === true && content !== undefined) {
    const text = pairs.map(pairText).join('&');
    return text === '' ? undefined : { value: decodeContent(QUERY.decode(text), content, shape) };
  }
  if (content !== undefined) return decodeContentPair(pairs, rule, content, shape);
  return style === 'deepObject'
    ? decodeDeepObject(pairs, name, shape, rule.escaping)
    : decodePairs(pairs, rule, shape);
}

/** True for `?a=` and `?a` under `allowEmptyValue`, which only the style form heeds (OpenAPI 3.1, Parameter Object). */
export function isWithoutValue(
  parameter: QueryParameter & { readonly allowEmptyValue?: boolean },
  pairs: readonly RawPair[],
): boolean {
  if (parameter.allowEmptyValue !== true || parameter.style !== 'form') return false;
  const own = pairs.filter((pair) => nameOf(pair, QUERY) === parameter.name);
  return own.length === 1 && own[0]?.value === '';
}

function queryRule(parameter: QueryParameter, declared: ReadonlySet<string>): Pairs {
  return {
    name: parameter.name,
    delimiter: delimiterOf(parameter.style),
    explode: parameter.explode,
    escaping: parameter.allowReserved ? QUERY_RESERVED : QUERY,
    declared,
  };
}
