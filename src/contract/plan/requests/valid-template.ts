import { replaceAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import { isOnItemOf } from '../../../description/resources/resource.ts';
import type { Violation } from '../../../validation/violation.ts';
import { writeRequest } from '../../case/write-request.ts';
import { planRequest } from './plan-step.ts';
import { isIdentifier } from '../values/identifying-parameters.ts';
import type { Planning } from './planning.ts';
import { givenValue } from './target-data.ts';
import { type Template, makeTemplate } from './template.ts';

/** True when a path parameter holds an invented identifier, so the item may not exist; not where PUT creates it. */
export function hasInventedPathItem(
  { description, data }: Planning,
  { operation, parameters, bound }: Template,
): boolean {
  return [...parameters].some(([{ location, name, schema }, value]) => {
    if (location !== 'path' || Object.hasOwn(bound, name) || isCreatedByPut(description, operation, name)) {
      return false;
    }
    if (givenValue(data, operation, { name }) === value) return false;
    return isIdentifier(description, schema);
  });
}

/**
 * True for a name of the item that a PUT creates (201), and no POST: the last one in its path, and those before it that
 * name nothing else.
 */
export function isCreatedByPut({ operations }: Description, operation: Operation, name: string): boolean {
  const { method, path, responses } = operation;
  if (method !== 'PUT' || !responses.some(({ status }) => status === '201')) return false;
  const place = path.indexOf(`{${name}}`);
  const above = path.slice(0, place).replace(/\/$/, '');
  const isLast = place >= 0 && path.endsWith(`{${name}}`);
  const onAbove = operations.filter((one) => one.path === above);
  return isLast ? !onAbove.some((one) => one.method === 'POST') : onAbove.length === 0;
}

/** Returns the violations that the description's own validator finds in a template; none in a valid one. */
export function violationsOf(planning: Planning, template: Template): readonly Violation[] {
  const { validator } = planning;
  const plan = planRequest(planning, template);
  if (plan === undefined) return [];
  const captures = new Map<string, string>();
  for (const [parameter, value] of template.parameters) {
    if (parameter.location === 'path') captures.set(parameter.name, encodeParameter(parameter, value));
  }
  return validator.request(template.operation)(writeRequest(plan), captures).violations;
}

/** Returns the fullest valid template of an operation; undefined where there is none. */
export function validTemplate(
  planning: Planning,
  operation: Operation,
  optional: boolean,
  bound: Readonly<Record<string, string>> = {},
): Template | undefined {
  const known = planning.templates.get(operation) ?? new Map<string, Template | undefined>();
  planning.templates.set(operation, known);
  const key = JSON.stringify([optional, bound]);
  if (!known.has(key)) known.set(key, newTemplate(planning, operation, optional, bound));
  return known.get(key);
}

function newTemplate(
  planning: Planning,
  operation: Operation,
  optional: boolean,
  bound: Readonly<Record<string, string>>,
): Template | undefined {
  const make = (all: boolean) =>
    withoutIdentifier(
      planning,
      makeTemplate(planning.description, operation, { optional: all, bound, data: planning.data }),
    );
  const template = make(optional);
  if (isSendable(planning, template)) return template;
  if (optional) return validTemplate(planning, operation, false, bound);
  const filled = { ...template, body: make(true).body }; // some wires cannot carry an empty list
  return isSendable(planning, filled) ? filled : undefined;
}

function isSendable(planning: Planning, template: Template): boolean {
  const { operation, body } = template;
  if (operation.requestBody?.required === true && body === undefined) return false;
  const isWhole = planRequest(planning, template) !== undefined;
  return isWhole && violationsOf(planning, template).length === 0;
}

/** Removes an item's identifier from the body: it is in the path already, and an invented one names another item. */
function withoutIdentifier(planning: Planning, template: Template): Template {
  const { operation, body, bound } = template;
  const resource = planning.resources.find((one) => isOnItemOf(one, operation));
  const value = body?.value;
  if (resource === undefined || body === undefined || Object.keys(bound).length === 0 || !isObject(value)) {
    return template;
  }
  const { description } = planning;
  const place = itemPlaceIn(description, body.mediaType.schema, resource);
  const shown = itemPlaceIn(description, successContent(resource.read ?? operation)?.schema, resource);
  if (place === undefined || (shown !== undefined && shown.key !== place.key)) return template;
  if (atPointer(value, formatPointer([...place.envelope, place.key])) === undefined) {
    return template;
  }
  const shorter = {
    ...template,
    body: { ...body, value: replaceAt(value, formatPointer([...place.envelope, place.key]), undefined) },
  };
  return violationsOf(planning, shorter).length <= violationsOf(planning, template).length
    ? shorter
    : template;
}
