import { replaceAt } from '../../../base/edit-json.ts';
import { parsePointer } from '../../../base/json-pointer.ts';
import { memoised } from '../../../base/memoise.ts';
import { leastAround } from '../values/least-around.ts';
import type { Planning } from '../requests/planning.ts';
import { dataOf } from '../requests/target-data.ts';
import type { Template } from '../requests/template.ts';
import { violationsOf } from '../requests/valid-template.ts';

/**
 * Returns what changes the body of a request in one place, beside nothing but what is required: the parameters are those
 * of `least`, and of the body only the way to that place is there. Where members depend on each other, so that this would
 * be invalid, the full request is changed instead. Of a body that is given, all members stay: it is what the target is
 * known to accept.
 */
export function changesAround(
  planning: Planning,
  full: Template,
  least: Template,
): (pointer: string, replacement: unknown) => Template {
  const base = memoised((pointer: string) => smallestAround(planning, full, least, parsePointer(pointer)));
  return (pointer, replacement) => {
    const template = base(pointer);
    const { body } = template;
    if (body === undefined) return template;
    const value = pointer === '' ? replacement : replaceAt(body.value, pointer, replacement);
    return { ...template, body: { ...body, value } };
  };
}

function smallestAround(
  planning: Planning,
  full: Template,
  least: Template,
  path: readonly string[],
): Template {
  const schema = full.body?.mediaType.schema;
  if (full.body === undefined || schema === undefined || path.length === 0) return full;
  if (dataOf(planning.data, full.operation).body !== undefined) return { ...least, body: full.body };
  const value = leastAround(planning.description.document, schema.definition, full.body.value, path);
  const template = { ...least, body: { ...full.body, value } };
  return violationsOf(planning, template).length === 0 ? template : full;
}
