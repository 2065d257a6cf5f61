import { items, member, members, stringMember, type Json, type JsonObject } from './json.ts';

/** The URLs of `servers`, their variables filled with the defaults; none where nothing is said. */
export function compileServers(document: JsonObject): readonly string[] {
  return items(document['servers']).flatMap((server) => {
    const url = stringMember(server, 'url');
    return url === undefined ? [] : [fillVariables(url, member(server, 'variables'))];
  });
}

function fillVariables(url: string, variables: Json | undefined): string {
  return members(variables).reduce(
    (filled, [name, variable]) => filled.replaceAll(`{${name}}`, String(member(variable, 'default') ?? name)),
    url,
  );
}

/** The path under which the first server serves: `/v1`, or `''` at the root. */
export function basePathOf(servers: readonly string[]): string {
  const path = (servers[0] ?? '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  return path.startsWith('/') ? path.replace(/\/+$/, '') : '';
}
