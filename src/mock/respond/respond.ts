import { isWithin } from '../../base/json-pointer.ts';
import { isPlainJson, type Json, type JsonObject } from '../../base/json.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import { encodeBody, jsonContentType } from '../../codec/body-codec.ts';
import { hasJsonType } from '../../codec/json-body.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import { encodeText } from '../../http/charset.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import { describedBy, parseMediaType } from '../../http/media-type.ts';
import { headerValue, NO_BODY, type RawResponse } from '../../http/message.ts';
import type { Validator } from '../../validation/validator.ts';
import type { Violation } from '../../validation/violation.ts';
import type { BehaviourResponse, PreparedResponse } from '../behaviour/behaviour.ts';
import { noteField } from './headers/note.ts';
import { writeWithTexts } from '../state/items/item-texts.ts';
import { wasJudged } from '../behaviour/judged-body.ts';
import { problemResponse } from './problem.ts';

/**
 * Encodes a response in the media type that the client accepts best, and checks it against the description. Returns a
 * 500 with the violations when it does not fit.
 */
export function respond(
  intended: BehaviourResponse,
  operation: Operation,
  validator: Validator,
  accept: string | undefined,
): PreparedResponse {
  return respondNearest(intended, operation, validator, { accept });
}

/** What a body may break. */
interface Tolerance {
  /** The places, as JSON Pointers into the body. Default: none. */
  readonly tolerated?: readonly string[];
  /** Returns the reason why a violation is tolerated, which a note tells. Default: none is. */
  readonly reasonOf?: ((violation: Violation) => string | undefined) | undefined;
}

/** Does the same, but for what is tolerated. */
export function respondNearest(
  intended: BehaviourResponse,
  operation: Operation,
  validator: Validator,
  { accept, tolerated = [], reasonOf = () => undefined }: Tolerance & { readonly accept: string | undefined },
): PreparedResponse {
  const { mediaType, ...response } = encodeWithType(intended, operation, validator, accept);
  const { body } = intended;
  const isJudged = mediaType !== undefined && wasJudged(body, mediaType.schema);
  const isKnown = isJudged || (isPlainJson(body) && hasJsonType(response.headers));
  const { violations, rankedViolations } = validator.response(operation)({
    status: response.status,
    headers: response.headers,
    body: isKnown ? NO_BODY : bytesIn(response),
    value: isKnown ? (body as Json) : undefined,
    judgedBy: isJudged ? mediaType : undefined,
  });
  const isFault = (violation: Violation) =>
    violation.where !== 'body' ||
    !(isWithin(violation.pointer, tolerated) || reasonOf(violation) !== undefined);
  if (violations.length === 0) return { response, fault: undefined };
  if (!violations.some(isFault)) {
    const reason = violations.map(reasonOf).find((one) => one !== undefined);
    const headers = { ...response.headers, ...(reason !== undefined && noteField(reason)) };
    return { response: { ...response, headers }, fault: undefined };
  }
  return brokenResponse(operation, intended.status, rankedViolations().filter(isFault));
}

/** Encodes a response without a check, for examples that are known to break the description. */
export function respondAsIs(
  intended: BehaviourResponse,
  operation: Operation,
  validator: Validator,
  accept: string | undefined,
): PreparedResponse {
  return { response: encodeResponse(intended, operation, validator, accept), fault: undefined };
}

/** Encodes a response without a check, with the fields that it has. */
export function encodeResponse(
  intended: BehaviourResponse,
  operation: Operation,
  validator: Validator,
  accept: string | undefined,
): RawResponse {
  const { mediaType: _, ...response } = encodeWithType(intended, operation, validator, accept);
  return response;
}

/** Does so, and tells the media type whose schema the body has to fit. */
function encodeWithType(
  intended: BehaviourResponse,
  operation: Operation,
  { description: { document } }: Validator,
  accept: string | undefined,
): EncodedResponse & { readonly mediaType: MediaType | undefined } {
  const { status, headers = {}, body } = intended;
  if (body === undefined) return { status, headers, body: NO_BODY, mediaType: undefined };
  const content = responseFor(operation, status)?.content ?? [];
  const contentType = headerValue(headers, 'content-type');
  const named = contentType === undefined ? undefined : parseMediaType(contentType);
  const mediaType = (named && describedBy(content, named)) ?? bestContent(content, accept);
  const written = encodeContent(body, mediaType, document);
  const isNamed = named !== undefined && mediaType?.range.includes('*') === true;
  const type = isNamed ? contentType : written.contentType;
  return { status, headers: { ...headers, 'content-type': type }, body: written.body, mediaType };
}

/** Returns the media type that `Accept` prefers; else the first. */
export function bestContent(
  content: readonly MediaType[],
  accept: string | undefined,
): MediaType | undefined {
  const best = negotiate(accept, rangesOf(content));
  return content.find(({ range }) => range === best) ?? content[0];
}

const rangesOf = weaklyMemoised((content: readonly MediaType[]) => content.map(({ range }) => range));

/** Encodes a body in a media type; as JSON without one. */
export function encodeContent(
  body: unknown,
  mediaType: MediaType | undefined,
  document: JsonObject,
): EncodedContent {
  if (mediaType === undefined) return asJson(body, 'application/json');
  const jsonType = jsonTypeIn(document)(mediaType);
  if (jsonType !== undefined && !(body instanceof Uint8Array)) return asJson(body, jsonType);
  const { bytes, contentType } = encodeBody(body, mediaType.range, { mediaType, document });
  return { body: bytes, contentType };
}

function asJson(body: unknown, contentType: string): EncodedContent {
  return { body: writeWithTexts(body) ?? 'null', contentType };
}

/** A body to send, with its content type. JSON is a text. */
interface EncodedContent {
  readonly body: Uint8Array | string;
  readonly contentType: string;
}

interface EncodedResponse extends RawResponse {
  readonly body: Uint8Array | string;
}

function bytesIn({ body }: EncodedResponse): Uint8Array {
  return typeof body === 'string' ? encodeText(body) : body;
}

/** Returns the content type of the bodies that are always JSON, by media type. */
const jsonTypeIn = weaklyMemoised((document: JsonObject) =>
  weaklyMemoised((mediaType: MediaType) => jsonContentType({ mediaType, document })),
);

/** Returns the 500 that replaces a response which breaks the description. It lists the violations. */
function brokenResponse(
  operation: Operation,
  status: number,
  violations: readonly Violation[],
): PreparedResponse {
  const listed = violations.map(({ where, pointer, descriptionPointer, sentence }) => ({
    where,
    pointer,
    descriptionPointer,
    sentence,
  }));
  const fault =
    `the ${status} response of ${operation.id} breaks the description: ${violations[0]?.sentence ?? ''}. ` +
    `Correct the behaviour, the fixture, or the description.`;
  const title = `The mock's response breaks the description`;
  return { response: problemResponse({ title, status: 500, detail: fault, violations: listed }), fault };
}
