import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RequestPlan } from '../../case/case.ts';
import { placeholderNames } from '../../case/placeholder.ts';
import { fullCredentials } from './credential-plan.ts';
import { likeliestFirst } from '../values/paired-examples.ts';
import type { Planning } from './planning.ts';
import { dataOf } from './target-data.ts';
import { toRequestPlan, withParameter, type Template } from './template.ts';
import { validTemplate, violationsOf } from './valid-template.ts';

/** A valid request that may be accepted where others are refused. */
export interface Rung {
  /** `example NAME`, `fullest`, `smallest`, `without /group`, `with /key`, `given`. */
  readonly name: string;
  readonly request: RequestPlan;
}

/** At most so many optional parts are left out, or added, one at a time. */
const MAX_PARTS = 12;

/**
 * Returns the requests to try in turn until one is accepted: the documented examples, all that there is, only what is
 * required, all but one optional part at a time, and only what is required with one optional part at a time. A body that
 * is given for the operation is the only one.
 */
export function rungsOf(
  planning: Planning,
  operation: Operation,
  bound: Readonly<Record<string, string>>,
): readonly Rung[] {
  const fullest = validTemplate(planning, operation, true, bound);
  const smallest = validTemplate(planning, operation, false, bound);
  if (smallest === undefined) return [];
  if (dataOf(planning.data, operation).body !== undefined) return distinct(planning, [['given', smallest]]);
  const full = fullest ?? smallest;
  return distinct(planning, [
    ...exampleBodies(smallest),
    ['fullest', full],
    ['smallest', smallest],
    ...withoutOne(full, smallest),
    ...withOne(full, smallest),
  ]);
}

/** Returns the path parameters of a planned request that stand for bound values. */
export function boundIn({ path }: Operation, { target }: RequestPlan): Readonly<Record<string, string>> {
  const captures = pathCaptures(path, target) ?? new Map<string, string>();
  const texts = [...captures].filter(([, text]) => placeholderNames(text).length > 0);
  return Object.fromEntries(texts.map(([name, text]) => [name, text.replace(/^%22(.*)%22$/s, '$1')]));
}

type Named = readonly [name: string, template: Template];

function distinct(planning: Planning, templates: readonly Named[]): readonly Rung[] {
  const rungs = new Map<string, Rung>();
  for (const [name, template] of templates) {
    const request = toRequestPlan(template, fullCredentials(planning, template.operation));
    const key = JSON.stringify(request);
    if (request === undefined || rungs.has(key) || violationsOf(planning, template).length > 0) continue;
    rungs.set(key, { name, request });
  }
  return [...rungs.values()];
}

function exampleBodies(template: Template): readonly Named[] {
  const content = template.operation.requestBody?.content ?? [];
  return content.flatMap((mediaType) =>
    likeliestFirst(template.operation, mediaType.examples).map(({ name, value }): Named => [
      `example ${name}`,
      { ...template, body: { mediaType, value } },
    ]),
  );
}

function withoutOne(full: Template, smallest: Template): readonly Named[] {
  const parameters = addedParameters(full, smallest).map(([parameter]): Named => [
    `without ${parameter.location} ${parameter.name}`,
    { ...full, parameters: new Map([...full.parameters].filter(([one]) => one !== parameter)) },
  ]);
  const members = addedMembers(full, smallest).map(([name]): Named => [
    `without ${formatPointer([name])}`,
    withBody(full, (body) => replaceAt(body, formatPointer([name]), undefined)),
  ]);
  return [...parameters, ...members].slice(0, MAX_PARTS);
}

function withOne(full: Template, smallest: Template): readonly Named[] {
  const parameters = addedParameters(full, smallest).map(([parameter, value]): Named => [
    `with ${parameter.location} ${parameter.name}`,
    withParameter(smallest, parameter, value),
  ]);
  const base =
    smallest.body === undefined ? withBody({ ...smallest, body: full.body }, () => ({})) : smallest;
  const members = addedMembers(full, smallest).map(([name, value]): Named => [
    `with ${formatPointer([name])}`,
    withBody(base, (body) => ({ ...(body as object), [name]: value })),
  ]);
  return [...parameters, ...members].slice(0, MAX_PARTS);
}

function addedParameters(full: Template, smallest: Template) {
  return [...full.parameters].filter(([parameter]) => !smallest.parameters.has(parameter));
}

/** Returns the top-level members that the smallest body does not have. */
function addedMembers(full: Template, smallest: Template): readonly (readonly [string, unknown])[] {
  const [all, few] = [full.body?.value, smallest.body?.value];
  if (!isObject(all)) return [];
  return Object.entries(all).filter(([name]) => !isObject(few) || !Object.hasOwn(few, name));
}

function withBody(template: Template, change: (body: unknown) => unknown): Template {
  const { body } = template;
  return body === undefined ? template : { ...template, body: { ...body, value: change(body.value) } };
}
