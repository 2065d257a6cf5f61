import { member, members } from '../base/json.ts';
import { once, weaklyMemoised } from '../base/memoise.ts';
import type { Description } from '../description/model/description.ts';
import { NO_BODY } from '../http/message.ts';
import { matchPath, servedPaths } from '../mock/match/match-path.ts';
import { createRouter } from '../mock/match/router.ts';

const pathsOf = weaklyMemoised(servedPaths);

/** Tells whether one of the descriptions has the path of a request target, with any method. */
export function isServed(descriptions: readonly Description[], target: string): boolean {
  const request = { method: 'GET', target, headers: {}, body: NO_BODY };
  return descriptions.some((one) => matchPath(pathsOf(one), request).match.kind !== 'notFound');
}

/**
 * Returns a function that tells whether a document may have a path below any base path, while it is not compiled yet. What a
 * mock needs is loaded meanwhile, and where the requests for that come to it too, they must not wait for it.
 */
export function pathFilter(documentOf: () => unknown): (path: string) => boolean {
  const router = once(() => {
    const known = members(member(documentOf(), 'paths')).map(([path]) => ({
      id: path,
      method: '*',
      path: path.replace(/[?#].*/s, ''),
      pointer: '',
      reason: '',
    }));
    return createRouter([], known);
  });
  return (path) => {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
      if (router().match('GET', path.slice(at)).kind !== 'notFound') return true;
    return false;
  };
}
