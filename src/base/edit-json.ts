import { parsePointer } from './json-pointer.ts';

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

/** The value with the member at `pointer` replaced, or left out where `replacement` is undefined. */
export function replaceAt(value: unknown, pointer: string, replacement: unknown): unknown {
  return replaceIn(value, parsePointer(pointer), replacement);
}

/** Copies what leads there, and nothing else. */
function replaceIn(value: unknown, [token, ...rest]: readonly string[], replacement: unknown): unknown {
  if (token === undefined) return replacement;
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    const inner = replaceIn(items[Number(token)], rest, replacement);
    return inner === undefined ? items.toSpliced(Number(token), 1) : items.with(Number(token), inner);
  }
  const { [token]: known, ...others } = value as Record<string, unknown>;
  const inner = replaceIn(known, rest, replacement);
  if (inner === undefined) return others;
  return known === undefined ? { ...others, [token]: inner } : { ...(value as object), [token]: inner };
}
