/** A key of `paths`, told apart. */
interface PathKey {
  /** The path template, beginning with `/`. */
  readonly path: string;
  /** What stands behind a `?` in it, without that; empty where nothing does. */
  readonly query: string;
  /** What is wrong with the key; undefined where nothing is. */
  readonly fault: string | undefined;
}

/** An expression with what URI templates, and some frameworks, add to a name: `{+path}`, `{path*}`, `{id:[0-9]+}`. */
const EXPRESSION = /\{\s*[+#./;?&]?([\w.~-]+)\s*(?:\*|:[^{}/]*)?\s*\}/g;

/** The names of the parameters in a path template, in their order. */
export function templateNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}

/** What stands behind the last `/`: `pets` of `/owners/{id}/pets`. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** OpenAPI has only paths as keys (3.1, Paths Object); some descriptions tell operations apart by more. */
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
 * The raw values of a path template's parameters in a target that was written from it; undefined where the target
 * is at another path. Its query does not count.
 */
export function pathCaptures(template: string, target: string): ReadonlyMap<string, string> | undefined {
  const names = templateNames(template);
  const source = template.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{[^{}]+\}/g, '([^/]+)');
  const match = new RegExp(`^${source}$`).exec(target.replace(/\?.*$/s, ''));
  return match === null ? undefined : new Map(names.map((name, index) => [name, match[index + 1] ?? '']));
}

/** A path template with values in the place of its parameters. */
export function filledPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}
