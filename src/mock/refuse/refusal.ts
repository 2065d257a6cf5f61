import { encodeBody } from '../../codec/body-codec.ts';
import type { Description } from '../../description/model/description.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import { responseFor, type Operation, type Response } from '../../description/model/operation.ts';
import { generated } from '../../generate/generate-value.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import { isJson, parseMediaType } from '../../http/media-type.ts';
import type { HeaderFields, RawResponse } from '../../http/message.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Behaviours } from '../behaviour/behaviour.ts';
import { fillHeaders } from '../respond/fill-headers.ts';
import { problemResponse } from '../respond/problem.ts';
import { wordedBody } from './refusal-body.ts';

/** Why a request is not let through to what it asks for. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  /** What is wrong, for people. */
  readonly reason: string;
  /** In the judge's order: what the platform's own words are made of. */
  readonly violations: readonly Violation[];
  /** The same for people. Default: as they are. */
  readonly shownViolations?: readonly Violation[];
  readonly headers?: HeaderFields;
}

/** What a refusal is worded with. */
export interface RefusalContext {
  readonly description: Description;
  readonly behaviours: Behaviours;
  /** The operation whose shapes count; undefined where the path is unknown. */
  readonly operation: Operation | undefined;
  /** The documented example that the client prefers, by name. */
  readonly example: string | undefined;
  /** The field of that name: of several documented media types, the one that it likes best. */
  readonly accept?: string | undefined;
}

/**
 * The refusal in the platform's own words, else in the shape that the operation documents for this status or
 * its nearest documented 4xx, else as RFC 9457 problem.
 */
export function refusalResponse(refusal: Refusal, context: RefusalContext): RawResponse {
  const { operation, description } = context;
  const found = operation && documentedRefusal(operation, refusal.status, context.accept);
  const body = operation && found && refusalBody(refusal, context, operation, found);
  if (operation === undefined || found === undefined || body === undefined) return asProblem(refusal);
  const { mediaType } = found;
  const { bytes, contentType } = encodeBody(body, mediaType.range, {
    mediaType,
    document: description.document,
  });
  const answer = { status: refusal.status, headers: refusal.headers ?? {} };
  const { headers } = fillHeaders(answer, operation, { description, seed: 1 });
  return { status: refusal.status, headers: { ...headers, 'content-type': contentType }, body: bytes };
}

function refusalBody(
  refusal: Refusal,
  context: RefusalContext,
  operation: Operation,
  { mediaType, isExact }: DocumentedRefusal,
): unknown {
  const preferred = isExact && mediaType.examples.find((example) => example.name === context.example);
  if (preferred) return preferred.value;
  const worded = context.behaviours.refuse?.(refusal.violations, operation, refusal);
  const candidates = [worded, ...documentedBodies(refusal, context.description, mediaType, isExact)];
  return candidates.find((body) => body !== undefined && fits(context.description, mediaType, body));
}

/** A refused credential is answered with the documented text; any other refusal with its own reason. */
function documentedBodies(
  refusal: Refusal,
  description: Description,
  mediaType: MediaType,
  isExact: boolean,
): readonly unknown[] {
  const [example] = mediaType.examples.map(({ value }) => value);
  const isWorded = isExact && (refusal.status === 401 || refusal.status === 403);
  const filled = filledBodies(refusal, description, mediaType);
  if (isWorded && example !== undefined) return [example, ...filled];
  return isPlainText(mediaType) ? [plainText(refusal, mediaType), ...filled] : filled;
}

/** The documented example, else a generated body, with the reason where it has a place for it. */
function filledBodies(refusal: Refusal, description: Description, mediaType: MediaType): readonly unknown[] {
  const { status, title, reason, violations, shownViolations = violations } = refusal;
  const words = { status, title, reason, faults: shownViolations };
  const examples = mediaType.examples.slice(0, 1).map(({ value }) => ({ body: value, isDrawn: false }));
  const drawn = drawnBodies(description, mediaType).map((body) => ({ body, isDrawn: true }));
  const isText = (body: unknown) => typeof body === 'string' && !isPlainText(mediaType);
  const bases = [...examples, ...drawn].toSorted(
    (left, right) => Number(isText(left.body)) - Number(isText(right.body)),
  );
  return bases.flatMap((base) => [
    isText(base.body) ? undefined : wordedBody(base, words, (body) => fits(description, mediaType, body)),
    base.body,
  ]);
}

function drawnBodies(description: Description, { schema }: MediaType): readonly unknown[] {
  const made = schema && generated(description, schema, { seed: 1, names: [], direction: 'response' });
  return made === undefined ? [] : [made];
}

/** The reason alone, where no shape is wanted; escaped where it will be shown as a page. */
function plainText({ title, reason }: Refusal, { range }: MediaType): string {
  if (!/^text\/html\b/i.test(range)) return reason;
  const [head, text] = [title, reason].map((one) =>
    one.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
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

interface DocumentedRefusal {
  readonly mediaType: MediaType;
  /** Documented for this very status, not borrowed from another. */
  readonly isExact: boolean;
}

function documentedRefusal(
  operation: Operation,
  status: number,
  accept: string | undefined,
): DocumentedRefusal | undefined {
  const documented = responseFor(operation, status);
  const exact = likedContent(documented, accept) ?? jsonContent(documented) ?? documented?.content[0];
  if (exact) return { mediaType: exact, isExact: true };
  const others = operation.responses
    .filter((response) => /^4\d\d$/.test(response.status))
    .toSorted(
      (left, right) => Math.abs(Number(left.status) - status) - Math.abs(Number(right.status) - status),
    );
  const borrowed = others.map(jsonContent).find((mediaType) => mediaType !== undefined);
  return borrowed && { mediaType: borrowed, isExact: false };
}

/** What the client takes by name; `*∕*` says nothing of what it likes. */
function likedContent(response: Response | undefined, accept: string | undefined): MediaType | undefined {
  const ranges = response?.content.map(({ range }) => range) ?? [];
  if (accept === undefined || ranges.length < 2) return undefined;
  const json = ranges.find((range) => isJsonContent({ range }));
  const best = negotiate(accept, [...(json === undefined ? [] : [json]), ...ranges]);
  return response?.content.find(({ range }) => range === best);
}

function jsonContent(response: Response | undefined): MediaType | undefined {
  return response?.content.find(isJsonContent);
}

function isJsonContent({ range }: Pick<MediaType, 'range'>): boolean {
  const type = parseMediaType(range);
  return type !== undefined && isJson(type);
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
