import { removeAt, setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject } from '../../../base/json.ts';
import type { SchemaError } from '../../../description/schemas/schema-validators.ts';
import { convertType } from './convert-type.ts';
import type { FittingTools } from './fitting-tools.ts';
import { modelAt } from './skeleton.ts';

/** A body that is still invalid after this many rounds of corrections is given up. */
const MAX_ROUNDS = 30;

/**
 * Makes a body valid with as few changes as possible. Missing and wrong members are taken from `skeleton`, a valid
 * body; members that are not allowed are removed. Returns undefined when the body cannot be made valid.
 */
export function fitBody(body: unknown, skeleton: unknown, { validate, generateFor }: FittingTools): unknown {
  let fitted: unknown = structuredClone(body);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const errors = validate(fitted);
    if (errors.length === 0) return fitted;
    const corrected = correctAll(fitted, { skeleton, generateFor }, errors);
    if (corrected === undefined) return undefined;
    fitted = corrected;
  }
  return undefined;
}

/**
 * Corrects the errors whose places do not overlap, so that a list with an error in each item takes one round. Returns
 * undefined when no error can be corrected.
 */
function correctAll(body: unknown, sources: Sources, errors: readonly SchemaError[]): unknown {
  const touched: (readonly string[])[] = [];
  let corrected = body;
  for (const error of namesFirst(errors)) {
    const path = pathOf(error);
    if (touched.some((other) => isWithin(path, other) || isWithin(other, path))) continue;
    const next = correct(corrected, sources, path, error);
    if (next === undefined) continue;
    touched.push(isShorter(next.body, corrected, path.slice(0, -1)) ? path.slice(0, -1) : path);
    corrected = next.body;
  }
  return touched.length === 0 ? undefined : corrected;
}

/** True when the list at the path lost an item: then the other items have moved, and their errors are out of date. */
function isShorter(after: unknown, before: unknown, path: readonly string[]): boolean {
  const [left, right] = [after, before].map((body) => atPointer(body, formatPointer(path)));
  return Array.isArray(left) && Array.isArray(right) && left.length < right.length;
}

/** Moves `propertyNames` errors to the front: of several errors about a name, only they say which name it is. */
function namesFirst(errors: readonly SchemaError[]): readonly SchemaError[] {
  const names = errors.filter(({ keyword }) => keyword === 'propertyNames');
  return names.length === 0 ? errors : [...names, ...errors];
}

/** Returns the path of the member that is missing, not allowed, or wrong. */
function pathOf({ instancePath, params }: SchemaError): readonly string[] {
  const name = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName']
    .map((param) => params[param])
    .find((value) => typeof value === 'string');
  return [...parsePointer(instancePath), ...(typeof name === 'string' ? [name] : [])];
}

function isWithin(path: readonly string[], outer: readonly string[]): boolean {
  return path.length >= outer.length && outer.every((token, index) => token === path[index]);
}

/** The sources of members that a body lacks. */
interface Sources {
  readonly skeleton: unknown;
  readonly generateFor: FittingTools['generateFor'];
}

/** A corrected body. An object, so that a body of `undefined` differs from "no correction". */
interface Corrected {
  readonly body: unknown;
}

/** Corrects one error; returns undefined when there is no correction. */
function correct(
  body: unknown,
  { skeleton, generateFor }: Sources,
  path: readonly string[],
  error: SchemaError,
): Corrected | undefined {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return (
        useSkeleton(body, skeleton, path) ??
        useGenerated(body, path, generateFor(error)) ??
        useSkeleton(body, skeleton, path.slice(0, -1))
      );
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'propertyNames':
      return { body: removeAt(body, path) };
    case 'type':
      return convertAt(body, skeleton, path, params['type']) ?? useSkeleton(body, skeleton, path);
    default:
      return fitSize(body, skeleton, path, { keyword, params }) ?? useSkeleton(body, skeleton, path);
  }
}

/**
 * Replaces a member by the skeleton's, or removes it when the skeleton has none, or has the same. Never the whole body.
 */
function useSkeleton(body: unknown, skeleton: unknown, path: readonly string[]): Corrected | undefined {
  if (path.length === 0) return undefined;
  const model = modelAt(skeleton, path);
  const present = atPointer(body, formatPointer(path));
  if (model === undefined && present === undefined) return undefined;
  const isUseless = model === undefined || equalJson(model, present);
  return { body: isUseless ? removeAt(body, path) : setAt(body, path, structuredClone(model)) };
}

/** Sets a missing member to that of an object which was generated for the same place. */
function useGenerated(body: unknown, path: readonly string[], generated: unknown): Corrected | undefined {
  const name = path.at(-1) ?? '';
  if (!isObject(generated) || !Object.hasOwn(generated, name)) return undefined;
  return { body: setAt(body, path, generated[name]) };
}

/** Converts a value to the type that its schema wants; removes a `null`. */
function convertAt(
  body: unknown,
  skeleton: unknown,
  path: readonly string[],
  types: unknown,
): Corrected | undefined {
  const present = atPointer(body, formatPointer(path));
  if (present === null && path.length > 0) return { body: removeAt(body, path) };
  const value = convertType(present, types, modelAt(skeleton, path));
  return value === undefined ? undefined : { body: setAt(body, path, value) };
}

/** The keywords about which items a list has, and how many. */
const OF_LISTS = new Set(['maxItems', 'items', 'unevaluatedItems', 'minItems', 'uniqueItems']);

/** Gives a list or an object as many items or members as are allowed; undefined for any other error. */
function fitSize(
  body: unknown,
  skeleton: unknown,
  path: readonly string[],
  error: Pick<SchemaError, 'keyword' | 'params'>,
): Corrected | undefined {
  if (OF_LISTS.has(error.keyword)) return fitList(body, skeleton, path, error);
  return error.keyword === 'maxProperties' ? fitObject(body, path, Number(error.params['limit'])) : undefined;
}

/** Removes the last members, so that the first of its own stay; undefined where that leaves none. */
function fitObject(body: unknown, path: readonly string[], limit: number): Corrected | undefined {
  const present = atPointer(body, formatPointer(path));
  if (!isObject(present) || limit === 0) return undefined;
  return { body: setAt(body, path, Object.fromEntries(Object.entries(present).slice(0, limit))) };
}

/** Shortens a list, removes a repeated item, or adds items of the skeleton, so that its own items stay. */
function fitList(
  body: unknown,
  skeleton: unknown,
  path: readonly string[],
  { keyword, params }: Pick<SchemaError, 'keyword' | 'params'>,
): Corrected | undefined {
  const list = atPointer(body, formatPointer(path));
  if (!Array.isArray(list)) return undefined;
  const items = list as readonly unknown[];
  const limit = Number(params['limit'] ?? params['len']);
  if (keyword === 'uniqueItems') {
    const repeated = Math.max(Number(params['i']), Number(params['j']));
    return { body: setAt(body, path, items.toSpliced(repeated, 1)) };
  }
  if (keyword !== 'minItems') return { body: setAt(body, path, items.slice(0, limit)) };
  const more = Array.from({ length: limit - items.length }, (_, index) =>
    modelAt(skeleton, [...path, String(items.length + index)]),
  );
  if (more.includes(undefined)) return undefined;
  return { body: setAt(body, path, [...items, ...structuredClone(more)]) };
}
