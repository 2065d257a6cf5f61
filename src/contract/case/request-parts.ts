import { exactText } from '../../base/exact-json.ts';
import { jsonBodyOf } from '../../codec/json-body.ts';
import { pathOf as pathOfTarget, queryOf } from '../../http/request-target.ts';
import type { RequestPlan } from './case.ts';
import { placeholderNames } from './placeholder.ts';

/** Returns the value of a JSON body; undefined for any other body, and for none. */
export function bodyOf({ body, headers }: RequestPlan): unknown {
  return body === undefined ? undefined : jsonBodyOf({ headers, body });
}

export function withBodyValue(request: RequestPlan, value: unknown): RequestPlan {
  return value === undefined ? request : { ...request, body: exactText(value) };
}

/** Returns the path of a request, without its query. */
export function pathOf({ target }: Pick<RequestPlan, 'target'>): string {
  return pathOfTarget(target);
}

/** Returns the names of the bound values that the path of a request refers to. */
export function namesInPath(request: Pick<RequestPlan, 'target'>): readonly string[] {
  return placeholderNames(pathOf(request));
}

/** Returns the pairs of a query, as they are written. */
export function pairsOf({ target }: RequestPlan): readonly string[] {
  const query = queryOf(target);
  return query === '' ? [] : query.split('&');
}

export function withPairs(request: RequestPlan, pairs: readonly string[]): RequestPlan {
  const path = pathOf(request);
  return { ...request, target: pairs.length === 0 ? path : `${path}?${pairs.join('&')}` };
}
