import { items, member, type JsonObject } from '../../base/json.ts';
import { compileHeaders } from '../../description/compile/compile-content.ts';
import type { Header } from '../../description/model/parameter.ts';
import { encodeParameter } from '../parameters/parameter-codec.ts';

/** The header fields that an Encoding Object describes (OpenAPI 3.1, Encoding Object, `headers`). */
export function headersOfPart(
  document: JsonObject,
  encoding: JsonObject | undefined,
  pointer: string,
): readonly Header[] {
  const headers = member(encoding, 'headers');
  return headers === undefined ? [] : compileHeaders(document, headers, `${pointer}/headers`);
}

/** Those that have to be sent, as far as the description shows a value: an example, a default, or one of an enum. */
export function writtenHeaders(
  document: JsonObject,
  encoding: JsonObject | undefined,
): readonly (readonly [name: string, text: string])[] {
  return headersOfPart(document, encoding, '').flatMap((header) => {
    const isOurs = header.name.toLowerCase() !== 'content-disposition'; // which names the part
    const value = header.required && isOurs ? shownValue(header) : undefined;
    const text = value === undefined ? '' : encodeParameter({ ...header, location: 'header' }, value);
    return text === '' ? [] : [[header.name.toLowerCase(), text] as const];
  });
}

function shownValue({ examples, schema: { definition } }: Header): unknown {
  if (examples[0] !== undefined) return examples[0].value;
  return member(definition, 'default') ?? member(definition, 'const') ?? items(member(definition, 'enum'))[0];
}
