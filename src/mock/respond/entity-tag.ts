import { contentHash } from '../behaviour/content-hash.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import type { Header } from '../../description/model/media-type-object.ts';
import type { Operation } from '../../description/model/operation.ts';
import { documentsRefusal } from '../../description/resources/documented-refusal.ts';
import { successOf } from '../../description/resources/body-content.ts';
import { headerValue, inBytes, type HeaderFields, type RawResponse } from '../../http/message.ts';

/** What an operation documents about conditional requests (RFC 9110, section 13). */
export interface ConditionalSupport {
  /** The `ETag` of its success; undefined when it documents none. */
  readonly tag: Header | undefined;
  readonly sends304: boolean;
  readonly sends412: boolean;
  /** True for GET: then 304 is possible. */
  readonly isRead: boolean;
}

/** Returns what an operation documents about conditional requests; undefined when that is nothing. */
export const conditionalSupport = weaklyMemoised((operation: Operation): ConditionalSupport | undefined => {
  const tag = successOf(operation)?.headers.find(({ name }) => /^etag$/i.test(name));
  const isRead = operation.method === 'GET' || operation.method === 'HEAD';
  const sends304 = isRead && operation.responses.some(({ status }) => /^3(04|XX)$/.test(status));
  const sends412 = documentsRefusal(operation, 412) && documentsExactly(operation);
  return tag === undefined && !sends304 && !sends412 ? undefined : { tag, sends304, sends412, isRead };
});

/** A `default` response alone does not say that an operation knows conditions, unless it takes or sends one. */
function documentsExactly({ responses, parameters }: Operation): boolean {
  const takesCondition = parameters.some(
    ({ location, name }) =>
      location === 'header' && /^if-(none-)?match$|^if-(un)?modified-since$/i.test(name),
  );
  return takesCondition || responses.some(({ status }) => status === '412');
}

/**
 * Returns the strong entity tag of a response, without quotes: a hash of its bytes and their media type. Undefined for a
 * response without a body: that tells nothing about a version.
 */
export function entityTag(response: RawResponse): string | undefined {
  const { headers, body } = inBytes(response);
  if (!(body instanceof Uint8Array) || body.length === 0) return undefined;
  return contentHash(encoder.encode(headerValue(headers, 'content-type') ?? ''), body);
}

const encoder = new TextEncoder();

/** Returns the entity tag in header fields, without quotes. */
export function tagIn(headers: HeaderFields): string | undefined {
  return headerValue(headers, 'etag')?.replace(/^(W\/)?"(.*)"$/s, '$2');
}

/** Returns an entity tag in a form that its schema allows: strong, weak, or without quotes; undefined when none is. */
export function writtenTag(description: Description, { schema }: Header, tag: string): string | undefined {
  const validate = description.validators.of(schema, 'response');
  return [`"${tag}"`, `W/"${tag}"`, tag].find((form) => validate(form).length === 0);
}
