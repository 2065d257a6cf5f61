import { items, type Json, type JsonObject } from '../../base/json.ts';
import { pick } from '../../base/random.ts';
import { isIdentifier } from '../identifier.ts';

interface Showing {
  readonly random: Parameters<typeof pick>[0];
  /** True where examples are not to be used. */
  readonly isFresh?: boolean | undefined;
}

/**
 * Returns the example of a member, or else its default; undefined for identifiers, which are to differ, for null, and for
 * YAML's `.inf` and `.nan`.
 */
export function shownValue(
  { random, isFresh }: Showing,
  keywords: JsonObject,
  name: string,
): Json | undefined {
  if (isFresh === true || isIdentifier(name)) return undefined;
  const value = keywords['example'] ?? pick(random, items(keywords['examples'])) ?? keywords['default'];
  const isNotFinite = typeof value === 'number' && !Number.isFinite(value);
  return value === null || isNotFinite ? undefined : value;
}
