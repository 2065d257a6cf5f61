import { items, member, members, stringMember, type Json } from '../../base/json.ts';

/** Limits the URLs of one server, whose variables may have many values each. */
const MAX_URLS = 100;

/**
 * Compiles the URLs of a `servers` list, with the values of their variables: the defaults first, then the others of
 * their `enum`s. A relative URL is resolved against `location`; without one it stays a path.
 */
export function compileServers(servers: Json | undefined, location: string | undefined): readonly string[] {
  const urls = items(servers).flatMap((server) => {
    const url = stringMember(server, 'url');
    return url === undefined ? [] : filledUrls(url, member(server, 'variables'));
  });
  return [...new Set(urls.map((url) => absolute(url, location)))];
}

function filledUrls(url: string, variables: Json | undefined): readonly string[] {
  return members(variables).reduce(
    (urls, [name, variable]) =>
      valuesOf(name, variable)
        .flatMap((value) => urls.map((one) => one.replaceAll(`{${name}}`, () => value)))
        .slice(0, MAX_URLS),
    [url],
  );
}

function valuesOf(name: string, variable: Json): readonly string[] {
  const listed = items(member(variable, 'enum')).map(String);
  return [...new Set([String(member(variable, 'default') ?? listed[0] ?? name), ...listed])];
}

/** The base of relative URLs where the description has no URL itself. */
const NOWHERE = 'http://nowhere.invalid/';

function absolute(url: string, location: string | undefined): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
  const isRemote = location !== undefined && /^https?:/i.test(location);
  const base = isRemote ? location : NOWHERE;
  if (!URL.canParse(url, base)) return url;
  const { href } = new URL(url, base);
  return href.startsWith(NOWHERE) ? href.slice(NOWHERE.length - 1) : href;
}
