import { atPointer, formatPointer, parsePointer } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import type { Operation } from '../../description/model/operation.ts';
import { shapeOf, type ValueShape } from '../../description/schemas/value-shape.ts';
import type { Case } from '../case/case.ts';
import { parameterOfPart } from './request-parts.ts';

/** True where the rule of a case stands beside a `pattern` or a `format`, so that the form of the text is described. */
export function isFormDescribed(document: JsonObject, { rule }: Case): boolean {
  if (rule === undefined) return false;
  const schema = atPointer(document, formatPointer(parsePointer(rule).slice(0, -1)));
  return isObject(schema) && ['pattern', 'format'].some((keyword) => Object.hasOwn(schema, keyword));
}

/** True where the description lists the values of a part, one by one. */
export function isListed(
  document: JsonObject,
  operation: Operation,
  part: string,
  values: readonly unknown[],
): boolean {
  const shape = shapeOfPart(document, operation, part);
  return (
    shape !== undefined && values.length > 0 && values.every((value) => shape.strings.has(String(value)))
  );
}

function shapeOfPart(document: JsonObject, operation: Operation, part: string): ValueShape | undefined {
  if (!part.startsWith('/')) {
    const parameter = parameterOfPart(operation, part);
    return parameter && shapeOf(document, parameter.schema);
  }
  const schema = operation.requestBody?.content.find((one) => one.schema !== undefined)?.schema;
  if (schema === undefined) return undefined;
  return parsePointer(part).reduce<ValueShape | undefined>(
    (shape, token) => (token === '#' ? shape?.item(0) : shape?.property(token)),
    shapeOf(document, schema),
  );
}
