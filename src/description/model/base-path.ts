/** Returns the base paths of a description's servers, including those of its operations, the longest first. */
export function basePathsOf({
  servers,
  operations,
}: {
  readonly servers: readonly string[];
  readonly operations: readonly { readonly servers: readonly string[] }[];
}): readonly string[] {
  const lists = new Set([servers, ...operations.map((operation) => operation.servers)]);
  const paths = new Set([...lists].flatMap((list) => list.map(basePathOf)));
  return [...paths].filter((path) => path !== '').toSorted((left, right) => right.length - left.length);
}

/** Returns the path of a server's URL: `/v1`, or `''` at the root. */
export function basePathOf(server: string): string {
  const path = server.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');
  return path.startsWith('/') ? path.replace(/\/+$/, '') : '';
}
