/** Returns the shares of bare node:http that the mock without a log has, by the name of the request. */
export function sharesOf(prefix, { names, servers, rates }) {
  const mock = servers.findIndex((name) => name.includes('--quiet'));
  return names.map((name, row) => [`${prefix}${name}`, rates[row][mock] / rates[row][0]]);
}
