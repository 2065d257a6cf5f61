import { isObject } from '../../../base/json.ts';
import { decodeHeaderField } from '../../../codec/parameters/header-field.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Header } from '../../../description/model/media-type-object.ts';

/**
 * Writes the value of a documented header as the lines of its field: one line, but for `Set-Cookie`, whose values must
 * not be joined (RFC 9110, section 5.3). Undefined when the value breaks the schema, or a field cannot carry it. A text
 * for another type than `string` is taken for the field as it is sent: `3` for an integer, `a, b` for an array.
 */
export function headerLines(
  description: Description,
  header: Header,
  value: unknown,
): readonly string[] | undefined {
  const lines =
    fieldNameOf(header) === 'set-cookie' ? cookieLines(value) : [headerText(description, header, value)];
  const written = lines.filter((line) => line !== undefined);
  return written.length === lines.length && written.every(canTravel) ? written : undefined;
}

function headerText(description: Description, header: Header, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  const isValid = description.validators.of(header.schema, 'response')(value).length === 0;
  if (isValid) return encodeParameter({ ...header, location: 'header' }, value);
  return typeof value === 'string' && fitsHeader(description, header, value) ? value : undefined;
}

/** Tells whether the text of a field fits the schema of its header. */
export function fitsHeader(description: Description, header: Header, text: string): boolean {
  const found = decodeHeaderField(description.document, header, { [header.name.toLowerCase()]: text });
  if (found.kind !== 'value') return false;
  return description.validators.of(header.schema, 'response')(found.value).length === 0;
}

/**
 * Returns the name of the field, in lower case. Control characters at the start of a header's name are a way to
 * describe several fields of one name, which the keys of an object cannot.
 */
export function fieldNameOf({ name }: Header): string {
  return name.replace(/^[\p{Cc}\s]+/u, '').toLowerCase();
}

/** A list has a cookie in each item, an object one in each member, a text one in each line. */
function cookieLines(value: unknown): readonly (string | undefined)[] {
  if (typeof value === 'string') return value.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (Array.isArray(value))
    return value.map((line: unknown) => (typeof line === 'string' ? line : undefined));
  if (!isObject(value)) return [undefined];
  return Object.entries(value).map(([name, member]) => `${name}=${String(member)}`);
}

function canTravel(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
