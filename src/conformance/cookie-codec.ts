import type { Serialisation } from '../spec/parameter.ts';
import type { ValueShape } from '../spec/value-shape.ts';
import { decodeContentPair, encodeContent } from './content-codec.ts';
import { PERCENT } from './escaping.ts';
import { decodePairs, encodePairs, type Pairs } from './pairs-codec.ts';
import type { RawPair } from './raw-parameters.ts';

interface CookieParameter extends Serialisation {
  readonly name: string;
}

/** `a=1; b=2`, in the style form, the only one of cookies (OpenAPI 3.1, "Style Values"). */
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

/** Undefined where there is no such cookie. @throws MalformedText */
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

function cookieRule({ name, explode }: CookieParameter): Pairs {
  return { name, delimiter: ',', explode, escaping: PERCENT, declared: new Set() };
}
