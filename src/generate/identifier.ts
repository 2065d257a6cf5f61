import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';

/** Identifiers are made anew each time, so that they differ. */
export function isIdentifier(name: string): boolean {
  return /^_?(id|uuid|guid|key)$/i.test(name);
}

/** Identifiers of which nothing else is said are digits, no words. */
export function identifierFor({ format }: JsonObject, name: string, random: Random): string | undefined {
  if (format !== undefined || !/^_?(id|uuid|guid)$|[a-z](Id|ID|_id)$/.test(name)) return undefined;
  return Array.from({ length: 24 }, () => random.below(16).toString(16)).join('');
}
