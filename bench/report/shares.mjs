/**
 * Returns the shares that the mock has of the first server, bare node:http or itself without a file, by the name of the
 * request: the mock without a log, or with a file.
 */
export function sharesOf(prefix, { names, servers, rates }) {
  const mock = servers.findIndex((name) => /--quiet|--persist/.test(name));
  return names.map((name, row) => [`${prefix}${name}`, rates[row][mock] / rates[row][0]]);
}
