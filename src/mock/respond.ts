import { encodeBody } from '../conformance/body-codec.ts';
import type { Judge } from '../conformance/judge.ts';
import { responseFor } from '../conformance/judge-response.ts';
import { negotiate } from '../conformance/media-type.ts';
import { NO_BODY } from '../conformance/raw-message.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Operation } from '../spec/operation.ts';
import type { BehaviourResponse } from './behaviour.ts';
import { problemResponse } from './problem.ts';
import type { Answer } from './run-behaviour.ts';

/** Writes an answer in the media type that the client accepts best, and checks it against the description. */
export function respond(
  answer: BehaviourResponse,
  operation: Operation,
  judge: Judge,
  accept: string | undefined,
): Answer {
  const response = encodeResponse(answer, operation, accept);
  const { violations } = judge.response(operation)(response);
  if (violations.length === 0) return { response, fault: undefined };
  return brokenAnswer(operation, answer.status, violations);
}

function encodeResponse(answer: BehaviourResponse, operation: Operation, accept: string | undefined) {
  const { status, headers = {}, body } = answer;
  if (body === undefined) return { status, headers, body: NO_BODY };
  const ranges = responseFor(operation, status)?.content.map((mediaType) => mediaType.range) ?? [];
  const contentType = concrete(negotiate(accept, ranges) ?? ranges[0] ?? 'application/json');
  return {
    status,
    headers: { ...headers, 'content-type': contentType },
    body: encodeBody(body, contentType),
  };
}

/** A range such as `*∕*` is no content type: JSON then. */
function concrete(range: string): string {
  return range.includes('*') ? 'application/json' : range;
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
