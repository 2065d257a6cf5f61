import { brokenAnyhow, renamed } from './broken-anyhow.ts';
import { brokenBySchemas } from './broken-by-schemas.ts';
import type { BrokenValue } from './broken-value.ts';
import type { Place } from './place.ts';

/** A break of the values at a place; of another way where the parent is what is changed. */
export interface BrokenPlace extends BrokenValue {
  readonly way: Place['way'];
}

/** Returns how the values at a place can be broken. */
export function brokenAt({ way, schemas }: Place): readonly BrokenPlace[] {
  const last = way.at(-1);
  const name = typeof last === 'string' ? last : undefined;
  const own = [...brokenAnyhow(name), ...brokenBySchemas(schemas.values())].map((one) => ({ ...one, way }));
  if (name === undefined) return own;
  return [...own, { operator: 'member-renamed', way: way.slice(0, -1), change: renamed(name) }];
}
