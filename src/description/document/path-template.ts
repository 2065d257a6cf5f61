import { boundedlyMemoised, lastMemoised } from '../../base/memoise.ts';

/** The parts of a key of `paths`. */
interface PathKey {
  /** The path template, beginning with `/`. */
  readonly path: string;
  /** The query after `?`; empty where there is none. */
  readonly query: string;
  /** The message about a fault of the key; undefined where it has none. */
  readonly fault: string | undefined;
}

/** Matches an expression, also with what URI templates and some frameworks add: `{+path}`, `{path*}`, `{id:[0-9]+}`. */
const EXPRESSION = /\{\s*[+#./;?&]?([\w.~-]+)\s*(?:\*|:[^{}/]*)?\s*\}/g;

/** Returns the names of the parameters in a path template, in their order. */
export const templateNames = lastMemoised((path: string): readonly string[] =>
  path.includes('{') ? [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name) : [],
);

/** Returns a path template whose parameters have no names: `/pets/{}` for `/pets/{petId}`. */
export function unnamed(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

/** Returns the last segment of a path: `pets` of `/owners/{id}/pets`. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Parses a key of `paths`. OpenAPI allows only paths (3.1, Paths Object); some descriptions add a query or fragment.
 */
export function parsePathKey(key: string): PathKey {
  const [, written = '', query = '', fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(key) ?? [];
  const template = written.replace(EXPRESSION, '{$1}');
  const path = template.startsWith('/') ? template : `/${template}`;
  if (fragment !== undefined) {
    return { path, query, fault: 'the path has a fragment, which no request carries: served without it' };
  }
  if (key.includes('?')) {
    return { path, query, fault: 'the path has a query: served without it too' };
  }
  const fault = path === template ? undefined : `the path does not begin with '/': served as ${path}`;
  return { path, query, fault };
}

/**
 * Returns the raw values of a template's parameters in a request target; undefined where the target is at another path.
 * Its query does not count.
 */
export function pathCaptures(template: string, target: string): ReadonlyMap<string, string> | undefined {
  const { pattern, names } = matcherOf(template);
  const query = target.indexOf('?');
  const match = pattern.exec(query === -1 ? target : target.slice(0, query));
  return match === null ? undefined : new Map(names.map((name, index) => [name, match[index + 1] ?? '']));
}

/** What matches the paths of a template, and the names of its parameters. */
const matcherOf = boundedlyMemoised((template: string) => {
  const source = template.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{[^{}]+\}/g, '([^/]+)');
  return { pattern: new RegExp(`^${source}$`), names: templateNames(template) };
}, 5_000);

/** Fills the parameters of a path template with values. */
export function filledPath(template: string, values: Readonly<Record<string, unknown>>): string {
  const { texts, names } = partsOf(template);
  let path = texts[0] ?? '';
  for (const [index, name] of names.entries()) {
    path += `${encodeURIComponent(String(values[name]))}${texts[index + 1] ?? ''}`;
  }
  return path;
}

/** The texts around the parameters of a path template, and the names of these. */
const partsOf = boundedlyMemoised((template: string) => ({
  texts: template.split(/\{[^{}]+\}/),
  names: templateNames(template),
}));
