import type { Serialisation } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { MalformedText } from '../../http/malformed-text.ts';
import { PATH_RESERVED, PERCENT } from '../../http/percent-encoding.ts';
import { parsePair } from '../../http/raw-parameters.ts';
import { decodeDelimited, encodeDelimited } from '../styles/delimited-codec.ts';
import { decodePairs, encodePairs, type Pairs } from '../styles/pairs-codec.ts';
import { delimiterOf } from '../styles/style-delimiter.ts';
import { decodeContent, encodeContent } from './content-codec.ts';

interface PathParameter extends Serialisation {
  readonly name: string;
}

/** Writes the text for a template's expression: `blue`, label `.blue`, matrix `;color=blue` (RFC 6570, section 3.2). */
export function encodePath(value: unknown, parameter: PathParameter): string {
  const { style, explode, content, allowReserved } = parameter;
  if (content !== undefined) return PERCENT.encode(encodeContent(value, content));
  const escaping = allowReserved ? PATH_RESERVED : PERCENT;
  switch (style) {
    case 'matrix':
      return encodePairs(value, matrixRule(parameter))
        .map((pair) => (pair.value === '' ? `;${pair.name}` : `;${pair.name}=${pair.value}`))
        .join('');
    case 'label':
      return `.${encodeDelimited(value, { delimiter: explode ? '.' : ',', explode, escaping })}`;
    default:
      return encodeDelimited(value, { delimiter: delimiterOf(style), explode, escaping });
  }
}

/** Reads a path parameter; undefined where the template has no such expression. @throws MalformedText */
export function decodePath(
  captures: ReadonlyMap<string, string>,
  parameter: PathParameter,
  shape: ValueShape,
): { readonly value: unknown } | undefined {
  const text = captures.get(parameter.name);
  return text === undefined ? undefined : { value: decodePathText(text, parameter, shape) };
}

function decodePathText(text: string, parameter: PathParameter, shape: ValueShape): unknown {
  const { style, explode, content } = parameter;
  if (content !== undefined) return decodeContent(PERCENT.decode(text), content, shape);
  switch (style) {
    case 'matrix':
      return decodeMatrix(text, parameter, shape);
    case 'label':
      return decodeLabel(text, parameter, shape);
    default:
      return decodeDelimited(text, { delimiter: delimiterOf(style), explode, escaping: PERCENT }, shape);
  }
}

/** Without `explode`, reads both delimiters: the comma of RFC 6570 and OpenAPI 3.1.1, and the dot of OpenAPI 3.1.0. */
function decodeLabel(text: string, { explode }: PathParameter, shape: ValueShape): unknown {
  if (!text.startsWith('.')) throw new MalformedText('style', 'must begin with "."');
  const parts = text.slice(1);
  const delimiter = explode || !parts.includes(',') ? '.' : ',';
  return decodeDelimited(parts, { delimiter, explode, escaping: PERCENT }, shape);
}

function decodeMatrix(text: string, parameter: PathParameter, shape: ValueShape): unknown {
  const pairs = text.startsWith(';') ? text.slice(1).split(';').map(parsePair) : [];
  const found = decodePairs(pairs, matrixRule(parameter), shape);
  if (found === undefined) throw new MalformedText('style', `must be written as ;${parameter.name}=…`);
  return found.value;
}

function matrixRule({ name, explode, allowReserved }: PathParameter): Pairs {
  const escaping = allowReserved ? PATH_RESERVED : PERCENT;
  return { name, delimiter: ',', explode, escaping, declared: new Set() };
}
