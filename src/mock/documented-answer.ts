import { generateValue, type Suggest } from '../conformance/generate/generate-value.ts';
import { negotiate } from '../conformance/media-type.ts';
import type { Description } from '../spec/description.ts';
import { isObject } from '../spec/json.ts';
import type { MediaType } from '../spec/media-type-object.ts';
import type { Operation, Response } from '../spec/operation.ts';
import type { BehaviourResponse } from './behaviour.ts';
import type { Preferences } from './prefer.ts';

export type DocumentedAnswer =
  | { readonly kind: 'answer'; readonly response: BehaviourResponse }
  /** An example that breaks its schema, sent all the same because that was asked for. */
  | { readonly kind: 'asIs'; readonly response: BehaviourResponse }
  /** The client prefers what the description does not have. */
  | { readonly kind: 'unknownPreference'; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

export interface AnswerContext {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
  readonly examplesAsIs: boolean;
}

/** What the request asks for, and what a generated body depends on. */
export interface Wishes extends Preferences {
  /** The field of that name; of the documented media types, the one that it likes best is answered. */
  readonly accept: string | undefined;
  readonly target: string;
  /** The path's parameters: members of the same name echo them. */
  readonly path: Readonly<Record<string, unknown>>;
}

/** The documented example of the preferred response, else a value that fits its schema. */
export function documentedAnswer(
  context: AnswerContext,
  operation: Operation,
  wishes: Wishes,
): DocumentedAnswer {
  const response = preferredResponse(operation, wishes);
  if (response === undefined) return unknownCode(operation, wishes);
  const status = statusOf(response, wishes.code);
  const best = negotiate(
    wishes.accept,
    response.content.map(({ range }) => range),
  );
  const content = response.content.find(({ range }) => range === best) ?? response.content[0];
  if (content === undefined) return { kind: 'answer', response: { status } };
  const preferred = wishes.example;
  if (preferred === undefined) return bodyOf(context, operation, status, content, wishes);
  const owner = [content, ...response.content].find(({ examples }) =>
    examples.some(({ name }) => name === preferred),
  );
  if (owner) {
    const examples = owner.examples.filter(({ name }) => name === preferred);
    return bodyOf(context, operation, status, { ...owner, examples }, { ...wishes, accept: owner.range });
  }
  const names = response.content.flatMap((one) => one.examples.map(({ name }) => name));
  return {
    kind: 'unknownPreference',
    reason: `there is no example '${preferred}' for ${response.status}: ${listOf(names)}`,
  };
}

/** Says in the answer what is wrong with the description. */
const NOTE = 'x-stuntdouble-note';

/** The first example that fits, else a generated body; an example that does not fit is spoken of in a header. */
function bodyOf(
  context: AnswerContext,
  operation: Operation,
  status: number,
  content: MediaType,
  wishes: Wishes,
): DocumentedAnswer {
  const validate = content.schema && context.description.validators.of(content.schema, 'response');
  const examples = wishes.isDynamic || wishes.seed !== undefined ? [] : content.examples;
  const [first] = examples;
  const fitting = examples.find(
    ({ value }) => validate === undefined || isFile(value, content) || validate(value).length === 0,
  );
  if (fitting) return { kind: 'answer', response: { status, body: fitting.value } };
  if (first && context.examplesAsIs) return { kind: 'asIs', response: { status, body: first.value } };
  const body = generatedBody(context, operation, status, content, wishes);
  if (body === undefined) {
    return { kind: 'none', reason: `there is no example of ${content.range}, and none could be made` };
  }
  if (first === undefined) return { kind: 'answer', response: { status, body } };
  const [fault] = validate?.(first.value) ?? [];
  const note = `the example ${first.name} breaks its schema at ${fault?.instancePath ?? ''}: ${fault?.message ?? ''}`;
  return { kind: 'answer', response: { status, headers: { [NOTE]: asciiOf(note) }, body } };
}

/** Examples of files are shown as text, whatever the schema says. */
function isFile(value: unknown, { range }: MediaType): boolean {
  return typeof value === 'string' && !/[/+]json\b/i.test(range);
}

function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

/** Depends on seed, operation and request alone. Of a media type without a schema, little is known. */
function generatedBody(
  { description, seed, suggest }: AnswerContext,
  operation: Operation,
  status: number,
  content: MediaType,
  { target, path }: Wishes,
): unknown {
  if (content.schema === undefined) return /[/+]json\b|\*/i.test(content.range) ? {} : 'stuntdouble';
  const names = [operation.id, String(status), target];
  const options = { seed, names, direction: 'response' as const, suggest };
  const made = generateValue(description, content.schema, options);
  if (made.kind !== 'value') return undefined;
  const echoed = echoPath(made.value, path);
  return description.validators.of(content.schema, 'response')(echoed).length === 0 ? echoed : made.value;
}

/** `/things/7` answers the thing 7, where the thing has a member of the parameter's name. */
function echoPath(body: unknown, path: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(body)) return body;
  const known = Object.entries(path).filter(([name]) => Object.hasOwn(body, name));
  return known.length === 0 ? body : { ...body, ...Object.fromEntries(known) };
}

/** With a code: its response; with an example alone: the response that has it; else the first success, then `default`. */
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

function unknownCode(operation: Operation, { code }: Preferences): DocumentedAnswer {
  const documented = operation.responses.map((response) => response.status);
  if (code === undefined) return { kind: 'answer', response: { status: 200 } };
  return { kind: 'unknownPreference', reason: `${code} is not documented: ${listOf(documented)}` };
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'there are none' : `documented are ${names.join(', ')}`;
}
