import { removeAt, setAt } from '../../../base/edit-json.ts';
import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject, type Json } from '../../../base/json.ts';
import { exactJsonIn, writeExactJson } from '../../../base/exact-json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { encodeText } from '../../../http/charset.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { Violation } from '../../../validation/violation.ts';
import type { Layer } from '../model/break.ts';
import type { BreakContext } from '../making/break-context.ts';
import { isRefusal, isSuccess } from '../making/messages.ts';
import { violationsOf } from '../making/violations-of.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

/** Refused creates and changes of which the server keeps what is right. */
export const refusedKept: StateBreaks = function* (context, { create, list, read, replace, update }) {
  const { description } = context;
  const law = 'nothingLeft: a request that is refused changes nothing';
  const otherwise = 'nothing shows it';
  for (const [operation, shown] of [
    [create, list],
    [replace, read],
    [update, read],
  ]) {
    if (operation === undefined) continue;
    const isShown = shown !== undefined && create !== undefined && operation.requestBody !== undefined;
    yield* stateBreak(context, {
      operator: 'refused-kept',
      operation,
      law: lawIf(isShown, law),
      otherwise,
      layer: keepingRefused(description, operation, acceptedBody(context, operation)),
    });
  }
};

/** Puts right what is wrong in the body of a refused request, and does it, but answers the refusal. */
function keepingRefused(description: Description, operation: Operation, accepted: Json | undefined): Layer {
  return (server) => async (request, id) => {
    const response = await server.send(request);
    if (id !== operation.id || !isRefusal(response)) return response;
    const body = exactJsonIn(request.body);
    const mended = isObject(body)
      ? mendedRequest(description, operation, request, [body, accepted])
      : undefined;
    if (mended !== undefined) await server.send(mended);
    return response;
  };
}

/** Returns a body that the operation has accepted, with as much in it as there was. */
function acceptedBody({ recording }: BreakContext, { id }: Operation): Json | undefined {
  const bodies = recording
    .of(id)
    .filter(({ exchange }) => isSuccess(exchange.response))
    .map(({ exchange }) => exchange.request.body)
    .toSorted((left, right) => right.length - left.length);
  return bodies.map(exactJsonIn).find((body) => body !== undefined);
}

/** Undefined where it is not the members of the body that are wrong. */
function mendedRequest(
  description: Description,
  operation: Operation,
  request: RawRequest,
  [body, accepted]: readonly [Json, Json | undefined],
): RawRequest | undefined {
  const violations = violationsOf(description, operation, request);
  if (violations.length === 0 || violations.some(({ where }) => where !== 'body')) return undefined;
  const mended = violations.reduce<unknown>((value, one) => mendedAt(value, accepted, one), body);
  return { ...request, body: encodeText(writeExactJson(mended) ?? '') };
}

function mendedAt(value: unknown, accepted: Json | undefined, { pointer, params }: Violation): unknown {
  const { additionalProperty } = params;
  const path = [
    ...parsePointer(pointer),
    ...(typeof additionalProperty === 'string' ? [additionalProperty] : []),
  ];
  if (path.length === 0) return accepted;
  const right = atPointer(accepted, pointer);
  const isKnown = right !== undefined && additionalProperty === undefined;
  return isKnown ? setAt(value, path, right) : removeAt(value, path);
}
