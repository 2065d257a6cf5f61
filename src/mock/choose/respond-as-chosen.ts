import { encodeJson } from '../../codec/formats/json-codec.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import { headerValue, NO_BODY, type HeaderFields } from '../../http/message.ts';
import { statusText } from '../../http/status-text.ts';
import type { RequestValues } from '../../validation/validate-request.ts';
import type { Call } from '../api.ts';
import type { PreparedResponse } from '../behaviour/behaviour.ts';
import type { Chosen } from '../control/controlled-request.ts';
import type { ChosenAnswer } from '../control/scenarios/chosen-answer.ts';
import { refusalResponse } from '../refuse/refusal.ts';
import type { Awaitable } from '../state/awaitable.ts';
import type { Identity } from '../state/identity.ts';
import { respond } from '../respond/respond.ts';
import { behave, respondFromDescription } from './behave.ts';
import { refusalContext } from './refusal-context.ts';

/** Responds with the answer that was chosen, else as the API does. */
export function respondToValid(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
  chosen: Chosen | undefined,
): Awaitable<PreparedResponse> {
  const answer = call.preferences.selectsContent ? undefined : chosen?.takeAnswer(call.operation);
  return answer === undefined ? behave(call, values, identity) : respondAsChosen(call, values, answer);
}

/** Responds to a valid request with the answer that was chosen. No state is changed. */
async function respondAsChosen(
  call: Call,
  values: RequestValues,
  answer: ChosenAnswer,
): Promise<PreparedResponse> {
  const { api, operation, request } = call;
  const { status, example, body } = answer;
  const fields = namedInLowerCase(answer.headers);
  call.trace.answeredBy = 'chosen';
  const isDocumented = status === undefined || responseFor(operation, status) !== undefined;
  if (body !== undefined) {
    const chosen = { status: status ?? successOf(operation), headers: fields, body };
    if (!isDocumented) return { response: asJson(chosen), fault: undefined };
    return respond(chosen, operation, api.validator, headerValue(request.headers, 'accept'));
  }
  if (status !== undefined && example === undefined && (!isDocumented || status >= 400)) {
    return { response: plain(call, status, fields), fault: undefined };
  }
  const wanted = { code: status === undefined ? undefined : String(status), example };
  return respondFromDescription(call, values, { wanted, fields });
}

/** Responds with a status alone: to one of 400 or above with the body that the operation documents for it. */
function plain(call: Call, status: number, headers: HeaderFields) {
  if (status < 400) return { status, headers, body: NO_BODY };
  const reason = `${status} was chosen for ${call.operation.id}`;
  const title = statusText(status);
  const refusal = { status, title, reason, violations: [], headers };
  return refusalResponse(refusal, refusalContext(call));
}

function asJson({
  status,
  headers,
  body,
}: Required<Pick<ChosenAnswer, 'status' | 'headers'>> & { readonly body: unknown }) {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: encodeJson(body) };
}

/** Returns the lowest documented success; 200 without one. */
function successOf({ responses }: Operation): number {
  const codes = responses
    .map(({ status }) => Number(status))
    .filter((status) => status >= 200 && status < 300);
  return codes.length === 0 ? 200 : Math.min(...codes);
}

function namedInLowerCase(headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
