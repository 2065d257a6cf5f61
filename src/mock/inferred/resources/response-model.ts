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

/** The place of an item, or of a list of items, in the successful response of an operation. */
export interface ResponseModel {
  readonly operation: Operation;
  readonly schema: Schema;
  readonly place: ItemPlace;
}

/** Finds the item in the success of an operation; undefined when the schema has no item with an identifier. */
export function itemResponse(
  description: Description,
  operation: Operation | undefined,
  resource: Identified,
): ResponseModel | undefined {
  const schema = operation && successContent(operation)?.schema;
  const place = itemPlaceIn(description, schema, resource);
  return operation && schema && place && { operation, schema, place };
}

/** Finds the list of items in the success of an operation; undefined when the schema has no list of such items. */
export function listResponse(
  description: Description,
  operation: Operation,
  resource: Identified,
): ResponseModel | undefined {
  const schema = successContent(operation)?.schema;
  const place = listPlaceIn(description, schema, resource);
  return schema && place && { operation, schema, place };
}
