import { changed, without } from '../../../base/edit-json.ts';
import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject } from '../../../base/json.ts';
import type { SchemaError, Validate } from '../../../description/schemas/schema-validators.ts';
import { inOtherType } from './convert-type.ts';
import type { Fitting } from './fitting-tools.ts';

/** So many rounds of corrections, and the body is given up. */
const MOST_ROUNDS = 30;

/**
 * Makes a body fit its schema with as few changes as possible: what is missing or wrong is taken from `skeleton`,
 * a body that fits; what may not be there is left out. Undefined where that does not help.
 */
export function fitBody(body: unknown, skeleton: unknown, { validate, make }: Fitting): unknown {
  let fitted: unknown = structuredClone(body);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const errors = validate(fitted);
    if (errors.length === 0) return fitted;
    const corrected = correctAll(fitted, { skeleton, make }, errors);
    if (corrected === undefined) return undefined;
    fitted = corrected;
  }
  return undefined;
}

/** All errors mended that do not touch each other: a list may have as many as it has items. */
function correctAll(body: unknown, models: Models, errors: readonly SchemaError[]): unknown {
  const touched: (readonly string[])[] = [];
  let corrected = body;
  for (const error of namesFirst(errors)) {
    const path = pathOf(error);
    if (touched.some((other) => isWithin(path, other) || isWithin(other, path))) continue;
    const next = correct(corrected, models, path, error);
    if (next === undefined) continue;
    touched.push(isShorter(next.body, corrected, path.slice(0, -1)) ? path.slice(0, -1) : path);
    corrected = next.body;
  }
  return touched.length === 0 ? undefined : corrected;
}

/** Whether the list at the path lost an item: then the others are not where their errors say. */
function isShorter(after: unknown, before: unknown, path: readonly string[]): boolean {
  const [left, right] = [after, before].map((body) => atPointer(body, formatPointer(path)));
  return Array.isArray(left) && Array.isArray(right) && left.length < right.length;
}

/** Errors about names say which one in `propertyNames` only, which comes last. */
function namesFirst(errors: readonly SchemaError[]): readonly SchemaError[] {
  const names = errors.filter(({ keyword }) => keyword === 'propertyNames');
  return names.length === 0 ? errors : [...names, ...errors];
}

/** What has to be there, may not be there, or is wrong. */
function pathOf({ instancePath, params }: SchemaError): readonly string[] {
  const name = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName']
    .map((param) => params[param])
    .find((param) => typeof param === 'string');
  return [...parsePointer(instancePath), ...(typeof name === 'string' ? [name] : [])];
}

function isWithin(path: readonly string[], outer: readonly string[]): boolean {
  return path.length >= outer.length && outer.every((token, index) => token === path[index]);
}

interface Models {
  readonly skeleton: unknown;
  readonly make: Fitting['make'];
}

interface Corrected {
  readonly body: unknown;
}

/** The body with one error mended; undefined where nothing can be done about it. */
function correct(
  body: unknown,
  { skeleton, make }: Models,
  path: readonly string[],
  error: SchemaError,
): Corrected | undefined {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return (
        put(body, skeleton, path) ??
        putMade(body, path, make(error)) ??
        put(body, skeleton, path.slice(0, -1))
      );
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'propertyNames':
      return { body: without(body, path) };
    case 'type':
      return retyped(body, skeleton, path, params['type']) ?? put(body, skeleton, path);
    case 'maxItems':
    case 'items':
    case 'unevaluatedItems':
    case 'minItems':
    case 'uniqueItems':
      return withItems(body, skeleton, path, { keyword, params }) ?? put(body, skeleton, path);
    default:
      return put(body, skeleton, path);
  }
}

/** Sets the member to the skeleton's, and leaves it out where that has none or the same; the body has to stay. */
function put(body: unknown, skeleton: unknown, path: readonly string[]): Corrected | undefined {
  if (path.length === 0) return undefined;
  const model = modelAt(skeleton, path);
  const present = atPointer(body, formatPointer(path));
  if (model === undefined && present === undefined) return undefined;
  const isUseless = model === undefined || equalJson(model, present);
  return { body: isUseless ? without(body, path) : changed(body, path, structuredClone(model)) };
}

/** Sets the member that an object has which was made for its place. */
function putMade(body: unknown, path: readonly string[], made: unknown): Corrected | undefined {
  const name = path.at(-1) ?? '';
  if (!isObject(made) || !Object.hasOwn(made, name)) return undefined;
  return { body: changed(body, path, made[name]) };
}

/** In the type that is wanted; a `null` is as good as nothing. */
function retyped(
  body: unknown,
  skeleton: unknown,
  path: readonly string[],
  types: unknown,
): Corrected | undefined {
  const present = atPointer(body, formatPointer(path));
  if (present === null && path.length > 0) return { body: without(body, path) };
  const value = inOtherType(present, types, modelAt(skeleton, path));
  return value === undefined ? undefined : { body: changed(body, path, value) };
}

/** The list with as many of its own items as may be: what others would stand there says nothing about it. */
function withItems(
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
    const twice = Math.max(Number(params['i']), Number(params['j']));
    return { body: changed(body, path, items.toSpliced(twice, 1)) };
  }
  if (keyword !== 'minItems') return { body: changed(body, path, items.slice(0, limit)) };
  const more = Array.from({ length: limit - items.length }, (_, index) =>
    modelAt(skeleton, [...path, String(items.length + index)]),
  );
  if (more.includes(undefined)) return undefined;
  return { body: changed(body, path, [...items, ...structuredClone(more)]) };
}

/** In lists, the skeleton's first item is the model for each. */
function modelAt(skeleton: unknown, path: readonly string[]): unknown {
  const exact = atPointer(skeleton, formatPointer(path));
  if (exact !== undefined) return exact;
  return atPointer(skeleton, formatPointer(path.map((token) => (/^\d+$/.test(token) ? '0' : token))));
}

/**
 * The skeleton with as many of the item's members as it can take, one after the other: the last resort. Of a list,
 * each item is laid over the skeleton's first.
 */
export function overlay(
  skeleton: unknown,
  envelope: readonly string[],
  item: unknown,
  validate: Validate,
): unknown {
  if (Array.isArray(item)) return overlaid(skeleton, envelope, item, validate);
  if (!isObject(item)) return skeleton;
  return Object.entries(item).reduce<unknown>((body, [name, value]: [string, unknown]) => {
    const next = changed(body, [...envelope, name], value);
    return validate(next).length === 0 ? next : body;
  }, skeleton);
}

function overlaid(
  skeleton: unknown,
  envelope: readonly string[],
  list: readonly unknown[],
  validate: Validate,
): unknown {
  const model = modelAt(skeleton, [...envelope, '0']);
  const written = list.map((item) => {
    const alone = changed(skeleton, envelope, [model]);
    return modelAt(overlay(alone, [...envelope, '0'], item, validate), [...envelope, '0']);
  });
  const body = changed(skeleton, envelope, written);
  return validate(body).length === 0 ? body : skeleton;
}
