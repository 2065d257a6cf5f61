import { isObject, items, member, members, stringMember } from '../../base/json.ts';

/** Somebody whom the mock knows. */
export interface Identity {
  readonly id: string;
  /** The permissions or scopes that it has. */
  readonly roles: readonly string[];
  /** By the name of the security scheme; `user:password` for basic authentication. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The item as it stands in `state/identities.json`, with whatever else it says. */
  readonly item: Readonly<Record<string, unknown>>;
}

/** Reads an item of the collection `identities`; a text that says what is wrong where it is none. */
export function parseIdentity(item: unknown): Identity | string {
  const id = stringMember(item, 'id');
  const credentials = member(item, 'credentials');
  if (!isObject(item) || id === undefined) return `an identity needs an 'id'`;
  if (!isObject(credentials)) return `identity ${id} needs 'credentials': {"<security scheme>": "<value>"}`;
  return {
    id,
    roles: items(item['roles']).map(String),
    credentials: Object.fromEntries(members(credentials).map(([scheme, value]) => [scheme, String(value)])),
    item,
  };
}
