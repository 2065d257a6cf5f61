import { bundled, type BundledName } from '../bundled.ts';
import { items, member, members } from '../../../src/base/json.ts';
import type { Asked } from './fault.ts';

/** The value of a query parameter; undefined where it is not there. */
export function queryOf({ target }: Asked, name: string): string | undefined {
  return new URL(target, 'http://localhost').searchParams.get(name) ?? undefined;
}

/** The request with another value of a query parameter, or without it. */
export function withQuery(asked: Asked, name: string, value: string | undefined): Partial<Asked> {
  const url = new URL(asked.target, 'http://localhost');
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return { target: `${url.pathname}${url.search}` };
}

/** Returns how often a query parameter occurs. */
export function timesGiven({ target }: Asked, name: string): number {
  return new URL(target, 'http://localhost').searchParams.getAll(name).length;
}

/** The header fields with those of somebody who may do everything. */
export function permitted({ headers }: Asked, api: BundledName = 'rocketchat'): Partial<Asked> {
  return { headers: { ...headers, ...credentialsOf(api) } };
}

export function credentialsOf(api: BundledName): Readonly<Record<string, string>> {
  const known = bundled(api).identities['default']?.credentials ?? {};
  return api === 'livehelpnow'
    ? { authorization: `Bearer ${known['oauthToken']}` }
    : { 'x-auth-token': known['authToken'] ?? '', 'x-user-id': known['userId'] ?? '' };
}

/** The object without the members that `isKept` refuses. */
export function only(value: unknown, isKept: (name: string, value: unknown) => boolean): unknown {
  return Object.fromEntries(members(value).filter(([name, one]) => isKept(name, one)));
}

/** The department in a body. */
export function departmentIn(body: unknown): unknown {
  return member(body, 'department');
}

export function agentsIn(body: unknown): readonly unknown[] {
  return items(member(body, 'agents'));
}
