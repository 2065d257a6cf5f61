// Has writers in 200 namespaces create, replace and delete side by side: none may lose an item, or see a foreign one.
import { Pool } from 'undici';

const NAMESPACES = 200;
const WRITERS = 3;

export async function abuseNamespaces({ url }, { isBounded }) {
  const rounds = isBounded ? 6 : 40;
  const pool = new Pool(url, { connections: 100 });
  const names = Array.from({ length: NAMESPACES }, (_, at) => `namespace ${at}`);
  const found = await Promise.all(
    names.map(async (name) => {
      const send = sender(pool, name);
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        write(send, `${name}, ${writer}`, rounds),
      );
      const kept = (await Promise.all(writers)).flat();
      const { status, value } = await send('GET', '/things?limit=1000');
      return { name, status, expected: sorted(kept), got: sorted(namesOf(value)) };
    }),
  );
  await pool.close();
  const failures = found
    .filter(({ status, expected, got }) => status !== 200 || expected.join('\n') !== got.join('\n'))
    .map(({ name, status, expected, got }) => `${name}: ${status}, ${differences(expected, got)}`);
  const count = found.reduce((sum, { got }) => sum + got.length, 0);
  return { figures: `${NAMESPACES} namespaces, ${WRITERS} writers in each: ${count} items left`, failures };
}

/** Creates items, replaces one of two, and deletes one of three; returns the names of those that are left. */
async function write(send, prefix, rounds) {
  const kept = [];
  for (let round = 0; round < rounds; round += 1) {
    const name = `${prefix}, ${round}`;
    const created = await send('POST', '/things', { name });
    if (created.status !== 201) throw new Error(`a create got ${created.status}`);
    const { id } = created.value;
    const replaced = round % 2 === 0 ? `${name}, replaced` : name;
    if (replaced !== name) requireStatus(await send('PUT', `/things/${id}`, { name: replaced }), 200);
    if (round % 3 === 0) requireStatus(await send('DELETE', `/things/${id}`), 204);
    else kept.push(replaced);
  }
  return kept;
}

function requireStatus({ status }, wanted) {
  if (status !== wanted) throw new Error(`a change got ${status}, not ${wanted}`);
}

/** Returns a function that sends requests to a namespace. */
export function sender(pool, namespace) {
  return async (method, path, body) => {
    const headers = { 'content-type': 'application/json', 'x-stuntdouble-namespace': namespace };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await pool.request({ method, path, headers, ...sent });
    const text = await response.body.text();
    const isJson = /json/.test(response.headers['content-type'] ?? '');
    return { status: response.statusCode, value: isJson && text !== '' ? valueIn(text) : undefined, text };
  };
}

function valueIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function namesOf(things) {
  return Array.isArray(things) ? things.map(({ name }) => name) : [];
}

function sorted(texts) {
  return texts.toSorted((one, next) => (one < next ? -1 : 1));
}

function differences(expected, got) {
  const lost = expected.filter((name) => !got.includes(name));
  const foreign = got.filter((name) => !expected.includes(name));
  return `lost: ${lost.slice(0, 3).join('; ')} (${lost.length}), foreign: ${foreign.slice(0, 3).join('; ')} (${foreign.length})`;
}
