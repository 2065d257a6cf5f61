import { isObject, type Json } from '../../../base/json.ts';
import { ODD, type BrokenValue } from './broken-value.ts';
import { DROPPED } from './changed-at.ts';

/** Returns a value of another type. */
export function retyped(value: Json): Json | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return {};
  switch (typeof value) {
    case 'string':
      return 4711;
    case 'number':
      return 'a text';
    case 'bigint': // a whole number beyond 2^53
      return 'a text';
    case 'boolean':
      return String(value);
    default:
      return [];
  }
}

/** The ways in which any value can be broken. `name`: that of the member, where it is one. */
export function brokenAnyhow(name: string | undefined): readonly BrokenValue[] {
  const isMember = name !== undefined;
  return [
    ...(isMember ? [{ operator: 'member-dropped', change: () => DROPPED } satisfies BrokenValue] : []),
    { operator: 'member-retyped', change: retyped },
    { operator: 'member-null', change: (value) => (value === null ? undefined : null) },
    {
      operator: 'member-added',
      change: (value) => (isObject(value) ? { ...value, furtherMember: ODD } : undefined),
    },
    { operator: 'list-emptied', change: ofFilledList(() => []) },
    { operator: 'list-doubled', change: ofFilledList((list) => list.flatMap((item) => [item, item])) },
    {
      operator: 'list-reordered',
      change: ofFilledList((list) => (list.length > 1 ? list.toReversed() : undefined)),
    },
  ];
}

function ofFilledList(change: (list: readonly Json[]) => readonly Json[] | undefined) {
  return (value: Json): Json | undefined =>
    Array.isArray(value) && value.length > 0 ? change(value as readonly Json[]) : undefined;
}

/** Renames a member of an object. */
export function renamed(name: string): (value: Json) => Json | undefined {
  return (value) => {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    const entries = Object.entries(value).map(([one, inner]): [string, Json] => [
      one === name ? `${name}Renamed` : one,
      inner,
    ]);
    return Object.fromEntries(entries);
  };
}
