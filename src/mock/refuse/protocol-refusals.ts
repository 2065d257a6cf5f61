import { weaklyMemoised } from '../../base/memoise.ts';
import type { Operation } from '../../description/model/operation.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import { CODINGS } from '../../http/content-codings.ts';
import { headerValue, type RawRequest } from '../../http/message.ts';
import type { RequestValidation } from '../../validation/validate-request.ts';
import { challengeOf, type Authentication } from './authenticate.ts';
import type { Refusal } from './refusal.ts';

interface WithMethod {
  readonly method: string;
}

/** Returns the 405 for a method that the path lacks, with `Allow` (RFC 9110, section 15.5.6). */
export function methodNotAllowed(method: string, operations: readonly WithMethod[]): Refusal {
  const allow = allowedMethods(operations);
  return {
    status: 405,
    title: 'Method Not Allowed',
    reason: `${method} is not allowed here; this path has ${allow}`,
    violations: [],
    headers: { allow },
  };
}

/** Returns the value of `Allow`: the methods of the operations, HEAD where there is GET, and OPTIONS. */
export function allowedMethods(operations: readonly WithMethod[]): string {
  const methods = operations.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...new Set([...methods, 'OPTIONS'])].join(', ');
}

/** Returns the 401, with its challenge, or the 403 for a caller that was not authenticated. */
export function notPermitted(
  operation: Operation,
  outcome: Exclude<Authentication, { kind: 'authenticated' }>,
  realm: string,
): Refusal {
  if (outcome.kind === 'forbidden') {
    const { reason, scope } = outcome;
    const challenge = `Bearer realm="${realm}", error="insufficient_scope", scope="${scope}"`;
    const headers = scope === undefined ? {} : { 'www-authenticate': challenge };
    return { status: 403, title: 'Forbidden', reason, violations: [], headers };
  }
  return {
    status: 401,
    title: 'Unauthorized',
    reason: outcome.reason,
    violations: [],
    headers: { 'www-authenticate': challengeOf(operation, realm, outcome.error) },
  };
}

/** Returns the 400 for a request whose `Host` cannot be what it says (RFC 9112, section 3.2). */
export function malformedHost(reason: string): Refusal {
  return { status: 400, title: 'Bad Request', reason, violations: [] };
}

/** Returns the 413 for a body of more than `limit` bytes. */
export function contentTooLarge(limit: number): Refusal {
  const reason = `the body is larger than ${limit} bytes`;
  return { status: 413, title: 'Content Too Large', reason, violations: [] };
}

/** Returns the 415, 406, 400 or 422 for an invalid request, checked in this order; undefined for a valid request. */
export function invalidRequest(
  request: RawRequest,
  operation: Operation,
  { violations, rankedViolations }: Pick<RequestValidation, 'violations' | 'rankedViolations'>,
): Refusal | undefined {
  const contentType = violations.find(({ where }) => where === 'contentType');
  if (contentType) {
    const { sentence } = contentType;
    const refusal = { status: 415, title: 'Unsupported Media Type', reason: sentence };
    const isCoding = contentType.keyword === 'contentEncoding'; // RFC 9110, section 15.5.16
    const headers = isCoding ? { 'accept-encoding': CODINGS.join(', ') } : {};
    return { ...refusal, violations: [contentType], headers };
  }
  const unacceptable = notAcceptable(request, operation);
  if (unacceptable) return unacceptable;
  const shownViolations = rankedViolations();
  const [first] = shownViolations;
  if (first === undefined) return undefined;
  const status = invalidStatus(operation);
  return { status, title: 'Bad Request', reason: first.sentence, violations, shownViolations };
}

/** Returns the 406 when the client accepts no media type of a documented success (RFC 9110, section 12.5.1). */
function notAcceptable(request: RawRequest, operation: Operation): Refusal | undefined {
  const accept = headerValue(request.headers, 'accept');
  if (accept === undefined) return undefined;
  const offered = offeredBy(operation);
  if (offered === undefined || negotiate(accept, offered) !== undefined) return undefined;
  const reason = `Accept: ${accept} fits none of the media types of this operation: ${[...new Set(offered)].join(', ')}`;
  return { status: 406, title: 'Not Acceptable', reason, violations: [] };
}

/** Returns the media types of the documented successes of an operation; undefined where one may have no body. */
const offeredBy = weaklyMemoised(({ responses }: Operation): readonly string[] | undefined => {
  const success = responses.filter(({ status }) => /^(2|default)/.test(status));
  const isBodyless = success.length === 0 || success.some(({ content }) => content.length === 0);
  return isBodyless ? undefined : success.flatMap(({ content }) => content.map(({ range }) => range));
});

/** Returns 400, or 422 when the operation documents 422 and not 400. */
function invalidStatus({ responses }: Operation): number {
  const has = (status: string) => responses.some((response) => response.status === status);
  return !has('400') && has('422') ? 422 : 400;
}
