import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import {
  itemPlaceIn,
  listPlaceIn,
  type Identified,
  type ItemPlace,
} from '../../../description/resources/item-place.ts';
import type { Schema } from '../../../description/schemas/schema.ts';

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
