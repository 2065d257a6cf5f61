import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Validate } from '../../../description/schemas/schema-validators.ts';

/** Returns the skeleton's value at a path; for an item that the skeleton's list lacks, that of its first item. */
export function modelAt(skeleton: unknown, path: readonly string[]): unknown {
  const exact = atPointer(skeleton, formatPointer(path));
  if (exact !== undefined) return exact;
  return atPointer(skeleton, formatPointer(path.map((token) => (/^\d+$/.test(token) ? '0' : token))));
}

/**
 * Sets the members of an item in the skeleton one after the other, and leaves out those that make it invalid: the last
 * resort when `fitBody` fails. Each item of a list is set in the skeleton's first item.
 */
export function overlay(
  skeleton: unknown,
  envelope: readonly string[],
  item: unknown,
  validate: Validate,
): unknown {
  if (Array.isArray(item)) return overlayList(skeleton, envelope, item, validate);
  if (!isObject(item)) return skeleton;
  return Object.entries(item).reduce<unknown>((body, [name, value]: [string, unknown]) => {
    const next = setAt(body, [...envelope, name], value);
    return validate(next).length === 0 ? next : body;
  }, skeleton);
}

function overlayList(
  skeleton: unknown,
  envelope: readonly string[],
  list: readonly unknown[],
  validate: Validate,
): unknown {
  const model = modelAt(skeleton, [...envelope, '0']);
  const written = list.map((item) => {
    const withOneItem = setAt(skeleton, envelope, [model]);
    return modelAt(overlay(withOneItem, [...envelope, '0'], item, validate), [...envelope, '0']);
  });
  const body = setAt(skeleton, envelope, written);
  return validate(body).length === 0 ? body : skeleton;
}
