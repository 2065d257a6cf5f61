import { mergePatch, setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { onDemand } from '../../../base/on-demand.ts';
import type { Validate } from '../../../description/schemas/schema-validators.ts';
import type { ValueShape } from '../../../description/schemas/value-shape.ts';
import type { Item } from '../../state/store.ts';
import { mayBeNull } from './item-shape.ts';

/** Applies JSON Patches. */
export const jsonPatches = onDemand(() => import('../../../base/json-patch.ts'));

/** The schema of the items that are patched. */
export interface PatchedSchema {
  readonly shape: ValueShape | undefined;
  /** Validates a body that has the item in `envelope`; undefined when no response shows an item. */
  readonly validate: Validate | undefined;
  readonly envelope: readonly string[];
}

/** An item after a patch, and the paths of required members that the patch would have removed. */
interface PatchedItem {
  readonly value: unknown;
  readonly kept: readonly (readonly string[])[];
}

/**
 * Merges the sent members into an item. A `null` is a value where the schema allows it; in a merge patch (RFC 7396) it
 * removes the member, unless the schema requires it. A required member that may be neither removed nor `null` stays as
 * it is.
 */
export function patchItem(item: Item, sent: Item, schema: PatchedSchema, isMergePatch: boolean): PatchedItem {
  const mayKeep = (path: readonly string[]) => mayBeNull(schema.shape, path);
  const keepsNull = (path: readonly string[]) => !isMergePatch && mayKeep(path);
  const value = mergePatch(item, sent, keepsNull);
  const nulls = nullPaths(sent).filter((path) => !keepsNull(path));
  if (nulls.length === 0) return { value, kept: [] };
  const required = new Set(missingMembers(value, schema));
  const needed = nulls.filter((path) => required.has(formatPointer(path)));
  const nullable = new Set(needed.filter(mayKeep));
  const others = needed.filter((path) => !nullable.has(path));
  const withNulls = [...nullable].reduce<unknown>((body, path) => setAt(body, path, null), value);
  return {
    value: others.reduce((body, path) => setAt(body, path, atPointer(item, formatPointer(path))), withNulls),
    kept: others,
  };
}

/** True for the media type of merge patches, whatever its parameters are. */
export function isMergePatchType(contentType: string | undefined): boolean {
  return /^\s*application\/([\w.-]+\+)?merge-patch\+json\s*(;|$)/i.test(contentType ?? '');
}

/** Returns the paths of all members that are `null`, lists left out. */
function nullPaths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (value === null) return [path];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => nullPaths(inner, [...path, name]));
}

/** Returns the pointers of the required members that an item lacks. */
function missingMembers(item: unknown, { validate, envelope }: PatchedSchema): readonly string[] {
  const errors = validate?.(setAt({}, envelope, item)) ?? [];
  return errors.flatMap(({ keyword, instancePath, params }) => {
    const name = params['missingProperty'];
    if (keyword !== 'required' || typeof name !== 'string') return [];
    return [formatPointer([...parsePointer(instancePath).slice(envelope.length), name])];
  });
}
