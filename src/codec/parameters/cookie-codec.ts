import type { Serialisation } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { COOKIE_RESERVED, PERCENT, VERBATIM, type Escaping } from '../../http/percent-encoding.ts';
import type { RawPair } from '../../http/raw-parameters.ts';
import { decodePairs, encodePairs, type Pairs } from '../styles/pairs-codec.ts';
import { decodeContentPair, encodeContent } from './content-codec.ts';

interface CookieParameter extends Serialisation {
  readonly name: string;
}

/** Writes `a=1; b=2`, in the style form, or in OpenAPI 3.2's style cookie, which escapes nothing ("Style Values"). */
export function encodeCookie(value: unknown, parameter: CookieParameter): string {
  return encodedPairs(value, parameter)
    .map((pair) => `${pair.name}=${pair.value}`)
    .join('; ');
}

function encodedPairs(value: unknown, parameter: CookieParameter): RawPair[] {
  const { name, content } = parameter;
  return content === undefined
    ? encodePairs(value, cookieRule(parameter))
    : [{ name: PERCENT.encode(name), value: PERCENT.encode(encodeContent(value, content)) }];
}

/** Reads a cookie; undefined where it is absent. @throws MalformedText */
export function decodeCookie(
  pairs: readonly RawPair[],
  parameter: CookieParameter,
  shape: ValueShape,
): { readonly value: unknown } | undefined {
  const rule = cookieRule(parameter);
  return parameter.content === undefined
    ? decodePairs(pairs, rule, shape)
    : decodeContentPair(pairs, rule, parameter.content, shape);
}

function cookieRule(parameter: CookieParameter): Pairs {
  const { name, explode } = parameter;
  return { name, delimiter: ',', explode, escaping: escapingOf(parameter), declared: new Set() };
}

function escapingOf({ style, allowReserved, content }: CookieParameter): Escaping {
  if (style === 'cookie' && content === undefined) return VERBATIM;
  return allowReserved ? COOKIE_RESERVED : PERCENT;
}
