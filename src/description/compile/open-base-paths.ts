import { escapedPattern } from '../../base/text/escape-pattern.ts';
import { items, member, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';

/**
 * Compiles patterns of the base paths in which a variable without an `enum` may have any value (OpenAPI 3.1, Server
 * Variable Object). Each matches at the start of a path, up to a `/` or its end. A value has as many segments as the
 * default.
 */
export function openBasePaths(document: JsonObject): readonly RegExp[] {
  const holders = members(document['paths']).flatMap(([, item]) => [
    item,
    ...members(item).map(([, operation]) => operation),
  ]);
  const servers = [document, ...holders].flatMap((holder) => items(member(holder, 'servers')));
  const sources = servers.flatMap((server) => sourceOf(server) ?? []);
  return [...new Set(sources)].map((source) => new RegExp(source));
}

/** Returns the source of a pattern; undefined where the base path has no open variable. */
function sourceOf(server: Json): string | undefined {
  const path = stringMember(server, 'url')
    ?.replace(/^(?:[^/]*:)?\/\/[^/?#]*|[?#].*$/g, '')
    .replace(/\/+$/, '');
  const variables = member(server, 'variables');
  const names = [...(path ?? '').matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const isOpen = names.some((name) => items(member(member(variables, name), 'enum')).length === 0);
  if (path === undefined || !isOpen || names.some((name) => isAddress(member(variables, name))))
    return undefined;
  const parts = path.split(/\{([^{}]*)\}/);
  const source = parts.map((part, index) =>
    index % 2 === 0 ? escapedPattern(part) : valueSource(member(variables, part)),
  );
  return `^${path.startsWith('/') ? '' : '/'}${source.join('')}(?=/|$)`;
}

/** True for variables that hold a whole address, `https://example.com`. */
function isAddress(variable: Json | undefined): boolean {
  return stringMember(variable, 'default')?.includes('//') === true;
}

function valueSource(variable: Json | undefined): string {
  const listed = items(member(variable, 'enum')).map((value) => escapedPattern(String(value)));
  if (listed.length > 0) return `(?:${listed.join('|')})`;
  const segments = String(member(variable, 'default') ?? '')
    .split('/')
    .filter((segment) => segment !== '');
  return (segments.length === 0 ? [''] : segments).map(() => '[^/]+').join('/');
}
