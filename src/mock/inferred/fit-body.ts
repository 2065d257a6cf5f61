import { atPointer, formatPointer, parsePointer } from '../../spec/json-pointer.ts';
import { equalJson } from '../../spec/json.ts';
import type { SchemaError, Validate } from '../../spec/schema-validators.ts';

/** So many corrections, and the body is given up. */
const MOST_ROUNDS = 30;

/**
 * Makes a body fit its schema with as few changes as possible: what is missing or wrong is taken from `skeleton`,
 * a body that fits; what may not be there is left out. Undefined where that does not help.
 */
export function fitBody(body: unknown, skeleton: unknown, validate: Validate): unknown {
  let fitted: unknown = structuredClone(body);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [error] = validate(fitted);
    if (error === undefined) return fitted;
    const corrected = correct(fitted, skeleton, error);
    if (corrected === undefined) return undefined;
    fitted = corrected.body;
  }
  return undefined;
}

/** The body with one error mended; undefined where nothing can be done about it. */
function correct(
  body: unknown,
  skeleton: unknown,
  { keyword, instancePath, params }: SchemaError,
): { readonly body: unknown } | undefined {
  const path = parsePointer(instancePath);
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return put(body, skeleton, [...path, String(params['missingProperty'])]);
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = params['additionalProperty'] ?? params['unevaluatedProperty'];
      return { body: without(body, [...path, String(name)]) };
    }
    default:
      return path.length === 0 ? undefined : put(body, skeleton, path);
  }
}

/** Sets the member to the skeleton's, and leaves it out where that has none or the same. */
function put(
  body: unknown,
  skeleton: unknown,
  path: readonly string[],
): { readonly body: unknown } | undefined {
  const model = modelAt(skeleton, path);
  const present = atPointer(body, formatPointer(path));
  if (model === undefined && present === undefined) return undefined;
  const isUseless = model === undefined || equalJson(model, present);
  return { body: isUseless ? without(body, path) : changed(body, path, structuredClone(model)) };
}

/** In lists, the skeleton's first item is the model for each. */
function modelAt(skeleton: unknown, path: readonly string[]): unknown {
  const exact = atPointer(skeleton, formatPointer(path));
  if (exact !== undefined) return exact;
  return atPointer(skeleton, formatPointer(path.map((token) => (/^\d+$/.test(token) ? '0' : token))));
}

/** A copy with the value at the path; the way there has to exist. */
export function changed(body: unknown, path: readonly string[], value: unknown): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (Array.isArray(body)) {
    return body.map((item: unknown, index) => (String(index) === token ? changed(item, rest, value) : item));
  }
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const inner = Object.hasOwn(object, token) ? object[token] : undefined;
  return { ...object, [token]: changed(inner, rest, value) };
}

function without(body: unknown, path: readonly string[]): unknown {
  const [token, ...rest] = path;
  if (token === undefined || typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) {
    if (rest.length === 0) return body.filter((_, index) => String(index) !== token);
    return body.map((item: unknown, index) => (String(index) === token ? without(item, rest) : item));
  }
  const entries = Object.entries(body).flatMap(([name, value]: [string, unknown]): [string, unknown][] => {
    if (name !== token) return [[name, value]];
    return rest.length === 0 ? [] : [[name, without(value, rest)]];
  });
  return Object.fromEntries(entries);
}

/** The skeleton with as many of the item's members as it can take, one after the other: the last resort. */
export function overlay(
  skeleton: unknown,
  envelope: readonly string[],
  item: unknown,
  validate: Validate,
): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return skeleton;
  return Object.entries(item).reduce<unknown>((body, [name, value]: [string, unknown]) => {
    const next = changed(body, [...envelope, name], value);
    return validate(next).length === 0 ? next : body;
  }, skeleton);
}
