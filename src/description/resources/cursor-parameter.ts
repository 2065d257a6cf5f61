import type { JsonObject } from '../../base/json.ts';
import type { Parameter } from '../model/parameter.ts';
import { shapeOf } from '../schemas/value-shape.ts';
import { asWritten, expected } from './conventions/convention.ts';
import { LIST_PARAMETERS } from './conventions/list-parameter-names.ts';

const CURSOR = asWritten(
  expected(LIST_PARAMETERS.cursor, LIST_PARAMETERS.afterItem, LIST_PARAMETERS.beforeItem),
);

/**
 * Whether a parameter takes what an answer has given before: the place in a list from which to read on. One that is
 * made up is nobody's. A time is no cursor, whatever it is called.
 */
export function isCursor(
  document: JsonObject,
  { location, name, schema, required }: Pick<Parameter, 'location' | 'name' | 'schema' | 'required'>,
): boolean {
  if (location !== 'query' || required || !CURSOR.test(name)) return false;
  const { primitives, strings, allowsArray, allowsObject } = shapeOf(document, schema);
  const { definition } = schema;
  const format = typeof definition === 'object' ? String(definition['format']) : '';
  const isPlain = !allowsArray && !allowsObject && strings.size === 0 && !primitives.includes('boolean');
  return isPlain && !/date|time/.test(format);
}
