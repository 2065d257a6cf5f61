import { pathOf } from '../../../http/request-target.ts';

/** Where requests go through to. */
export interface UpstreamUrl {
  /** `https://api.example.com:8443` */
  readonly origin: string;
  /** The path that those of requests are appended to, without a slash at its end; usually empty. */
  readonly basePath: string;
}

/** Reads the URL of an upstream, which has no query, fragment or user. @throws TypeError for what is no such URL */
export function parseUpstreamUrl(text: string): UpstreamUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TypeError(`upstream ${text}: give a URL such as https://api.example.com/v1`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new TypeError('upstream: give a URL without a user, a query and a fragment');
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}

/**
 * Appends the target of a request to the base path of the upstream: as text, so that nothing in it can name another
 * server. Undefined where its dots would lead out of that base path.
 */
export function upstreamTarget({ basePath }: UpstreamUrl, target: string): string | undefined {
  if (basePath !== '' && hasDotSegments(target)) return undefined;
  return `${basePath}${target}`;
}

/** Sees dots, slashes and backslashes also where they are percent-encoded: some servers decode them before they look. */
function hasDotSegments(target: string): boolean {
  const path = pathOf(target)
    .replaceAll(/%2e/gi, '.')
    .replaceAll(/%2f|%5c/gi, '/');
  return path.split(/[/\\]/).some((segment) => /^\.\.?(?:;|$)/.test(segment));
}
