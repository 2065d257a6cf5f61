/** A copy with the value at the path; the way there has to exist. */
export function changed(body: unknown, path: readonly string[], value: unknown): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (Array.isArray(body)) {
    return body.map((item: unknown, index) => (String(index) === token ? changed(item, rest, value) : item));
  }
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const inner = Object.hasOwn(object, token) ? object[token] : undefined;
  return { ...object, [token]: changed(inner, rest, value) };
}

/** A copy without what stands at the path. */
export function without(body: unknown, path: readonly string[]): unknown {
  const [token, ...rest] = path;
  if (token === undefined || typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) {
    if (rest.length === 0) return body.filter((_, index) => String(index) !== token);
    return body.map((item: unknown, index) => (String(index) === token ? without(item, rest) : item));
  }
  const entries = Object.entries(body).flatMap(([name, value]: [string, unknown]): [string, unknown][] => {
    if (name !== token) return [[name, value]];
    return rest.length === 0 ? [] : [[name, without(value, rest)]];
  });
  return Object.fromEntries(entries);
}
