import { parsePointer } from '../../base/json-pointer.ts';

/**
 * Returns the name of the component that a reference leads to: the last token of its pointer; undefined without one.
 */
export function componentOf(reference: string): string | undefined {
  return parsePointer(reference.replace(/^[^#]*#?/, '')).at(-1);
}
