import { pathCaptures, templateNames } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';

/** An operation that a recorded request is for. */
export interface AskedOperation {
  readonly operation: Operation;
  /** The raw values of its path parameters. */
  readonly captures: ReadonlyMap<string, string>;
}

/**
 * Finds the operation that a request is for: of several that fit, the one with the fewest parameters in its path. What the
 * URL of a server has before the paths of the description does not count.
 */
export function askedOperation(
  { operations }: Description,
  method: string,
  target: string,
): AskedOperation | undefined {
  const own = operations
    .filter((operation) => operation.method === method)
    .toSorted((left, right) => templateNames(left.path).length - templateNames(right.path).length);
  for (const path of shorterPaths(target.replace(/\?.*$/s, ''))) {
    for (const operation of own) {
      const captures = pathCaptures(operation.path, path);
      if (captures !== undefined) return { operation, captures };
    }
  }
  return undefined;
}

/** Yields a path, and the same without its first segments. */
function* shorterPaths(path: string): Generator<string, void, void> {
  for (let rest = path; rest !== ''; rest = rest.slice(Math.max(rest.indexOf('/', 1), 0))) {
    yield rest;
    if (!rest.includes('/', 1)) return;
  }
}
