import type { Description } from '../../description/model/description.ts';
import { isJsonRange, type MediaType } from '../../description/model/media-type-object.ts';
import type { Operation, Response } from '../../description/model/operation.ts';
import { isWithin } from '../../base/json-pointer.ts';
import type { Suggest } from '../../generate/suggest.ts';
import type { RequestValues } from '../../validation/validate-request.ts';
import type { BehaviourResponse } from '../behaviour/behaviour.ts';
import { contentValidator, generateBody, type GeneratedBody } from './generated-body.ts';
import { noteField } from './headers/note.ts';
import type { Preferences } from './prefer.ts';
import { bestContent } from './respond.ts';

/** The response that the description gives for a request, or the reason why it gives none. */
export type DocumentedResponse =
  | { readonly kind: 'response'; readonly response: BehaviourResponse; readonly isExample?: true }
  /** An example that breaks its schema; sent without a check because of the option `examplesAsIs`. */
  | { readonly kind: 'asIs'; readonly response: BehaviourResponse; readonly isExample: true }
  /**
   * No body that fits its schema was found. An example, or the nearest value, breaks it at the places that are
   * tolerated, as JSON Pointers into the body, and says so in a header field.
   */
  | {
      readonly kind: 'nearest';
      readonly response: BehaviourResponse;
      readonly tolerated: readonly string[];
    }
  /** The client prefers a status or an example that the description does not have. */
  | { readonly kind: 'unknownPreference'; readonly reason: string }
  /** There is no example, and no body that fits could be generated. */
  | { readonly kind: 'none'; readonly reason: string };

export interface DocumentedResponseContext {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
  /** Sends documented examples even when they break their schema. */
  readonly examplesAsIs: boolean;
  /** Sends nothing where no body that fits was found. */
  readonly strictValues: boolean;
}

/** The parts of a request on which the documented response depends. */
export interface RequestDetails extends Preferences {
  /** The `Accept` field, which chooses among the documented media types. */
  readonly accept: string | undefined;
  /** The request target; a generated body depends on it. */
  readonly target: string;
  /** The values of the path's parameters. Members of the same name get them. */
  readonly path: RequestValues['path'];
}

/** Returns the documented example of the preferred response, else a generated body that fits its schema. */
export function documentedResponse(
  context: DocumentedResponseContext,
  operation: Operation,
  details: RequestDetails,
): DocumentedResponse {
  if (details.code !== undefined && !/^[2-5]\d\d$/.test(details.code))
    return noStatus(operation, details.code);
  const response = preferredResponse(operation, details);
  if (response === undefined) return unknownCode(operation, details);
  const status = statusOf(response, details.code);
  const preferred = details.example;
  const content = bestContent(response.content, details.accept);
  if (content === undefined && preferred === undefined) return { kind: 'response', response: { status } };
  if (content !== undefined && preferred === undefined)
    return exampleOrGenerated(context, operation, status, content, details);
  const owner = [...(content ? [content] : []), ...response.content].find(({ examples }) =>
    examples.some(({ name }) => name === preferred),
  );
  if (owner) {
    const examples = owner.examples.filter(({ name }) => name === preferred);
    return inMediaType(
      owner,
      exampleOrGenerated(context, operation, status, { ...owner, examples }, details),
    );
  }
  const names = response.content.flatMap(({ examples }) => examples.map(({ name }) => name));
  return {
    kind: 'unknownPreference',
    reason: `there is no example '${preferred}' for the status ${response.status}: ${listOf(names)}`,
  };
}

/** Sends an example that the request names in its own media type, even when `Accept` prefers another one. */
function inMediaType({ range }: MediaType, documented: DocumentedResponse): DocumentedResponse {
  if (range.includes('*') || (documented.kind !== 'response' && documented.kind !== 'asIs'))
    return documented;
  const { response } = documented;
  return {
    ...documented,
    response: { ...response, headers: { ...response.headers, 'content-type': range } },
  };
}

/**
 * Returns the first example that fits, else a generated body, with a note when there is an example that does not fit.
 */
function exampleOrGenerated(
  context: DocumentedResponseContext,
  operation: Operation,
  status: number,
  content: MediaType,
  details: RequestDetails,
): DocumentedResponse {
  const validate = contentValidator(context.description, content);
  const examples = details.isDynamic || details.seed !== undefined ? [] : content.examples;
  const [first] = examples;
  const fitting = examples.find(({ value }) => isFile(value, content) || validate(value).length === 0);
  if (fitting) return { kind: 'response', response: { status, body: fitting.value }, isExample: true };
  if (first && context.examplesAsIs)
    return { kind: 'asIs', response: { status, body: first.value }, isExample: true };
  const generated = generateBody(
    context,
    content,
    [operation.id, String(status), details.target],
    details.path,
  );
  if (generated.kind === 'unsatisfiable') return nearestResponse(context, content, { ...generated, status });
  const { body } = generated;
  if (first === undefined) return { kind: 'response', response: { status, body } };
  const [fault] = validate(first.value);
  const note = `the example ${first.name} breaks its schema at ${fault?.instancePath ?? ''}: ${fault?.message ?? ''}`;
  return { kind: 'response', response: { status, headers: noteField(note), body } };
}

/** Sends a documented example that breaks its schema where every value does, or else the nearest value. */
function nearestResponse(
  { description, strictValues }: DocumentedResponseContext,
  content: MediaType,
  {
    status,
    nearest,
    errors,
  }: Extract<GeneratedBody, { kind: 'unsatisfiable' }> & { readonly status: number },
): DocumentedResponse {
  const [first] = errors;
  const place = first === undefined ? '' : `: ${first.instancePath || 'it'} ${first.message}`;
  const pointer = content.schema?.pointer ?? content.itemSchema?.pointer ?? '';
  const reason = `no value was found that fits the schema of ${content.range} at ${pointer}${place}`;
  const tolerated = [...new Set(errors.map(({ instancePath }) => instancePath))];
  const validate = contentValidator(description, content);
  const isAlike = (value: unknown) =>
    validate(value).every(({ instancePath }) => isWithin(instancePath, tolerated));
  const body = content.examples.find(({ value }) => isAlike(value))?.value ?? nearest;
  if (strictValues || body === undefined) return { kind: 'none', reason };
  return {
    kind: 'nearest',
    response: { status, headers: noteField(reason), body },
    tolerated,
  };
}

/** True for the example of a file: descriptions write it as text, which need not fit the schema. */
function isFile(value: unknown, { range }: MediaType): boolean {
  return typeof value === 'string' && !isJsonRange(range);
}

/**
 * Chooses a response: of the preferred status; else the one that has the preferred example; else the lowest success,
 * then `default`, then the first.
 */
function preferredResponse(operation: Operation, { code, example }: Preferences): Response | undefined {
  const { responses } = operation;
  if (code !== undefined) {
    const wanted = [code, `${code.charAt(0)}XX`, 'default'];
    return wanted
      .map((key) => responses.find((response) => response.status === key))
      .find((response) => response !== undefined);
  }
  const success = responses
    .filter((response) => response.status.startsWith('2'))
    .toSorted((left, right) => (left.status < right.status ? -1 : 1));
  const candidates = [...success, ...responses.filter((response) => response.status === 'default')];
  const withExample = responses.find((response) =>
    response.content.some((content) => content.examples.some(({ name }) => name === example)),
  );
  return (example === undefined ? undefined : withExample) ?? candidates[0] ?? responses[0];
}

function statusOf(response: Response, code: string | undefined): number {
  if (/^\d{3}$/.test(response.status)) return Number(response.status);
  if (code !== undefined && /^[1-5]\d\d$/.test(code)) return Number(code);
  return response.status === 'default' ? 200 : Number(response.status.replace(/XX$/, '00'));
}

function noStatus({ responses }: Operation, code: string): DocumentedResponse {
  const isInterim = /^1\d\d$/.test(code);
  const found = isInterim ? 'an interim status, which no response ends with' : 'no status from 200 to 599';
  const documented = responses.map(({ status }) => status);
  return { kind: 'unknownPreference', reason: `code=${code} is ${found}: ${listOf(documented)}` };
}

function unknownCode(operation: Operation, { code }: Preferences): DocumentedResponse {
  const documented = operation.responses.map((response) => response.status);
  if (code === undefined) return { kind: 'response', response: { status: 200 } };
  return { kind: 'unknownPreference', reason: `the status ${code} is not documented: ${listOf(documented)}` };
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'none is documented' : `the documented ones are ${names.join(', ')}`;
}
