import type { JsonObject } from '../../base/json.ts';
import type { Header } from '../../description/model/media-type-object.ts';
import { shapeOf } from '../../description/schemas/value-shape.ts';
import type { HeaderFields } from '../../http/message.ts';
import { decodeParameter, type Decoded } from './parameter-codec.ts';

/** Reads the field that a Header Object describes. `document`: the one that its schema belongs to. */
export function decodeHeaderField(document: JsonObject, header: Header, headers: HeaderFields): Decoded {
  const parameter = { ...header, location: 'header' as const, allowEmptyValue: false };
  const shape = shapeOf(document, header.schema);
  return decodeParameter(parameter, shape, { path: new Map(), query: [], headers, cookies: [] });
}
