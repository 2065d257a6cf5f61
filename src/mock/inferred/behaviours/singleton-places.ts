import { once, onceFulfilled } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent, successContent } from '../../../description/resources/body-content.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import type { InferenceContext } from '../collection/inference-context.ts';
import { innerShape } from '../items/item-shape.ts';
import type { PatchedSchema } from '../items/patch-item.ts';
import { itemProperties, type ItemProperties } from '../resources/item-properties.ts';
import { responseValidator } from '../responses/fitting-tools.ts';
import { createResponseWriter, type ResponseWriter } from '../responses/response-writer.ts';

/** The place of a singleton in a body. */
export interface SingletonPlace {
  /** Property names that lead to the singleton; empty when the body is the singleton. */
  readonly envelope: readonly string[];
  readonly properties: ItemProperties;
}

/** The place of a singleton in the response of an operation, and the writer of that response. */
export interface SingletonResponse extends SingletonPlace {
  /** Returns the writer, which is created on the first call. */
  readonly writer: () => Promise<ResponseWriter>;
  /** Returns the schema by which the singleton is patched. */
  readonly patched: () => PatchedSchema;
}

/** Finds the singleton in the body of a request: the place with the most of the `known` properties. */
export function singletonInRequest(
  { description }: InferenceContext,
  operation: Operation,
  known: ItemProperties,
): SingletonPlace {
  const schema = sentContent(operation)?.schema;
  return schema === undefined ? NO_PLACE : findPlace(description, schema, known);
}

/**
 * Finds the singleton in the response: the place with the most of the `known` properties; without these, the only
 * object in the body, unless requests have (`sent`) the members beside it, else the body itself.
 */
export function singletonInResponse(
  { description, options }: InferenceContext,
  operation: Operation,
  known?: ItemProperties,
  sent?: ReadonlySet<string>,
): SingletonResponse {
  const schema = successContent(operation)?.schema;
  const writer = onceFulfilled(() => createResponseWriter(description, operation, schema, options));
  const place = schema === undefined ? NO_PLACE : findPlace(description, schema, known, sent);
  const { envelope } = place;
  const patched = once(() => ({
    shape: schema && innerShape(shapeOf(description.document, schema), envelope),
    validate: schema && responseValidator(description, schema),
    envelope,
  }));
  return { ...place, writer, patched };
}

const NO_PLACE: SingletonPlace = { envelope: [], properties: new Map() };

function findPlace(
  description: Description,
  schema: Schema,
  known: ItemProperties | undefined,
  sent: ReadonlySet<string> = new Set(),
): SingletonPlace {
  const outer = itemProperties(description, schema, []);
  const places = [[], ...[...outer.keys()].map((name) => [name])].map((envelope) => {
    const properties = itemProperties(description, schema, envelope);
    const shared = known === undefined ? 0 : [...properties.keys()].filter((name) => known.has(name)).length;
    return { envelope, properties, shared };
  });
  if (known !== undefined) return places.reduce((left, right) => (right.shared > left.shared ? right : left));
  const object = [...outer.values()].find(({ type }) => type === 'object' || type === undefined);
  const inner = places.find(({ envelope }) => object !== undefined && envelope[0] === object.name);
  const others = [...outer.keys()].filter((name) => name !== object?.name);
  const isSent = others.some((name) => sent.has(name));
  const isEnvelope = outer.size <= 2 && !isSent && inner !== undefined && inner.properties.size > 0;
  return isEnvelope ? inner : { envelope: [], properties: outer };
}
