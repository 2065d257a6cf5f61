import type { PartEncodings } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { FORM, QUERY_RESERVED } from '../../http/percent-encoding.ts';
import { parseQuery } from '../../http/raw-parameters.ts';
import { writtenMembers } from '../styles/value-text.ts';
import { decodeProperties, encodeProperty, type Form } from './form-properties.ts';

interface FormFormat {
  readonly shape: ValueShape;
  readonly encoding: PartEncodings['encoding'];
}

/**
 * Writes an object as `application/x-www-form-urlencoded` (OpenAPI 3.1,
 * "Encoding the x-www-form-urlencoded Media Type").
 */
export function encodeForm(value: object, format: FormFormat): string {
  const form = toForm(format);
  return writtenMembers(value)
    .flatMap(([name, member]) => encodeProperty(name, member, form))
    .map((pair) => `${pair.name}=${pair.value}`)
    .join('&');
}

/** Reads a form; an empty text is an empty object. @throws MalformedText */
export function decodeForm(text: string, format: FormFormat): object {
  return Object.fromEntries(decodeProperties(parseQuery(text.trim()), toForm(format)));
}

function toForm({ shape, encoding }: FormFormat): Form {
  return { shape, encoding, escaping: FORM, reserved: QUERY_RESERVED };
}
