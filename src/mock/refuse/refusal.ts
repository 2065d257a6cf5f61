import { weaklyMemoised } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import type { Operation } from '../../description/model/operation.ts';
import { generated } from '../../generate/generate-value.ts';
import type { HeaderFields, RawRequest, RawResponse } from '../../http/message.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Behaviours } from '../behaviour/behaviour.ts';
import { fillHeaders } from '../respond/fill-headers.ts';
import { problemResponse } from '../respond/problem.ts';
import { encodeContent } from '../respond/respond.ts';
import { writeRefusalBody } from './refusal-body.ts';
import { documentedRefusal, type DocumentedRefusal } from './refusal-media-type.ts';

/** A refusal of a request, before it is written in the shape that the operation documents. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  /** A sentence for the user. */
  readonly reason: string;
  /** In the validator's order. The `refuse` function of the behaviours gets these. */
  readonly violations: readonly Violation[];
  /** `violations` ranked for display. Default: unchanged. */
  readonly shownViolations?: readonly Violation[];
  readonly headers?: HeaderFields;
}

/** The description, and the parts of the request, on which the body of a refusal depends. */
export interface RefusalContext {
  readonly description: Description;
  readonly behaviours: Behaviours;
  /** For the `refuse` function of the behaviours. */
  readonly request?: RawRequest;
  /** The operation whose documented responses are used; undefined when the path has none. */
  readonly operation: Operation | undefined;
  /** The name of the documented example that the client prefers. */
  readonly example: string | undefined;
  /** The `Accept` field, which chooses among several documented media types. */
  readonly accept?: string | undefined;
}

/**
 * Writes a refusal with the body that the `refuse` function of the behaviours returns, else in the shape that the
 * operation documents for the status or for the nearest documented 4xx, else as a problem (RFC 9457).
 */
export function refusalResponse(refusal: Refusal, context: RefusalContext): RawResponse {
  const { operation, description } = context;
  const documented = operation && documentedRefusal(operation, refusal.status, context.accept);
  const body = operation && documented && refusalBody(refusal, context, operation, documented);
  if (operation === undefined) return asProblem(refusal);
  const response = { status: refusal.status, headers: refusal.headers ?? {} };
  const { headers } = fillHeaders(response, operation, { description, seed: 1, example: context.example });
  if (documented === undefined || body === undefined)
    return asProblem({ ...refusal, ...(headers && { headers }) });
  const { mediaType } = documented;
  const encoded = encodeContent(body, mediaType, description.document);
  return {
    status: refusal.status,
    headers: { ...headers, 'content-type': encoded.contentType },
    body: encoded.body,
  };
}

function refusalBody(
  refusal: Refusal,
  context: RefusalContext,
  operation: Operation,
  { mediaType, isExact }: DocumentedRefusal,
): unknown {
  const preferred = isExact && mediaType.examples.find((example) => example.name === context.example);
  if (preferred) return preferred.value;
  const { behaviours, request } = context;
  const fromBehaviours = behaviours.refuse?.(refusal.violations, operation, { ...refusal, request });
  const isFitting = (body: unknown) => body !== undefined && fits(context.description, mediaType, body);
  if (isFitting(fromBehaviours)) return fromBehaviours;
  for (const body of documentedBodies(refusal, context.description, mediaType, isExact)) {
    if (isFitting(body)) return body;
  }
  return undefined;
}

/**
 * Yields bodies to choose from. A 401 or 403 prefers its documented example unchanged; other bodies get the reason.
 */
function* documentedBodies(
  refusal: Refusal,
  description: Description,
  mediaType: MediaType,
  isExact: boolean,
): Generator {
  const [example] = mediaType.examples.map(({ value }) => value);
  const keepsExample = isExact && (refusal.status === 401 || refusal.status === 403);
  if (keepsExample && example !== undefined) yield example;
  else if (isPlainText(mediaType)) yield plainText(refusal, mediaType);
  yield* filledBodies(refusal, description, mediaType);
}

/** Yields the documented example, then a generated body; each with the reason written into it, then unchanged. */
function* filledBodies(refusal: Refusal, description: Description, mediaType: MediaType): Generator {
  const { status, title, reason, violations, shownViolations = violations } = refusal;
  const content = { status, title, reason, faults: shownViolations };
  const isValid = (body: unknown) => fits(description, mediaType, body);
  for (const { template, isText } of templatesIn(description)(mediaType)) {
    if (!isText) yield writeRefusalBody(template, content, isValid);
    yield template.body;
  }
}

/** The templates of each media type: the first example, and a generated body; those that are mere texts come last. */
const templatesIn = weaklyMemoised((description: Description) =>
  weaklyMemoised((mediaType: MediaType) => {
    const examples = mediaType.examples.slice(0, 1).map(({ value }) => ({ body: value, isGenerated: false }));
    const generatedOnes = generatedBodies(description, mediaType).map((body) => ({
      body,
      isGenerated: true,
    }));
    return [...examples, ...generatedOnes]
      .map((template) => ({
        template,
        isText: typeof template.body === 'string' && !isPlainText(mediaType),
      }))
      .toSorted((left, right) => Number(left.isText) - Number(right.isText));
  }),
);

function generatedBodies(description: Description, { schema }: MediaType): readonly unknown[] {
  const body = schema && generated(description, schema, { seed: 1, names: [], direction: 'response' });
  return body === undefined ? [] : [body];
}

/** Returns the reason as it is, or as an HTML page with the special characters escaped. */
function plainText({ title, reason }: Refusal, { range }: MediaType): string {
  if (!/^text\/html\b/i.test(range)) return reason;
  const [head, text] = [title, reason].map((raw) =>
    raw.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  );
  return `<!doctype html><title>${head}</title><p>${text}</p>`;
}

function isPlainText({ range }: MediaType): boolean {
  return /^(text\/|\*)/i.test(range) && !/xml\b/i.test(range);
}

function fits(description: Description, mediaType: MediaType, body: unknown): boolean {
  if (mediaType.schema === undefined) return true;
  return description.validators.of(mediaType.schema, 'response')(body).length === 0;
}

function asProblem({
  status,
  title,
  reason,
  violations,
  shownViolations = violations,
  headers,
}: Refusal): RawResponse {
  const listed = shownViolations.map(({ where, pointer, keyword, sentence }) => ({
    where,
    pointer,
    keyword,
    sentence,
  }));
  return problemResponse(
    { title, status, detail: reason, ...(listed.length > 0 && { violations: listed }) },
    headers,
  );
}
