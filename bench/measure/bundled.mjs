// Measures the bundled APIs: CPU time and memory of a start, and the list and the create of Rocket.Chat's departments.
// Other descriptions, which were not prepared, are started too.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerOf, measureRates, median, recordPayloads } from './rates.mjs';
import { startServer } from './server.mjs';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const PATH = '/api/v1/livechat/department';
const HEADERS = {
  'x-auth-token': 'RScctEHSmLGZGywfIhWyRpyofhKOiMoUIpimhvheU3f',
  'x-user-id': 'rbAXPnMktTFbNpwtJ',
};
const DEPARTMENT = {
  name: 'Bench',
  email: 'bench@example.com',
  enabled: true,
  showOnRegistration: true,
  showOnOfflineForm: false,
};
const GET = { name: 'list', path: PATH, method: 'GET', headers: HEADERS };
const NEW = { ...GET, name: 'list, new', isNew: true };
const POST = {
  name: 'create',
  path: PATH,
  method: 'POST',
  headers: { ...HEADERS, 'content-type': 'application/json' },
  body: JSON.stringify({ department: DEPARTMENT }),
};

/** What is to be reached on Node 24, as shares of bare node:http. */
const AIMS = { list: 0.45, 'list, new': 0.45, create: undefined };

const CLI = fileAt('../../dist/cli.cjs');
const QUIET = {
  name: '`stuntdouble mock --quiet`',
  file: CLI,
  args: ['mock', '--port', '0', '--quiet'],
  aim: 1.3,
};
const FURTHER = [
  { name: '`stuntdouble mock`, a log line each', file: CLI, args: ['mock', '--port', '0'] },
  { name: 'its app, `createServer(app)`', file: fileAt('../servers/plain-http.mjs'), args: [] },
];
const bare = (payloads) => ({
  name: 'bare Express 5',
  file: fileAt('../servers/bare-express.mjs'),
  args: [payloads],
});

/**
 * Returns requests per CPU second by request and server. `isShort`: of bare node:http and the mock without a log alone.
 * `only`: the names of the requests; default: all.
 */
export async function measureBundled({ folder, isShort = false, only, ...options }) {
  const payloads = join(folder, 'payloads.json');
  await recordPayloads(QUIET, [GET, POST], payloads);
  const servers = [
    { name: 'bare `node:http` with JSON', file: fileAt('../servers/bare-http.mjs'), args: [payloads] },
    ...(isShort ? [] : [bare(payloads)]),
    QUIET,
    ...(isShort ? [] : FURTHER),
  ];
  const requests = [GET, NEW, POST].filter(({ name }) => only?.includes(name) !== false);
  return {
    names: requests.map(({ name }) => name),
    aims: requests.map(({ name }) => AIMS[name]),
    servers: servers.map(({ name }) => name),
    rates: await measureRates(servers, requests, options),
    missing: [],
  };
}

/**
 * Returns CPU time until the end of the first response, in microseconds, and the memory then, in bytes, by server: bare
 * Express first. `descriptions`: those to start with, as `{ name, file, path, aim }`.
 */
export async function measureStarts({ folder, starts, descriptions }) {
  const payloads = join(folder, 'payloads.json');
  const opened = descriptions.map(({ name, file, path, aim }) => ({
    name,
    file: CLI,
    args: ['mock', file, '--port', '0', '--quiet', '--no-auth'],
    path,
    aim,
  }));
  const servers = [bare(payloads), QUIET, ...opened];
  const times = servers.map(() => []);
  const memory = servers.map(() => []);
  for (let round = 0; round < starts; round += 1) {
    for (const [index, server] of servers.entries()) {
      const started = await startServer(server);
      await answerOf(started, server.path === undefined ? GET : { path: server.path, method: 'GET' });
      times[index].push(await started.first);
      memory[index].push(await started.memory());
      await started.stop();
    }
  }
  return servers.map(({ name, aim }, index) => ({
    name,
    aim,
    time: median(times[index]),
    memory: median(memory[index]),
  }));
}
