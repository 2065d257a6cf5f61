import type { Serialisation } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { headerValue, type HeaderFields } from '../../http/message.ts';
import { PLAIN } from '../../http/percent-encoding.ts';
import { decodeDelimited, encodeDelimited, type Delimited } from '../styles/delimited-codec.ts';
import { delimiterOf } from '../styles/style-delimiter.ts';
import { decodeContent, encodeContent } from './content-codec.ts';

interface HeaderField extends Serialisation {
  /** In any case. */
  readonly name: string;
}

/** Writes a field's value in the style simple, the only one for headers in OpenAPI 3. Nothing is percent-encoded. */
export function encodeHeader(value: unknown, field: HeaderField): string {
  const { content } = field;
  return content === undefined ? encodeDelimited(value, ruleOf(field)) : encodeContent(value, content);
}

/**
 * Reads a field; undefined where it is absent. Several lines are one list (RFC 9110, section 5.3).
 * @throws MalformedText
 */
export function decodeHeader(
  headers: HeaderFields,
  parameter: HeaderField,
  shape: ValueShape,
): { readonly value: unknown } | undefined {
  const { name, content } = parameter;
  const text = headerValue(headers, name.toLowerCase())?.trim();
  if (text === undefined) return undefined;
  return {
    value:
      content === undefined
        ? decodeDelimited(text, ruleOf(parameter), shape)
        : decodeContent(text, content, shape),
  };
}

function ruleOf({ style, explode }: HeaderField): Delimited {
  return { delimiter: delimiterOf(style), explode, escaping: PLAIN };
}
