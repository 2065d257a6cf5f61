import { basePathsOf } from '../../description/model/base-path.ts';
import type { Description } from '../../description/model/description.ts';
import type { RawRequest } from '../../http/message.ts';
import { pathOf } from '../../http/request-target.ts';
import { createRouter, type Match, type Router } from './router.ts';

/** The paths that an API is served under. */
export interface ServedPaths {
  readonly router: Router;
  /** The longest first. */
  readonly basePaths: readonly string[];
  /** As in the description. Tried last. */
  readonly openBasePaths: () => readonly RegExp[];
}

/** Prepares the routing of a description. */
export function servedPaths(description: Description): ServedPaths {
  return {
    router: createRouter(description.operations, description.disabled),
    basePaths: basePathsOf(description),
    openBasePaths: description.openBasePaths,
  };
}

/** The result of matching a request to one API. */
export interface Route {
  readonly match: Match;
  /**
   * `server`: below a base path of the description. `likeServer`: below one with another value of a variable. `bare`:
   * without a base path, which is served as well.
   */
  readonly place: 'server' | 'likeServer' | 'bare';
}

/** Matches a path below the base paths of the servers, then without one, then below base paths with open variables. */
export function matchPath(served: ServedPaths, { method, target }: RawRequest): Route {
  const { router, basePaths } = served;
  const path = pathOf(target);
  let lacking: Match | undefined;
  for (const basePath of basePaths) {
    if (!path.startsWith(basePath) || (path.length > basePath.length && path[basePath.length] !== '/'))
      continue;
    const match = router.match(method, path.slice(basePath.length) || '/');
    if (match.kind === 'matched' || match.kind === 'disabled') return { match, place: 'server' };
    if (match.kind === 'methodNotAllowed') lacking ??= match;
  }
  const bare = router.match(method, path);
  if (bare.kind !== 'notFound') return { match: bare, place: 'bare' };
  return lacking === undefined ? matchOpenPath(served, method, path) : { match: lacking, place: 'server' };
}

function matchOpenPath({ router, openBasePaths }: ServedPaths, method: string, path: string): Route {
  for (const pattern of openBasePaths()) {
    const [basePath] = pattern.exec(path) ?? [];
    const match =
      basePath === undefined ? undefined : router.match(method, path.slice(basePath.length) || '/');
    if (match !== undefined && match.kind !== 'notFound') return { match, place: 'likeServer' };
  }
  return { match: { kind: 'notFound' }, place: 'bare' };
}
