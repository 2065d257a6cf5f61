import { pathCaptures } from '../../description/document/path-template.ts';
import { basePathsOf } from '../../description/model/base-path.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';

/**
 * Returns the operations that a request may be one of: those of its path, below the base path of a server or of none, and
 * of its method, where that is known. Of several paths that fit, the one with the fewest parameters is meant.
 */
export function findOperations(
  description: Description,
  { method, target }: { readonly method: string | undefined; readonly target: string },
): readonly Operation[] {
  for (const base of [...basePathsOf(description), '']) {
    if (!target.startsWith(base)) continue;
    const path = target.slice(base.length);
    const fitting = description.operations
      .map((operation) => ({ operation, count: pathCaptures(operation.path, path)?.size }))
      .filter(({ count }) => count !== undefined);
    const least = Math.min(...fitting.map(({ count = 0 }) => count));
    const own = fitting.filter(({ count }) => count === least).map(({ operation }) => operation);
    if (own.length > 0) {
      return method === undefined ? own : own.filter((one) => one.method === method.toUpperCase());
    }
  }
  return [];
}
