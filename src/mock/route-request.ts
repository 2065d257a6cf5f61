import type { RawRequest } from '../http/message.ts';
import { pathOf } from '../http/request-target.ts';
import type { Engine } from './engine.ts';
import type { Route } from './match/match-path.ts';
import { nearPaths } from './match/near-paths.ts';
import type { Match } from './match/router.ts';
import type { Problem } from './respond/problem.ts';

/** The API that a request is for, and where it leads there. */
interface Routed {
  readonly engine: Engine;
  readonly match: Exclude<Match, { kind: 'notFound' }>;
}

interface Ranked extends Routed {
  readonly rank: number;
}

/**
 * The first API that has it below its base path, else at its bare path, else that has the path at all; below a base
 * path that is not described as such last.
 */
export function routeOf(engines: readonly Engine[], request: RawRequest): Routed | undefined {
  let best: Ranked | undefined;
  for (const engine of engines) {
    const { match, place } = engine.match(request);
    if (match.kind === 'notFound') continue;
    const rank = rankOf(match.kind, place);
    if (best === undefined || rank > best.rank) best = { engine, match, rank };
  }
  return best;
}

function rankOf(kind: Routed['match']['kind'], place: Route['place']): number {
  const served = { matched: 4, disabled: 2, methodNotAllowed: 0 }[kind];
  return { server: served + 1, bare: served, likeServer: served - 10 }[place];
}

/** 404 that names the paths which look like what was asked for. */
export function notFound(engines: readonly Engine[], { method, target }: RawRequest): Problem {
  const path = pathOf(target);
  const near = nearPaths(
    path,
    engines.flatMap(({ description }) => description.operations.map((operation) => operation.path)),
  );
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
  return { title: 'Not Found', status: 404, detail: `there is no ${method} ${path}${hint}`, near };
}
