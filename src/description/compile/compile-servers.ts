import { items, member, members, stringMember, type Json } from '../../base/json.ts';

/** At most so many URLs come of one server: its variables may have many values each. */
const MOST_URLS = 100;

/**
 * The URLs of a `servers` list, with the values of their variables: the defaults first, then what else their
 * `enum`s allow. A relative URL counts from `location`; without one it stays a path. None where nothing is said.
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
        .slice(0, MOST_URLS),
    [url],
  );
}

function valuesOf(name: string, variable: Json): readonly string[] {
  const listed = items(member(variable, 'enum')).map(String);
  return [...new Set([String(member(variable, 'default') ?? listed[0] ?? name), ...listed])];
}

/** What relative URLs count from where the description has no address. */
const NOWHERE = 'http://nowhere.invalid/';

function absolute(url: string, location: string | undefined): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
  const isRemote = location !== undefined && /^https?:/i.test(location);
  const base = isRemote ? location : NOWHERE;
  if (!URL.canParse(url, base)) return url;
  const { href } = new URL(url, base);
  return href.startsWith(NOWHERE) ? href.slice(NOWHERE.length - 1) : href;
}
