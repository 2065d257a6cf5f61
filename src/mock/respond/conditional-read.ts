import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { NO_BODY, type HeaderFields, type RawResponse } from '../../http/message.ts';
import { evaluate, readConditions } from '../behaviour/preconditions.ts';
import type { BehaviourResponse, PreparedResponse } from '../behaviour/behaviour.ts';
import { conditionalSupport, entityTag, tagIn, writtenTag, type ConditionalSupport } from './entity-tag.ts';
import { fillHeaders } from './fill-headers.ts';
import { lastModified } from './headers/last-modified.ts';

interface ConditionalRead {
  readonly operation: Operation;
  readonly headers: HeaderFields;
  readonly description: Description;
  readonly seed: number;
}

/** The outcome of the conditions of a read. */
type ReadOutcome =
  | { readonly kind: 'prepared'; readonly prepared: PreparedResponse }
  /** The conditions do not hold: 412. */
  | { readonly kind: 'failed' };

/**
 * Sets the documented entity tag of a success, and replaces the success by 304 when the request has the same version
 * (RFC 9110, sections 13.1 and 13.2). Only documented statuses and fields are sent.
 */
export function conditionalRead(
  intended: BehaviourResponse,
  prepared: PreparedResponse,
  context: ConditionalRead,
): ReadOutcome {
  const { response, fault } = prepared;
  const support = conditionalSupport(context.operation);
  const isSuccess = response.status >= 200 && response.status < 300;
  if (support === undefined || fault !== undefined || !isSuccess) return { kind: 'prepared', prepared };
  const own = tagIn(intended.headers ?? {});
  const tag = own ?? entityTag(response);
  if (tag === undefined) return { kind: 'prepared', prepared };
  const tagged = own === undefined ? withTag(response, tag, support, context) : response;
  const conditions = support.isRead ? readConditions(context.headers) : undefined;
  const current = { tags: [tag], lastModified: conditions && lastModified(intended.body) };
  const outcome = conditions === undefined ? 'holds' : evaluate(conditions, current, true);
  if (outcome === 'failed' && support.sends412) return { kind: 'failed' };
  const isSent = outcome !== 'notModified' || !support.sends304;
  const sent = isSent ? tagged : notModified(tagged, context);
  return { kind: 'prepared', prepared: { response: sent, fault: undefined } };
}

/** Sets the documented entity tag. */
function withTag(
  response: RawResponse,
  tag: string,
  support: ConditionalSupport,
  { description }: ConditionalRead,
): RawResponse {
  const etag = support.tag && writtenTag(description, support.tag, tag);
  return etag === undefined ? response : { ...response, headers: { ...response.headers, etag } };
}

/** Returns the 304 in the place of a success. */
function notModified(
  { headers }: RawResponse,
  { operation, description, seed }: ConditionalRead,
): RawResponse {
  const kept = Object.entries(headers).filter(([name]) => KEPT.includes(name));
  const intended = { status: 304, headers: Object.fromEntries(kept) };
  const filled = fillHeaders(intended, operation, { description, seed });
  return { status: 304, headers: filled.headers ?? {}, body: NO_BODY };
}

/** The fields of the success that a 304 has, too (RFC 9110, section 15.4.5). */
const KEPT = ['cache-control', 'content-location', 'date', 'etag', 'expires', 'last-modified', 'vary'];
