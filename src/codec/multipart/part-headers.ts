import { items, member } from '../../base/json.ts';
import type { Encoding, Header } from '../../description/model/media-type-object.ts';
import { encodeParameter } from '../parameters/parameter-codec.ts';

/**
 * Writes the required header fields of a part, as far as the description shows a value: an example, a default, a
 * constant, or one of an enum.
 */
export function writtenHeaders(
  encoding: Encoding | undefined,
): readonly (readonly [name: string, text: string])[] {
  return (encoding?.headers ?? []).flatMap((header) => {
    const isFree = header.name.toLowerCase() !== 'content-disposition'; // written with the name of the part
    const value = header.required && isFree ? shownValue(header) : undefined;
    const text = value === undefined ? '' : encodeParameter({ ...header, location: 'header' }, value);
    return text === '' ? [] : [[header.name.toLowerCase(), text] as const];
  });
}

function shownValue({ examples, schema: { definition } }: Header): unknown {
  if (examples[0] !== undefined) return examples[0].value;
  return member(definition, 'default') ?? member(definition, 'const') ?? items(member(definition, 'enum'))[0];
}
