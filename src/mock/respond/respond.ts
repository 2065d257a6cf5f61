import { isWithin } from '../../base/json-pointer.ts';
import { isPlainJson } from '../../base/json.ts';
import { encodeBody } from '../../codec/body-codec.ts';
import { encodeJson } from '../../codec/formats/json-codec.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import { describedBy, isJson, parseMediaType } from '../../http/media-type.ts';
import { headerValue, NO_BODY, type RawResponse } from '../../http/message.ts';
import type { Validator } from '../../validation/validator.ts';
import type { Violation } from '../../validation/violation.ts';
import type { BehaviourResponse, PreparedResponse } from '../behaviour/behaviour.ts';
import { noteField } from './headers/note.ts';
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
  const response = encodeResponse(intended, operation, validator, accept);
  const value = isPlainJson(intended.body) && isWrittenAsJson(response) ? intended.body : undefined;
  const { violations, rankedViolations } = validator.response(operation)({ ...response, value });
  const isFault = (violation: Violation) =>
    violation.where !== 'body' ||
    !(isWithin(violation.pointer, tolerated) || reasonOf(violation) !== undefined);
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
  { description: { document } }: Validator,
  accept: string | undefined,
) {
  const { status, headers = {}, body } = intended;
  if (body === undefined) return { status, headers, body: NO_BODY };
  const content = responseFor(operation, status)?.content ?? [];
  const named = parseMediaType(headerValue(headers, 'content-type') ?? '');
  const best = negotiate(
    accept,
    content.map(({ range }) => range),
  );
  const mediaType =
    (named && describedBy(content, named)) ?? content.find(({ range }) => range === best) ?? content[0];
  const { bytes, contentType } =
    mediaType === undefined
      ? { bytes: encodeJson(body), contentType: 'application/json' }
      : encodeBody(body, mediaType.range, { mediaType, document });
  const isNamed = named !== undefined && mediaType?.range.includes('*') === true;
  const written = isNamed ? headerValue(headers, 'content-type') : contentType;
  return { status, headers: { ...headers, 'content-type': written }, body: bytes };
}

function isWrittenAsJson({ headers }: RawResponse): boolean {
  const type = parseMediaType(headerValue(headers, 'content-type') ?? '');
  return type !== undefined && isJson(type);
}

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
