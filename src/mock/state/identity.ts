import { isObject, items, member, members, stringMember } from '../../base/json.ts';

/** A caller that the mock knows, with its credentials and roles. */
export interface Identity {
  readonly id: string;
  /** Its permissions or scopes. Default: none. */
  readonly roles: readonly string[];
  /** By the name of the security scheme; `user:password` for basic authentication. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The item as `state/identities.json` has it, with its further members. */
  readonly item: Readonly<Record<string, unknown>>;
}

/** Reads an item of the collection `identities`. Returns a text that describes the fault when it is not an identity. */
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
