import type { Description } from '../../spec/description.ts';
import type { Operation } from '../../spec/operation.ts';
import {
  itemPlaceIn,
  listPlaceIn,
  successContent,
  type Identified,
  type ItemPlace,
} from '../../spec/resource.ts';
import type { Schema } from '../../spec/schema.ts';

/** Where items travel in the answers of one operation. */
export interface AnswerModel {
  readonly operation: Operation;
  readonly schema: Schema;
  readonly place: ItemPlace;
}

export function itemAnswer(
  description: Description,
  operation: Operation | undefined,
  resource: Identified,
): AnswerModel | undefined {
  const schema = operation && successContent(operation)?.schema;
  const place = itemPlaceIn(description, schema, resource);
  return operation && schema && place && { operation, schema, place };
}

export function listAnswer(
  description: Description,
  operation: Operation,
  resource: Identified,
): AnswerModel | undefined {
  const schema = successContent(operation)?.schema;
  const place = listPlaceIn(description, schema, resource);
  return schema && place && { operation, schema, place };
}
