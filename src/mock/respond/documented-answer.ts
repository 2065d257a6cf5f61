import type { Description } from '../../description/model/description.ts';
import { isJsonRange, type MediaType } from '../../description/model/media-type-object.ts';
import type { Operation, Response } from '../../description/model/operation.ts';
import type { Suggest } from '../../generate/suggest.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import type { BehaviourResponse } from '../behaviour/behaviour.ts';
import { generatedBody, judgingContent } from './generated-body.ts';
import type { Preferences } from './prefer.ts';

type DocumentedAnswer =
  | { readonly kind: 'answer'; readonly response: BehaviourResponse }
  /** An example that breaks its schema, sent all the same because that was asked for. */
  | { readonly kind: 'asIs'; readonly response: BehaviourResponse }
  /** The client prefers what the description does not have. */
  | { readonly kind: 'unknownPreference'; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

interface AnswerContext {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
  readonly examplesAsIs: boolean;
}

/** What the request asks for, and what a generated body depends on. */
interface Wishes extends Preferences {
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
  const preferred = wishes.example;
  const best = negotiate(
    wishes.accept,
    response.content.map(({ range }) => range),
  );
  const content = response.content.find(({ range }) => range === best) ?? response.content[0];
  if (content === undefined && preferred === undefined) return { kind: 'answer', response: { status } };
  if (content !== undefined && preferred === undefined)
    return bodyOf(context, operation, status, content, wishes);
  const owner = [...(content ? [content] : []), ...response.content].find(({ examples }) =>
    examples.some(({ name }) => name === preferred),
  );
  if (owner) {
    const examples = owner.examples.filter(({ name }) => name === preferred);
    return inMediaType(owner, bodyOf(context, operation, status, { ...owner, examples }, wishes));
  }
  const names = response.content.flatMap((one) => one.examples.map(({ name }) => name));
  return {
    kind: 'unknownPreference',
    reason: `there is no example '${preferred}' for ${response.status}: ${listOf(names)}`,
  };
}

/** An example that is asked for by name is answered as what it is, whatever else the client would like. */
function inMediaType({ range }: MediaType, found: DocumentedAnswer): DocumentedAnswer {
  if (range.includes('*') || (found.kind !== 'answer' && found.kind !== 'asIs')) return found;
  const { response } = found;
  return { ...found, response: { ...response, headers: { ...response.headers, 'content-type': range } } };
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
  const validate = judgingContent(context.description, content);
  const examples = wishes.isDynamic || wishes.seed !== undefined ? [] : content.examples;
  const [first] = examples;
  const fitting = examples.find(({ value }) => isFile(value, content) || validate(value).length === 0);
  if (fitting) return { kind: 'answer', response: { status, body: fitting.value } };
  if (first && context.examplesAsIs) return { kind: 'asIs', response: { status, body: first.value } };
  const body = generatedBody(context, content, [operation.id, String(status), wishes.target], wishes.path);
  if (body === undefined) {
    return { kind: 'none', reason: `there is no example of ${content.range}, and none could be made` };
  }
  if (first === undefined) return { kind: 'answer', response: { status, body } };
  const [fault] = validate(first.value);
  const note = `the example ${first.name} breaks its schema at ${fault?.instancePath ?? ''}: ${fault?.message ?? ''}`;
  return { kind: 'answer', response: { status, headers: { [NOTE]: asciiOf(note) }, body } };
}

/** Examples of files are shown as text, whatever the schema says. */
function isFile(value: unknown, { range }: MediaType): boolean {
  return typeof value === 'string' && !isJsonRange(range);
}

function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
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
