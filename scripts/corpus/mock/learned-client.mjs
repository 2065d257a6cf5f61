// A client that knows only the description, as a front end does: it takes the identifiers in a path from the lists above
// it, and creates items that do not exist yet.

/** At most this many paths are tried for one operation. */
const MOST_PATHS = 60;
const ITEMS = 2;
const MEMBERS = 12;

/**
 * Tells whether a valid request succeeds once its path names existing items. `requestsOf` returns the valid requests of an
 * operation, whose identifiers may be invented; `mock` is a new one.
 */
export async function answersToClient(operation, { operations, requestsOf, mock }) {
  const world = { operations, requestsOf, send: (request) => mock.handle(request) };
  for (const request of requestsOf(operation.id)) {
    for (const path of await knownPaths(operation.path, request, world)) {
      const { status } = await world.send({ ...request, target: path + queryOf(request.target) });
      if (status >= 200 && status < 400) return true;
    }
  }
  return false;
}

/** Returns paths with identifiers from lists and responses, or from the request when there are none. */
async function knownPaths(template, { target, headers }, world) {
  const given = target.split('?', 1)[0].split('/');
  let paths = [{ path: '', template: '' }];
  for (const [index, segment] of template.split('/').entries()) {
    if (index === 0) continue;
    const next = [];
    for (const one of paths) {
      const isIdentifier = /^\{[^{}]+\}$/.test(segment);
      const shown = isIdentifier ? await identifiersAt(one, segment.slice(1, -1), headers, world) : [];
      const values = [...shown.map((id) => encodeURIComponent(id)), given[index] ?? segment];
      const fixed = isIdentifier ? values : [segment.includes('{') ? (given[index] ?? segment) : segment];
      next.push(
        ...fixed.map((value) => ({ path: `${one.path}/${value}`, template: `${one.template}/${segment}` })),
      );
    }
    paths = next.slice(0, MOST_PATHS);
  }
  return paths.map(({ path }) => path);
}

/** Returns identifiers from the list, or from the response to a create when the list is empty or missing. */
async function identifiersAt({ path, template }, parameter, headers, world) {
  const { operations, requestsOf, send } = world;
  const on = (method) => operations.find((one) => one.path === template && one.method === method);
  const list = on('GET') && (await send({ method: 'GET', target: path, headers, body: new Uint8Array() }));
  const listed = list === undefined ? [] : identifiersIn(list, parameter);
  if (listed.length > 0) return listed;
  const create = on('POST');
  for (const request of create ? requestsOf(create.id) : []) {
    const made = await send({ ...request, target: path + queryOf(request.target) });
    const location = made.headers['location']?.split('/').at(-1);
    const found = [...(location ? [decodeURIComponent(location)] : []), ...identifiersIn(made, parameter)];
    if (found.length > 0) return found;
    const after = on('GET') && (await send({ method: 'GET', target: path, headers, body: new Uint8Array() }));
    if (after) return identifiersIn(after, parameter);
  }
  return [];
}

function queryOf(target) {
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start);
}

/** Returns the strings and numbers in the first items, beginning with members that are named like the parameter. */
function identifiersIn({ status, headers, body }, parameter) {
  if (status < 200 || status >= 300 || !/json/.test(String(headers['content-type']))) return [];
  const value = JSON.parse(Buffer.from(body).toString());
  const inner = Object.values(value ?? {});
  const lists = [value, ...inner, ...inner.flatMap((one) => Object.values(one ?? {}))].filter(Array.isArray);
  const items = lists.length > 0 ? lists.flatMap((list) => list.slice(0, ITEMS)) : [value, ...inner];
  const objects = items.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  const bare = items.filter((one) => typeof one === 'string');
  return [...new Set([...bare, ...objects.flatMap((item) => membersOf(item, parameter))])];
}

function membersOf(item, parameter) {
  const entries = Object.entries(item).filter(([, value]) => ['string', 'number'].includes(typeof value));
  const likeness = ([name]) => {
    const [own, wanted] = [name, parameter].map((text) => text.replace(/[_-]/g, '').toLowerCase());
    if (own === wanted) return 0;
    return /^_?(id|uuid|name|key)$/.test(own) ? 1 : wanted.endsWith(own) ? 2 : 3;
  };
  const sorted = entries.toSorted((left, right) => likeness(left) - likeness(right));
  return sorted.slice(0, MEMBERS).map(([, value]) => String(value));
}
