import { appTarget, type RequestListener } from './app-target.ts';
import type { Target } from './target.ts';
import { throttledTarget, type ThrottleOptions } from './throttled-target.ts';
import { urlTarget, type UrlTargetOptions } from './url-target.ts';

export interface TargetOptions extends UrlTargetOptions, ThrottleOptions {}

/** A URL to which the description's paths are appended, an app, or a target as it is. */
export type TargetLike = string | URL | RequestListener | Target;

/** A `Target` stays as it is, whatever the options. @throws TypeError for a text that is no URL */
export function toTarget(target: TargetLike, options: TargetOptions = {}): Target {
  if (typeof target === 'function') {
    const { proxy: _, ...direct } = options; // it listens in this process
    return throttledTarget(appTarget(target, direct), options);
  }
  if (typeof target !== 'string' && !('href' in target)) return target;
  const url = String(target);
  if (!/^https?:/.test(url) || !URL.canParse(url)) {
    throw new TypeError(`target ${url}: give a URL such as http://127.0.0.1:3000`);
  }
  return throttledTarget(urlTarget(url, options), options);
}
