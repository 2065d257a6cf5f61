/**
 * Returns the paths at which a mock can serve a URL of the description: those of a URL on the host of a server, or of one
 * that is relative to a server. Empty for a URL on another host.
 */
export function standingPaths(url: string, servers: readonly string[]): readonly string[] {
  const isAbsolute = /^([a-z][a-z0-9+.-]*:)?\/\//i.test(url);
  if (isAbsolute) {
    const absolute = parsed(url.startsWith('//') ? `https:${url}` : url);
    const isHere = absolute && servers.some((server) => parsed(server)?.host === absolute.host);
    return absolute && isHere ? [absolute.pathname] : [];
  }
  const server = servers[0] ?? '/';
  const bases = [server, `${server.replace(/\/$/, '')}/`]; // many mean it relative to the server's path, as operations are
  const paths = bases.flatMap((base) => {
    const whole = parsed(base, 'http://localhost');
    return whole && URL.canParse(url, whole.href) ? [new URL(url, whole).pathname] : [];
  });
  return [...new Set(paths)];
}

function parsed(url: string, base?: string): URL | undefined {
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}
