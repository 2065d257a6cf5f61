import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isIndex, leavesOf, type Leaf } from '../../../base/json-tree.ts';
import { equalJson } from '../../../base/json.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import { formedText } from '../values/formed-text.ts';
import type { Planning } from './planning.ts';
import { uniqueOfGiven } from './target-data.ts';
import type { Template } from './template.ts';
import { violationsOf } from './valid-template.ts';

/**
 * Returns the request with other values in its body, as many as stay valid: another text, another number, the other
 * boolean. The items of lists stay, and so does a body that the user gives. Each `round` 1, 2, … gives other texts.
 * Members that `unlike` has get other values than there.
 */
export function withOtherValues(
  planning: Planning,
  template: Template,
  { round, unlike }: { readonly round: number; readonly unlike: Readonly<Record<string, unknown>> },
): Template {
  const { body, operation } = template;
  const isGiven = uniqueOfGiven(planning.data, operation) !== undefined;
  if (body === undefined || isGiven) return template;
  return changeableLeaves(body.value).reduce<Template>((current, { path, value }) => {
    const avoided = unlike[path.at(-1) ?? ''];
    const changed = otherValues(value, round)
      .filter((other) => !equalJson(other, avoided))
      .map((other) => withValue(current, formatPointer(path), other))
      .find((candidate) => violationsOf(planning, candidate).length === 0);
    return changed ?? current;
  }, template);
}

/** Returns the members of a body that are plain values, also those of objects in it, but for references to items. */
export function changeableLeaves(body: unknown): readonly Leaf[] {
  const leaves = leavesOf(body, (token) => isIndex(token) || REFERENCE.test(token));
  return leaves.filter(({ path }) => path.length > 0);
}

/** Replaces a member of the body, or removes it where `value` is undefined. */
export function withValue(template: Template, pointer: string, value: unknown): Template {
  const { body } = template;
  return body === undefined
    ? template
    : { ...template, body: { ...body, value: replaceAt(body.value, pointer, value) } };
}

const DAY = 86_400_000;

function otherValues(value: unknown, round: number): readonly unknown[] {
  switch (typeof value) {
    case 'boolean':
      return [!value, value];
    case 'number':
      return [value + round, value - round];
    case 'string':
      return otherTexts(value, round);
    default:
      return [];
  }
}

function otherTexts(text: string, round: number): readonly string[] {
  if (text === '') return []; // it says that there is none
  const isTime = /^\d{4}-\d\d-\d\d(T|$)/.test(text) && !Number.isNaN(Date.parse(text));
  if (isTime) {
    const later = new Date(Date.parse(text) + round * DAY).toISOString();
    return [text.length === 'yyyy-mm-dd'.length ? later.slice(0, text.length) : later];
  }
  const cut = `${text.slice(0, -1)}${round}`;
  if (text.includes('@')) return [`other-${round}-${text}`, cut];
  const formed = formedText(text);
  if (formed !== undefined) return [`${formed.first}-${round}${formed.rest}`, cut];
  return [/^\w+$/.test(text) ? `${text}${round}` : `${text}-${round}`, cut];
}
