// Measures an inferred collection: list, item, replace, refusal and create. Peers, if any, get the same requests.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CALLER, DEPARTMENT, departmentApi } from '../descriptions/department-api.mjs';
import { answerOf, measureRates, recordPayloads } from './rates.mjs';
import { startServer } from './server.mjs';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const PATH = '/departments';

/** What is to be reached on Node 24, as shares of bare node:http. */
export const AIMS = {
  list: 0.5,
  'list, new': 0.5,
  item: 0.55,
  'item, new': 0.55,
  replace: undefined,
  refusal: 0.5,
  create: 0.4,
};

/**
 * Returns requests per CPU second by request and server. `peersOf`: gets the description and the recorded responses, and
 * returns further servers, or rows with the reason why one cannot run. `isShort`: without Express, and without a log.
 * `only`: the names of the requests; default: all.
 */
export async function measureInferred({
  folder,
  peersOf = async () => [],
  isShort = false,
  only,
  ...options
}) {
  const description = join(folder, 'departments.json');
  const payloads = join(folder, 'department-payloads.json');
  writeFileSync(description, JSON.stringify(departmentApi()));
  const args = ['mock', description, '--port', '0', '--items', '9'];
  const cli = fileAt('../../dist/cli.cjs');
  const quiet = { name: '`stuntdouble mock --quiet`', file: cli, args: [...args, '--quiet'] };
  const all = await requestsTo(quiet);
  await recordPayloads(quiet, all, payloads);
  const requests = all.filter(({ name }) => only?.includes(name) !== false);
  const peers = await peersOf(description, payloads);
  const servers = [
    { name: 'bare `node:http` with JSON', file: fileAt('../servers/bare-http.mjs'), args: [payloads] },
    ...(isShort
      ? []
      : [{ name: 'bare Express 5', file: fileAt('../servers/bare-express.mjs'), args: [payloads] }]),
    quiet,
    ...(isShort
      ? []
      : [
          { name: 'the same, without the journal', file: cli, args: [...quiet.args, '--journal-size', '0'] },
          { name: '`stuntdouble mock`, a log line each', file: cli, args },
        ]),
    ...peers.filter(({ reason }) => reason === undefined),
  ];
  return {
    names: requests.map(({ name }) => name),
    aims: requests.map(({ name }) => AIMS[name]),
    servers: servers.map(({ name }) => name),
    rates: await measureRates(servers, requests, options),
    missing: peers.filter(({ reason }) => reason !== undefined).map(({ name, reason }) => ({ name, reason })),
  };
}

/** Returns the requests. Create comes last, because it changes the length of the list. */
async function requestsTo(server) {
  const started = await startServer(server);
  const list = { name: 'list', method: 'GET', path: PATH, headers: CALLER };
  const { departments } = await answerOf(started, list);
  await started.stop();
  const item = `${PATH}/${departments[0].id}`;
  const headers = { ...CALLER, 'content-type': 'application/json' };
  const read = { name: 'item', method: 'GET', path: item, headers: CALLER };
  const { name: _, ...nameless } = DEPARTMENT;
  const create = { name: 'create', method: 'POST', path: PATH, headers, status: 201 };
  return [
    list,
    { ...list, name: 'list, new', isNew: true },
    read,
    { ...read, name: 'item, new', isNew: true },
    { name: 'replace', method: 'PUT', path: item, headers, body: JSON.stringify(DEPARTMENT) },
    { ...create, name: 'refusal', status: 400, body: JSON.stringify(nameless) },
    { ...create, body: JSON.stringify(DEPARTMENT) },
  ];
}
