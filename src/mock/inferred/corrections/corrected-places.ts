import { parsePointer } from '../../../base/json-pointer.ts';
import type { Description } from '../../../description/model/description.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent, successContent } from '../../../description/resources/body-content.ts';
import type { Correction, InferredRole } from '../../../description/resources/correction.ts';
import {
  itemPlaceIn,
  keyOfItem,
  listPlaceIn,
  type ItemPlace,
} from '../../../description/resources/item-place.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';

interface Placing {
  readonly correction: Correction;
  readonly role: InferredRole;
  /** The member that identifies an item, where that was corrected. */
  readonly key: string | undefined;
  /** The path's parameter that names an item. */
  readonly parameter: string;
}

/** The operation with the places that a correction names written into its schemas. */
export function correctedPlaces(description: Description, operation: Operation, placing: Placing): Operation {
  const answered = successContent(operation);
  const sent = sentContent(operation);
  const inAnswer = answered?.schema && answerPlace(description, answered.schema, placing);
  const inBody =
    placing.correction.sent === undefined
      ? undefined
      : { envelope: parsePointer(placing.correction.sent), key: placing.key ?? 'id' };
  const { requestBody } = operation;
  return {
    ...operation,
    responses: operation.responses.map((response) =>
      answered && response.content.includes(answered)
        ? { ...response, content: withPlace(response.content, answered, inAnswer) }
        : response,
    ),
    requestBody: requestBody &&
      sent && { ...requestBody, content: withPlace(requestBody.content, sent, inBody) },
  };
}

function withPlace(
  content: readonly MediaType[],
  marked: MediaType,
  place: ItemPlace | undefined,
): readonly MediaType[] {
  if (place === undefined) return content;
  return content.map((one) =>
    one === marked && one.schema ? { ...one, schema: { ...one.schema, place } } : one,
  );
}

function answerPlace(
  description: Description,
  schema: Schema,
  { correction, role, key, parameter }: Placing,
): ItemPlace | undefined {
  const isList = role === 'list';
  const pointer = isList ? correction.list : correction.item;
  if (pointer !== undefined) {
    const envelope = parsePointer(pointer);
    return { envelope, key: key ?? keyAt(description, schema, envelope, { isList, parameter }) };
  }
  if (key === undefined) return undefined;
  const find = isList ? listPlaceIn : itemPlaceIn;
  const place = find(description, schema, { parameter: key, parameterSchema: undefined });
  return place && { ...place, key };
}

function keyAt(
  { document }: Description,
  schema: Schema,
  envelope: readonly string[],
  { isList, parameter }: { readonly isList: boolean; readonly parameter: string },
): string {
  const found = envelope.reduce((shape, name) => shape.property(name) ?? shape, shapeOf(document, schema));
  const item = isList && found.allowsArray ? found.item(0) : found;
  return keyOfItem(document, item, { parameter, parameterSchema: undefined }) ?? 'id';
}
