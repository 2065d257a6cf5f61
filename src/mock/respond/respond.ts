import { isPlainJson } from '../../base/json.ts';
import { encodeBody } from '../../codec/body-codec.ts';
import { encodeJson } from '../../codec/formats/json-codec.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import { describedBy, isJson, parseMediaType } from '../../http/media-type.ts';
import { headerValue, NO_BODY, type RawResponse } from '../../http/message.ts';
import type { Validator } from '../../validation/validator.ts';
import type { Violation } from '../../validation/violation.ts';
import type { BehaviourResponse, Answer } from '../behaviour/behaviour.ts';
import { problemResponse } from './problem.ts';

/** Writes an answer in the media type that the client accepts best, and checks it against the description. */
export function respond(
  answer: BehaviourResponse,
  operation: Operation,
  validator: Validator,
  accept: string | undefined,
): Answer {
  const response = encodeResponse(answer, operation, validator, accept);
  const value = isPlainJson(answer.body) && isWrittenAsJson(response) ? answer.body : undefined;
  const { violations, rankedViolations } = validator.response(operation)({ ...response, value });
  if (violations.length === 0) return { response, fault: undefined };
  return brokenAnswer(operation, answer.status, rankedViolations());
}

/** The same unchecked: for what is sent although it is known to break the description. */
export function respondAsIs(
  answer: BehaviourResponse,
  operation: Operation,
  validator: Validator,
  accept: string | undefined,
): Answer {
  return { response: encodeResponse(answer, operation, validator, accept), fault: undefined };
}

function encodeResponse(
  answer: BehaviourResponse,
  operation: Operation,
  { description: { document } }: Validator,
  accept: string | undefined,
) {
  const { status, headers = {}, body } = answer;
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

/** Never a silent lie: what the mock would have said breaks the description, and here is where. */
function brokenAnswer(operation: Operation, status: number, violations: readonly Violation[]): Answer {
  const listed = violations.map(({ where, pointer, descriptionPointer, sentence }) => ({
    where,
    pointer,
    descriptionPointer,
    sentence,
  }));
  const fault =
    `${operation.id} would have answered ${status}, but: ${violations[0]?.sentence ?? ''}. ` +
    `Correct the behaviour, the fixture, or the description.`;
  const title = `The mock's answer breaks the description`;
  return { response: problemResponse({ title, status: 500, detail: fault, violations: listed }), fault };
}
