import { negotiate } from '../conformance/media-type.ts';
import type { Description } from '../spec/description.ts';
import type { MediaType } from '../spec/media-type-object.ts';
import type { Operation, Response } from '../spec/operation.ts';
import type { BehaviourResponse } from './behaviour.ts';
import type { Preferences } from './prefer.ts';
import { generated } from '../conformance/generate/generate-value.ts';

export type DocumentedAnswer =
  | { readonly kind: 'answer'; readonly response: BehaviourResponse }
  /** The client prefers what the description does not have. */
  | { readonly kind: 'unknownPreference'; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

/** `accept`: the field of that name; of the documented media types, the one that it likes best is answered. */
interface Wishes extends Preferences {
  readonly accept: string | undefined;
}

/** The documented example of the preferred response, else a value that fits its schema. */
export function documentedAnswer(
  description: Description,
  operation: Operation,
  preferences: Wishes,
): DocumentedAnswer {
  const response = preferredResponse(operation, preferences);
  if (response === undefined) return unknownCode(operation, preferences);
  const status = statusOf(response, preferences.code);
  const best = negotiate(
    preferences.accept,
    response.content.map(({ range }) => range),
  );
  const content = response.content.find(({ range }) => range === best) ?? response.content[0];
  if (content === undefined) return { kind: 'answer', response: { status } };
  const preferred = preferences.example;
  if (preferred === undefined) return bodyOf(description, status, content);
  const owner = [content, ...response.content].find(({ examples }) =>
    examples.some(({ name }) => name === preferred),
  );
  const example = owner?.examples.find(({ name }) => name === preferred);
  if (example) return { kind: 'answer', response: { status, body: example.value } };
  const names = response.content.flatMap((one) => one.examples.map(({ name }) => name));
  return {
    kind: 'unknownPreference',
    reason: `there is no example '${preferred}' for ${response.status}: ${listOf(names)}`,
  };
}

function bodyOf(description: Description, status: number, content: MediaType): DocumentedAnswer {
  const example = content.examples[0];
  const body = example
    ? example.value
    : content.schema &&
      generated(description, content.schema, { seed: 1, names: [String(status)], direction: 'response' });
  if (body !== undefined) return { kind: 'answer', response: { status, body } };
  return { kind: 'none', reason: `there is no example of ${content.range}, and none could be made` };
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
  if (code === undefined) return { kind: 'none', reason: 'no response is documented' };
  return { kind: 'unknownPreference', reason: `${code} is not documented: ${listOf(documented)}` };
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'there are none' : `documented are ${names.join(', ')}`;
}
