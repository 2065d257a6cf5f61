import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';

/** True for names of identifiers, which are generated anew each time, so that they differ. */
export function isIdentifier(name: string): boolean {
  return /^_?(id|uuid|guid|key)$/i.test(name);
}

/** Generates an identifier of hexadecimal digits; undefined for other names, or where there is a `format`. */
export function identifierFor({ format }: JsonObject, name: string, random: Random): string | undefined {
  if (format !== undefined || !/^_?(id|uuid|guid)$|[a-z](Id|ID|_id)$/.test(name)) return undefined;
  return Array.from({ length: 24 }, () => random.below(16).toString(16)).join('');
}
