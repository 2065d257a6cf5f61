import type { JsonObject } from '../spec/json.ts';
import type { Header } from '../spec/parameter.ts';
import { shapeOf } from '../spec/value-shape.ts';
import { decodeParameter, type Decoded } from './parameter-codec.ts';
import type { HeaderFields } from './raw-message.ts';

/** Reads the field that a Header Object describes. `document`: where its schema stands. */
export function decodeHeaderField(document: JsonObject, header: Header, headers: HeaderFields): Decoded {
  const parameter = { ...header, location: 'header' as const, allowEmptyValue: false };
  const shape = shapeOf(document, header.schema);
  return decodeParameter(parameter, shape, { path: new Map(), query: [], headers, cookies: [] });
}
