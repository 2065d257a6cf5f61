import { weaklyMemoised } from '../base/memoise.ts';
import type { Description } from '../description/model/description.ts';
import { NO_BODY } from '../http/message.ts';
import { matchPath, servedPaths } from '../mock/match/match-path.ts';

const pathsOf = weaklyMemoised(servedPaths);

/** Tells whether one of the descriptions has the path of a request target, with any method. */
export function isServed(descriptions: readonly Description[], target: string): boolean {
  const request = { method: 'GET', target, headers: {}, body: NO_BODY };
  return descriptions.some((one) => matchPath(pathsOf(one), request).match.kind !== 'notFound');
}
