import { isObject, items, member, members, stringMember } from '../../base/json.ts';

/** A caller that the mock knows, with its credentials and roles. */
export interface Identity {
  readonly id: string;
  /** Its permissions or scopes. Default: none. */
  readonly roles: readonly string[];
  /** By the name of the security scheme; `user:password` for basic authentication. */
  readonly credentials: Readonly<Record<string, string>>;
  /** How it logs in at the token endpoints that the mock serves; undefined where it does not. */
  readonly client?: { readonly id: string; readonly secret: string | undefined } | undefined;
  readonly user?: { readonly name: string; readonly password: string | undefined } | undefined;
  /** The item as `state/identities.json` has it, with its further members. */
  readonly item: Readonly<Record<string, unknown>>;
}

/** Reads an item of the collection `identities`. Returns a text that describes the fault when it is not an identity. */
export function parseIdentity(item: unknown): Identity | string {
  const id = stringMember(item, 'id');
  const credentials = member(item, 'credentials');
  if (!isObject(item) || id === undefined) return `an identity needs an 'id'`;
  const [clientId, clientSecret, username, password] = [
    'clientId',
    'clientSecret',
    'username',
    'password',
  ].map((name) => stringMember(item, name));
  const client = clientId === undefined ? undefined : { id: clientId, secret: clientSecret };
  const user = username === undefined ? undefined : { name: username, password };
  if (!isObject(credentials) && (credentials !== undefined || (client ?? user) === undefined)) {
    return `identity ${id} needs 'credentials': {"<security scheme>": "<value>"}, or 'clientId' or 'username' to log in`;
  }
  if (client === undefined && clientSecret !== undefined)
    return `identity ${id} needs a 'clientId' beside 'clientSecret'`;
  if (user === undefined && password !== undefined)
    return `identity ${id} needs a 'username' beside 'password'`;
  return {
    id,
    client,
    user,
    roles: items(item['roles']).map(String),
    credentials: Object.fromEntries(members(credentials).map(([scheme, value]) => [scheme, String(value)])),
    item,
  };
}
