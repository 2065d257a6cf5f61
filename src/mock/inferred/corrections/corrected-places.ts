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

/** The correction of an operation, and what is known of the collection. */
interface PlaceOptions {
  readonly correction: Correction;
  readonly role: InferredRole;
  /** The corrected name of the member that identifies an item; undefined when it was not corrected. */
  readonly key: string | undefined;
  /** The path parameter that identifies an item. */
  readonly parameter: string;
}

/** Returns the operation with the places that a correction names written into its schemas. */
export function correctedPlaces(
  description: Description,
  operation: Operation,
  options: PlaceOptions,
): Operation {
  const responseContent = successContent(operation);
  const requestContent = sentContent(operation);
  const inResponse = responseContent?.schema && responsePlace(description, responseContent.schema, options);
  const inRequest =
    options.correction.sent === undefined
      ? undefined
      : { envelope: parsePointer(options.correction.sent), key: options.key ?? 'id' };
  const { requestBody } = operation;
  return {
    ...operation,
    responses: operation.responses.map((response) =>
      responseContent && response.content.includes(responseContent)
        ? { ...response, content: withPlace(response.content, responseContent, inResponse) }
        : response,
    ),
    requestBody: requestBody &&
      requestContent && {
        ...requestBody,
        content: withPlace(requestBody.content, requestContent, inRequest),
      },
  };
}

function withPlace(
  content: readonly MediaType[],
  marked: MediaType,
  place: ItemPlace | undefined,
): readonly MediaType[] {
  if (place === undefined) return content;
  return content.map((mediaType) =>
    mediaType === marked && mediaType.schema
      ? { ...mediaType, schema: { ...mediaType.schema, place } }
      : mediaType,
  );
}

function responsePlace(
  description: Description,
  schema: Schema,
  { correction, role, key, parameter }: PlaceOptions,
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
  const inner = envelope.reduce((shape, name) => shape.property(name) ?? shape, shapeOf(document, schema));
  const item = isList && inner.allowsArray ? inner.item(0) : inner;
  return keyOfItem(document, item, { parameter, parameterSchema: undefined }) ?? 'id';
}
