import { NO_BODY, type RawRequest } from '../../http/message.ts';
import { pathOf } from '../../http/request-target.ts';
import type { Description } from '../../description/model/description.ts';
import type { Route } from '../match/match-path.ts';
import { nearPaths } from '../match/near-paths.ts';
import type { FoundMatch } from '../match/router.ts';
import type { Problem } from '../respond/problem.ts';

/** An API among which one is chosen. */
interface Matching {
  readonly description: Description;
  /** Looks up the path and method of a request. */
  readonly match: (request: RawRequest) => Route;
}

/** The API that has the path of a request, and the match in it. */
interface Routed<Engine> {
  readonly engine: Engine;
  readonly match: FoundMatch;
}

interface Ranked<Engine> extends Routed<Engine> {
  readonly rank: number;
}

/**
 * Chooses the API for a request. One with the path and method wins over one that lacks the method. Among equals, a path
 * below a base path wins over a bare path, then the first API wins. A base path that only other values of a server's
 * variables would give comes last.
 */
export function routeRequest<Engine extends Matching>(
  engines: readonly Engine[],
  request: RawRequest,
): Routed<Engine> | undefined {
  let best: Ranked<Engine> | undefined;
  for (const engine of engines) {
    const { match, place } = engine.match(request);
    if (match.kind === 'notFound') continue;
    const rank = rankOf(match.kind, place);
    if (best === undefined || rank > best.rank) best = { engine, match, rank };
  }
  return best;
}

/** Tells whether an operation of an API has the method and path, also one that cannot be served. */
export function hasOperation(engines: readonly Matching[], method: string, path: string): boolean {
  const route = routeRequest(engines, { method, target: path, headers: {}, body: NO_BODY });
  return route !== undefined && route.match.kind !== 'methodNotAllowed';
}

function rankOf(kind: FoundMatch['kind'], place: Route['place']): number {
  const served = { matched: 4, disabled: 2, methodNotAllowed: 0 }[kind];
  return { server: served + 1, bare: served, likeServer: served - 10 }[place];
}

/** Returns the 404 for a path that no API has, with the paths that are similar. */
export function notFoundProblem(engines: readonly Matching[], { method, target }: RawRequest): Problem {
  const path = pathOf(target);
  const near = nearPaths(
    path,
    engines.flatMap(({ description }) => description.operations.map((operation) => operation.path)),
  );
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
  return { title: 'Not Found', status: 404, detail: `there is no ${method} ${path}${hint}`, near };
}
