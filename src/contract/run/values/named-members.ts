import type { Leaf } from '../../../base/json-tree.ts';
import { isNaturalKey, keyLeaves } from '../../plan/requests/unique-values.ts';
import { nameOf } from './keyed-leaves.ts';

/** Shorter values may stand in a text by chance. */
const MIN_LENGTH = 5;

/** Returns the members of a body that a refusal names, by their names or by their values. */
export function membersNamedIn(refusal: string, body: unknown): readonly string[] {
  const leaves = keyLeaves(body).filter(
    ({ value }) => typeof value === 'string' || typeof value === 'number',
  );
  const isNamed = ({ path, value }: Leaf) => {
    const name = nameOf(path);
    const word = new RegExp(`(?<![\\w])${name.replace(/[^\w]/g, '.')}(?![\\w])`, 'i');
    return word.test(refusal) || (String(value).length >= MIN_LENGTH && refusal.includes(String(value)));
  };
  return [...new Set(leaves.filter(isNamed).map(({ path }) => nameOf(path)))];
}

/** Returns the names of the members of a body that no two items may share, as far as names tell. */
export function keyNamesOf(body: unknown): readonly string[] {
  return [...new Set(keyLeaves(body).map(({ path }) => nameOf(path)))].filter(isNaturalKey);
}
