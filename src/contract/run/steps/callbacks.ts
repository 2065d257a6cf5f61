import { setAt } from '../../../base/edit-json.ts';
import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import { hashOf } from '../../../base/random.ts';
import { decodeBody, encodeBody } from '../../../codec/body-codec.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Callback, Operation } from '../../../description/model/operation.ts';
import {
  fillRuntimeText,
  parseRuntimeExpression,
  type RuntimeExpression,
} from '../../../description/model/runtime-expression.ts';
import { decodeText, encodeText } from '../../../http/charset.ts';
import { jsonBodyOf } from '../../../codec/json-body.ts';
import { describedBy, parseMediaType } from '../../../http/media-type.ts';
import { headerValue, type WholeResponse } from '../../../http/message.ts';
import { parseQuery } from '../../../http/raw-parameters.ts';
import { pathOf, queryOf } from '../../../http/request-target.ts';
import type { Case, RequestPlan } from '../../case/case.ts';
import type { Exchange, FilledStep } from '../../case/exchange.ts';
import { settingsOf } from '../../case/operation-settings.ts';
import type { CaseContext } from '../state/case-context.ts';

/** A callback is waited for so many milliseconds; where a response may take less time, only for that. */
const PATIENCE = 10_000;

/** Once one has come, others are waited for so many milliseconds. */
const AFTERWARDS = 200;

/** The longest time that the callbacks of one request are waited for, in milliseconds. */
export const MOST_WAITED = PATIENCE + AFTERWARDS;

/** A step that has an address of the suite in it. */
export interface Offer {
  readonly step: FilledStep;
  /** The part of the path by which the receiver knows what comes for the step. */
  readonly path: string;
  readonly callbacks: readonly Callback[];
}

/**
 * Puts an address of the suite where the callbacks of an operation take theirs from. Undefined where nothing is received, or
 * the request has no such place; also where an address of the suite would not fit it.
 */
export function offerOf(
  one: Case,
  step: FilledStep,
  { receiver, description }: CaseContext,
): Offer | undefined {
  const operation = description.operationById(step.operationId);
  if (receiver === undefined || operation === undefined || !isPlainlyValid(one, step)) return undefined;
  const path = `cb-${hashOf(`${one.id} ${step.name}`).toString(16)}`;
  const address = `${receiver.url}/${path}`;
  let { request } = step;
  const offered = operation.callbacks.filter((callback) => {
    const place = placeOf(callback);
    const changed = place && withAddress(description, operation, request, { place, address });
    request = changed ?? request;
    return changed !== undefined;
  });
  const [first] = offered;
  if (first === undefined) return undefined;
  receiver.expect(path, answerOf(first));
  return { step: { ...step, request }, path, callbacks: offered };
}

/** One request of each kind is enough: those that are valid, and change one thing alone. */
function isPlainlyValid({ maker }: Case, { role, expect }: FilledStep): boolean {
  return maker === 'valid' && role === 'subject' && expect.outcome === 'accepted';
}

/** Returns the expression that the URL of a callback begins with. */
function placeOf({ url }: Callback): RuntimeExpression | undefined {
  const [, written] = /^\{(\$request\.[^{}]+)\}/.exec(url) ?? /^(\$request\..+)$/s.exec(url) ?? [];
  return written === undefined ? undefined : parseRuntimeExpression(written);
}

/** Returns the status that a callback's description says of its success. */
function answerOf({ operation: { responses } }: Callback): number {
  return responses.map(({ status }) => Number(status)).find((status) => status >= 200 && status < 300) ?? 200;
}

interface Placed {
  readonly place: RuntimeExpression;
  readonly address: string;
}

/** Returns the request with the address in its place; undefined where it has no value there, or that does not fit. */
function withAddress(
  description: Description,
  operation: Operation,
  request: RequestPlan,
  { place, address }: Placed,
): RequestPlan | undefined {
  if (place.kind === 'body') return withBodyAddress(description, operation, request, place.pointer, address);
  const [location, name] =
    place.kind === 'header'
      ? ['header', place.name]
      : place.kind === 'parameter'
        ? [place.location, place.name]
        : [];
  const parameter = operation.parameters.find(
    (one) => one.location === location && (one.name === name || one.name.toLowerCase() === name),
  );
  if (parameter === undefined || description.validators.of(parameter.schema, 'request')(address).length > 0)
    return undefined;
  if (location === 'header') {
    const field = parameter.name.toLowerCase();
    if (request.headers[field] === undefined) return undefined;
    return { ...request, headers: { ...request.headers, [field]: encodeParameter(parameter, address) } };
  }
  const pairs = queryOf(request.target).split('&');
  const isIt = (pair: string) => parseQuery(pair).some((one) => one.name === parameter.name);
  if (location !== 'query' || !pairs.some(isIt)) return undefined;
  const query = pairs.map((pair) => (isIt(pair) ? encodeParameter(parameter, address) : pair)).join('&');
  return { ...request, target: `${pathOf(request.target)}?${query}` };
}

function withBodyAddress(
  { document, validators }: Description,
  { requestBody }: Operation,
  request: RequestPlan,
  pointer: string,
  address: string,
): RequestPlan | undefined {
  const contentType = request.headers['content-type'];
  const type = contentType === undefined ? undefined : parseMediaType(contentType);
  const mediaType = type && describedBy(requestBody?.content ?? [], type);
  if (request.body === undefined || contentType === undefined || mediaType === undefined) return undefined;
  const format = { mediaType, document };
  const decoded = decodeBody(encodeText(request.body), contentType, format);
  if (decoded.kind !== 'value' || typeof atPointer(decoded.value, pointer) !== 'string') return undefined;
  const value = setAt(decoded.value, parsePointer(pointer), address);
  if (mediaType.schema !== undefined && validators.of(mediaType.schema, 'request')(value).length > 0)
    return undefined;
  const { bytes } = encodeBody(value, contentType, format);
  return { ...request, body: decodeText(bytes) };
}

/** Returns the exchange with what came of its callbacks, once its request was accepted. */
export async function withCallbacks(
  { path, callbacks }: Offer,
  exchange: Exchange,
  { receiver, perOperation, description, signal }: CaseContext,
): Promise<Exchange> {
  const { response, operation } = exchange;
  const isAccepted = response !== undefined && response.status >= 200 && response.status < 300;
  if (receiver === undefined || operation === undefined || !isAccepted) return exchange;
  const { timeout = receiver.timeout ?? PATIENCE } = settingsOf(perOperation, operation);
  const waited = Math.min(timeout, PATIENCE);
  const first = await receiver.received(path, { count: 1, milliseconds: waited, signal });
  if (first.length > 0) receiver.cameFor.add(operation.id);
  const received =
    first.length === 0
      ? first
      : await receiver.received(path, { count: callbacks.length + 1, milliseconds: AFTERWARDS, signal });
  const offered = callbacks.map((callback) => ({
    callback,
    target: targetOf(callback, exchange, response, description),
  }));
  const outcome = { callbacks: offered, received, waited, cameBefore: receiver.cameFor.has(operation.id) };
  return { ...exchange, callbacks: outcome };
}

/** Returns where a callback has to go, as far as the bodies tell. */
function targetOf(
  callback: Callback,
  { request, operation, step }: Exchange,
  response: WholeResponse,
  { document }: Description,
): string | undefined {
  const contentType = headerValue(request.headers, 'content-type') ?? '';
  const type = parseMediaType(contentType);
  const mediaType = type && describedBy(operation?.requestBody?.content ?? [], type);
  const sent = mediaType && decodeBody(request.body, contentType, { mediaType, document });
  const query = Object.fromEntries(
    parseQuery(queryOf(request.target)).map(({ name, value }) => [name, decodeURIComponent(value)]),
  );
  const text = fillRuntimeText(callback.url, {
    url: request.target,
    method: step.request.method,
    statusCode: response.status,
    path: {},
    query,
    request: {
      header: (name) => headerValue(request.headers, name),
      body: sent?.kind === 'value' ? sent.value : undefined,
    },
    response: { header: (name) => headerValue(response.headers, name), body: jsonBodyOf(response) },
  });
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { pathname, search } = new URL(text);
  return pathname + search;
}
