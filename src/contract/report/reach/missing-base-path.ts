import type { ReachInput } from './reach-input.ts';

/** Fewer responses prove nothing. */
const MIN_RESPONSES = 2;

/**
 * Returns why nothing was reached, where nothing was answered but 404 and the description's servers have a base path
 * that the target lacks (OpenAPI 3.1, Paths Object: paths are appended to the URL of the server).
 */
export function missingBasePath({
  description,
  results,
  target,
}: Pick<ReachInput, 'description' | 'results' | 'target'>): { reason: string; next: string } | undefined {
  const statuses = results.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ response }) => response?.status ?? []),
  );
  if (statuses.length < MIN_RESPONSES || statuses.some((status) => status !== 404)) return undefined;
  const path = description.servers.map(pathOf).find((one) => one !== '');
  if (path === undefined || !URL.canParse(target) || pathOf(target).endsWith(path)) return undefined;
  return {
    reason: `nothing was answered but 404: the description has the base path ${path}`,
    next: `--target ${new URL(target).origin}${path}`,
  };
}

/** Returns the path of a URL, which may be relative, without a `/` at its end. */
function pathOf(url: string): string {
  const base = 'http://localhost';
  return URL.canParse(url, base) ? new URL(url, base).pathname.replace(/\/+$/, '') : '';
}
