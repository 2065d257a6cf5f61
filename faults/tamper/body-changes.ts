import { isMembers } from '../server/json-schema.ts';

/** Returns the body with each member changed; `undefined` removes one. */
export function mapMembers(body: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (!isMembers(body)) return body;
  const entries = Object.entries(body).map(([name, value]) => [name, change(name, value)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
