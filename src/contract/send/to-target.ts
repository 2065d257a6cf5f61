import type { Target } from '../target.ts';
import { appTarget, type RequestListener } from './app-target.ts';
import { urlTarget, type UrlTargetOptions } from './url-target.ts';

/** A URL to which the description's paths are appended, an app, or a target as it is. */
export type TargetLike = string | URL | RequestListener | Target;

/** @throws TypeError for a text that is no URL */
export function toTarget(target: TargetLike, options: UrlTargetOptions = {}): Target {
  if (typeof target === 'string' || target instanceof URL) return urlTarget(String(target), options);
  return typeof target === 'function' ? appTarget(target, options) : target;
}
