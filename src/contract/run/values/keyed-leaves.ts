import { exactText } from '../../../base/exact-json.ts';
import { isIndex, type Leaf } from '../../../base/json-tree.ts';
import { keyLeaves } from '../../plan/requests/unique-values.ts';

/** A member of a body. Its key is that of the same value elsewhere in the case. */
export interface KeyedLeaf extends Leaf {
  readonly key: string;
  /** How many items of a list before it have the same value. */
  readonly turn: number;
}

/** Returns the members that may have to differ, with their keys; `isWanted`: those with such names alone. */
export function keyedLeaves(
  body: unknown,
  isWanted: (name: string) => boolean = () => true,
): readonly KeyedLeaf[] {
  const turns = new Map<string, number>();
  const wanted = keyLeaves(body).filter(({ path }) => isWanted(nameOf(path)));
  return wanted.map((leaf) => {
    const known = keyOf({ name: nameOf(leaf.path), value: leaf.value });
    const turn = leaf.path.some(isIndex) ? (turns.get(known) ?? 0) : 0;
    turns.set(known, turn + 1);
    return { ...leaf, turn, key: turn === 0 ? known : exactText([nameOf(leaf.path), leaf.value, turn]) };
  });
}

/** Returns the key of a value, which is the same wherever the value has that name. */
export function keyOf({ name, value }: { readonly name: string; readonly value: unknown }): string {
  return exactText([name, value]);
}

/** Returns the name of a member; that of its list for an item. */
export function nameOf(path: Leaf['path']): string {
  return path.findLast((part): part is string => typeof part === 'string') ?? '';
}
