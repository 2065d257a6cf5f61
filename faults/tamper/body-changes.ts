import { isMembers } from '../server/json-schema.ts';

/** A body's members, each changed; `undefined` leaves one out. */
export function mapMembers(body: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (!isMembers(body)) return body;
  const entries = Object.entries(body).map(([name, value]) => [name, change(name, value)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
